import type { Entry } from '../entry.ts'

const OTHER_TABLES =
  'The package deltalake, which needs no JVM, for tables of Delta. Else keep Spark for this step.'
const LEARNING = 'scikit-learn, on the rows of toPandas() or toArrow()'

/** What programs use that is no part of Spark's SQL: tools of a platform, packages that need its JVM, other parts of PySpark. */
export const OUTSIDE_SPARK: readonly Entry[] = [
  {
    id: 'platform-tools',
    title: 'Tools of a platform: dbutils, mssparkutils, notebookutils',
    what: 'Databricks, Synapse and Fabric hand them to their notebooks. Spark has no such name, wherever else it runs.',
    triggers: ['name:dbutils', 'name:mssparkutils', 'name:notebookutils'],
    spark: { python: "day = dbutils.widgets.get('day')\nspark.createDataFrame([(day,)], ['day'])" },
    instead:
      'pathlib and shutil for files, arguments of the program for widgets, environment variables for secrets.',
    ports: {
      duckdb: { lacks: 'pathlib and shutil for files, arguments of the program for widgets.' },
      polars: { lacks: 'pathlib and shutil for files, arguments of the program for widgets.' },
    },
  },
  {
    id: 'packages-of-the-jvm',
    title: 'Packages that call Spark’s JVM: delta, graphframes, awsglue',
    what: 'They are no part of Spark, and reach classes of jars by Spark’s JVM. Engines with Spark’s API have none.',
    triggers: ['name:delta', 'name:graphframes', 'name:awsglue'],
    spark: { python: "from delta.tables import DeltaTable\nspark.createDataFrame([(1,)], ['id'])" },
    instead: OTHER_TABLES,
    ports: {
      duckdb: { lacks: OTHER_TABLES },
      polars: { lacks: OTHER_TABLES },
    },
  },
  {
    id: 'machine-learning',
    title: 'pyspark.ml and pyspark.mllib',
    what: 'Features and models that Spark’s JVM computes.',
    triggers: ['name:pyspark.ml', 'name:pyspark.mllib'],
    spark: {
      python:
        "from pyspark.ml.feature import VectorAssembler\nrows = spark.createDataFrame([(1.0, 2.0)], ['a', 'b'])\nVectorAssembler(inputCols=['a', 'b'], outputCol='v').transform(rows).select('a', 'b')",
    },
    instead: LEARNING,
    ports: {
      duckdb: { lacks: 'scikit-learn, on the rows of con.sql(…).df()' },
      polars: { lacks: 'scikit-learn, on df.to_numpy() or df.to_pandas()' },
    },
  },
  {
    id: 'pandas-on-spark',
    title: 'pyspark.pandas',
    what: 'The API of pandas on DataFrames of Spark. PySpark 4.1 can’t import it beside pandas 3.',
    triggers: ['name:pyspark.pandas'],
    spark: { python: "import pyspark.pandas as ps\nps.DataFrame({'a': [1, 2]}).to_spark().orderBy('a')" },
    instead: 'pandas itself, on the rows of toPandas(), or functions of DataFrames.',
    ports: {
      duckdb: {
        plain: 'SELECT a FROM (VALUES (1), (2)) AS t(a) ORDER BY a',
        write: 'SQL, or pandas itself on con.sql(…).df()',
      },
      polars: { plain: "pl.DataFrame({'a': [1, 2]})", write: 'Polars’ own expressions' },
    },
  },
]
