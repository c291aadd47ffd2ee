import type { Entry } from '../entry.ts'

const WRITTEN_ANEW = 'Write it in Python or SQL. What a library of Java did may have a library of Python.'

/** What a program reaches besides DataFrames and their functions: Spark's context, its JVM, its planner. */
export const BEYOND_FRAMES: readonly Entry[] = [
  {
    id: 'spark-context',
    title: 'SparkContext, SQLContext, HiveContext',
    what: 'Settings, logs and jobs of the running application, and how programs began before there was a SparkSession. It changes no data.',
    triggers: [
      'method:context',
      'method:SparkContext',
      'method:SQLContext',
      'method:HiveContext',
      'name:pyspark.SparkContext',
      'name:pyspark.sql.SQLContext',
      'name:pyspark.sql.HiveContext',
    ],
    spark: { python: "spark.createDataFrame([(spark.sparkContext.defaultParallelism > 0,)], 'v boolean')" },
    instead:
      'Leave it out, and begin with SparkSession.builder.getOrCreate(). spark.conf has the settings of the session; logs and jobs are of Spark alone.',
    ports: {
      duckdb: { plain: "SELECT current_setting('threads') > 0 AS v" },
      polars: { plain: "pl.DataFrame({'v': [pl.thread_pool_size() > 0]})" },
    },
  },
  {
    id: 'context-of-session',
    title: 'spark.sparkContext, whatever is done with it',
    what: 'The context of the session, as a name alone. What is called of it is another entry.',
    triggers: ['method:sparkContext'],
    spark: { python: "context = spark.sparkContext\nspark.createDataFrame([(1,)], ['v'])" },
    instead: 'Leave it out.',
    ports: {
      duckdb: { plain: 'SELECT 1 AS v' },
      polars: { plain: "pl.DataFrame({'v': [1]})" },
    },
  },
  {
    id: 'java',
    title: 'Java and Scala: _jvm, _jsc, _jdf, registerJavaFunction, CREATE FUNCTION … AS a class',
    what: 'PySpark reaches classes of its JVM by py4j. Other engines have no JVM.',
    triggers: [
      'method:_jvm',
      'method:_jsc',
      'method:_jdf',
      'method:_gateway',
      'method:_jsparkSession',
      'method:udf.registerJavaFunction',
      'method:udf.registerJavaUDAF',
      'method:registerJavaFunction',
      'clause:create-function-of-class',
    ],
    spark: {
      python: "spark.createDataFrame([(spark.sparkContext._gateway.jvm.java.lang.Math.max(1, 2),)], 'v int')",
    },
    instead: WRITTEN_ANEW,
    ports: { duckdb: { lacks: WRITTEN_ANEW }, polars: { lacks: WRITTEN_ANEW } },
  },
  {
    id: 'jars',
    title: 'Jars: ADD JAR, CREATE FUNCTION … USING JAR, addArtifact',
    what: 'A jar brings a format, a database driver or functions.',
    triggers: ['method:addArtifact', 'method:addArtifacts', 'method:addJar', 'clause:add-jar'],
    spark: {
      python:
        "from zipfile import ZipFile\nwith ZipFile(f'{folder}/x.jar', 'w') as jar:\n    jar.writestr('x', '')\nspark.sql(f\"ADD JAR '{folder}/x.jar'\").collect()\nspark.createDataFrame([(1,)], 'v int')",
    },
    instead:
      'Look for what the engine has itself, such as a reader of the format. Write functions of a jar in Python.',
    ports: {
      duckdb: { lacks: 'An extension: INSTALL postgres, iceberg, delta. Write functions of a jar in SQL.' },
      polars: {
        lacks:
          'A package of Python, such as pyiceberg, deltalake or ADBC. Write functions of a jar as expressions.',
      },
    },
  },
  {
    id: 'jar-settings',
    title: 'Settings of jars: spark.jars, spark.jars.packages, extraClassPath',
    what: 'They name jars before a session begins. They change no data. Engines without a JVM accept them and load nothing: a format or a function that a jar brings is missing where it is used.',
    triggers: ['setting:spark.jars'],
    unseen: true,
    spark: {
      python:
        "from pyspark.sql import SparkSession\nSparkSession.builder.config('spark.jars.packages', '').getOrCreate().range(1)",
    },
    instead:
      'Leave it out if nothing of the jars is used. Otherwise look for what the engine has itself, such as a reader of the format.',
    ports: {
      duckdb: { lacks: 'An extension in place of the jar: INSTALL postgres, iceberg, delta.' },
      polars: { lacks: 'A package of Python in place of the jar, such as pyiceberg, deltalake or ADBC.' },
    },
  },
  {
    id: 'names-of-pyspark',
    title: 'Classes, methods and modules of PySpark',
    what: 'An engine with Spark’s API may lack some of its names. A program ends where it imports or calls one, whatever its data.',
    triggers: ['name:pyspark'],
    spark: {
      python:
        "from pyspark import SparkConf, StorageLevel\nfrom pyspark.sql import Column, DataFrame, Row, SparkSession, Window\nspark.createDataFrame([(1,)], ['id'])",
    },
    instead:
      'Leave it out, or use what the engine has. Import names that stand in annotations alone under if typing.TYPE_CHECKING.',
    ports: {
      duckdb: { plain: 'SELECT 1 AS id' },
      polars: { plain: "pl.DataFrame({'id': [1]})" },
    },
  },
  {
    id: 'hive',
    title: 'Hive: enableHiveSupport',
    what: 'It asks for a Hive metastore, which knows tables by their names, and for Hive’s formats and functions. It changes no data: see catalog-tables for the tables. Engines with Spark’s API accept it and connect to no metastore.',
    triggers: ['method:enableHiveSupport', 'setting:hive'],
    unseen: true,
    spark: {
      python:
        'from pyspark.sql import SparkSession\nSparkSession.builder.enableHiveSupport().getOrCreate().range(1)',
    },
    instead: 'Leave it out, and read and write the files of the tables by their paths.',
    ports: {
      duckdb: {
        lacks: 'Read the files of the tables by their paths: read_parquet(…, hive_partitioning = true).',
      },
      polars: {
        lacks: 'Read the files of the tables by their paths: pl.scan_parquet(…, hive_partitioning=True).',
      },
    },
  },
  {
    id: 'observe',
    title: 'observe and Observation',
    what: 'Counts rows while they pass, for use beside the result. A second aggregate is the same.',
    triggers: ['method:observe', 'name:pyspark.sql.Observation'],
    spark: {
      python:
        "from pyspark.sql import Observation\nseen = Observation()\nspark.range(3).observe(seen, F.count('*').alias('n')).collect()\nspark.createDataFrame([(seen.get['n'],)], 'n long')",
    },
    instead: 'A second aggregate over the same DataFrame, which was cached before.',
    ports: {
      duckdb: { plain: 'SELECT count(*) AS n FROM range(3)' },
      polars: { plain: "pl.DataFrame({'n': [pl.select(id=pl.int_range(3)).height]})" },
    },
  },
  {
    id: 'checkpoint-with-level',
    title: 'localCheckpoint with a storage level',
    what: 'Keeps the rows on disk, and forgets how they were made. It changes no data.',
    triggers: ['method:localCheckpoint.storageLevel', 'name:pyspark.StorageLevel'],
    spark: {
      python:
        "from pyspark import StorageLevel\nspark.range(2).localCheckpoint(storageLevel=StorageLevel.DISK_ONLY).orderBy('id')",
    },
    instead: 'Write Parquet and read it again: that works on every engine.',
    ports: {
      duckdb: { plain: 'CREATE TEMP TABLE t AS SELECT range AS id FROM range(2); FROM t ORDER BY id' },
      polars: { plain: 'pl.select(id=pl.int_range(2))' },
    },
  },
  {
    id: 'broadcast',
    title: 'broadcast of a small side of a join',
    what: 'A hint to Spark’s planner. It changes no data.',
    triggers: ['function:broadcast'],
    spark: { python: "F.broadcast(spark.range(2)).orderBy('id')" },
    instead: 'Leave it out: one process sends no rows to others.',
    ports: {
      duckdb: { plain: 'SELECT range AS id FROM range(2) ORDER BY id' },
      polars: { plain: 'pl.select(id=pl.int_range(2))' },
    },
  },
  {
    id: 'frame-schema-text',
    title: 'A schema as text in createDataFrame',
    what: 'The names and types of the columns, as one text.',
    triggers: ['option:frame-schema-text'],
    spark: { python: "spark.createDataFrame([(1, 'x')], 'a int, b string')" },
    instead: "StructType([StructField('a', IntegerType()), StructField('b', StringType())])",
    ports: {
      duckdb: { plain: "SELECT * FROM (VALUES (1, 'x')) AS t(a, b)" },
      polars: { plain: "pl.DataFrame([(1, 'x')], schema={'a': pl.Int32, 'b': pl.String}, orient='row')" },
    },
  },
  {
    id: 'schema-text-with-decimal',
    title: 'A schema as text that has DECIMAL(p, s)',
    what: 'The types of a file’s columns, as one text. Its comma within brackets divides no columns.',
    triggers: ['option:schema-text-with-decimal'],
    spark: {
      python:
        "with open(f'{folder}/t.csv', 'w') as file:\n    file.write('1.50\\n')\nspark.read.csv(f'{folder}/t.csv', schema='a DECIMAL(10, 2)')",
    },
    instead: "StructType([StructField('a', DecimalType(10, 2))])",
    ports: {
      duckdb: {
        plain:
          "COPY (SELECT 1.50 AS a) TO '{folder}/t.csv' (HEADER false); FROM read_csv('{folder}/t.csv', header = false, columns = {'a': 'DECIMAL(10, 2)'})",
      },
      polars: {
        plain:
          "with open(f'{folder}/t.csv', 'w') as file:\n    file.write('1.50\\n')\npl.read_csv(f'{folder}/t.csv', has_header=False, schema={'a': pl.Decimal(10, 2)})",
      },
    },
  },
]
