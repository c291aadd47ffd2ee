import type { Entry } from '../entry.ts'

const WRITE = "open(f'{folder}/f.csv', 'w').write('n\\n3\\n')"
const OF_CSV = `${WRITE}\nspark.read.csv(f'{folder}/f.csv', header=True)`
const TEXTS = "spark.createDataFrame([('a', '3'), ('a', '4')], ['k', 's']).groupBy('k')"
const ARRAY = "spark.createDataFrame([(1, ['a', 'b'])], ['i', 'l'])"

/** Functions and operators that some engines have for columns of some types alone. */
export const COLUMNS_BY_TYPE: readonly Entry[] = [
  {
    id: 'text-in-arithmetic',
    title: 'Text in arithmetic: col("s") * 2',
    what: 'Spark makes a number of the text. DuckDB and Polars raise an error.',
    triggers: ['operator:arithmetic.text'],
    spark: { python: "spark.createDataFrame([('3',)], ['s']).select((F.col('s') * 2).alias('v'))" },
    instead: "F.col('s').cast('double') * 2",
    ports: {
      duckdb: {
        plain: "SELECT s * 2 AS v FROM (VALUES ('3'::VARCHAR)) AS t(s)",
        agrees: "SELECT CAST(s AS DOUBLE) * 2 AS v FROM (VALUES ('3'::VARCHAR)) AS t(s)",
        write: 'CAST(s AS DOUBLE) * 2',
      },
      polars: {
        plain: "pl.DataFrame({'s': ['3']}).select(v=pl.col('s') * 2)",
        agrees: "pl.DataFrame({'s': ['3']}).select(v=pl.col('s').cast(pl.Float64) * 2)",
        write: "pl.col('s').cast(pl.Float64) * 2",
      },
    },
  },
  {
    id: 'csv-text-in-arithmetic',
    title: 'Text of a CSV file in arithmetic, without a schema',
    what: 'Spark reads text, and makes a number of it. DuckDB and Polars infer a number.',
    triggers: ['operator:arithmetic.csv-text'],
    spark: { python: `${OF_CSV}.select((F.col('n') * 2).alias('v'))` },
    instead: "F.col('n').cast('double') * 2",
    ports: {
      duckdb: {
        plain: { python: `${WRITE}\ncon.execute(f"SELECT n * 2 AS v FROM '{folder}/f.csv'")` },
      },
      polars: { plain: `${WRITE}\npl.read_csv(f'{folder}/f.csv').select(v=pl.col('n') * 2)` },
    },
  },
  {
    id: 'avg-of-text',
    title: 'avg of text',
    what: 'Spark makes doubles of the texts. DuckDB and Polars raise an error.',
    triggers: ['function:avg.text'],
    spark: { python: `${TEXTS}.agg(F.avg('s').alias('v'))` },
    instead: "F.avg(F.col('s').cast('double'))",
    ports: {
      duckdb: {
        plain: "SELECT 'a' AS k, avg(s) AS v FROM (VALUES ('3'::VARCHAR), ('4')) AS t(s)",
        agrees: "SELECT 'a' AS k, avg(CAST(s AS DOUBLE)) AS v FROM (VALUES ('3'::VARCHAR), ('4')) AS t(s)",
        write: 'avg(CAST(s AS DOUBLE))',
      },
      polars: {
        plain: "pl.DataFrame({'k': ['a', 'a'], 's': ['3', '4']}).group_by('k').agg(v=pl.col('s').mean())",
        agrees:
          "pl.DataFrame({'k': ['a', 'a'], 's': ['3', '4']}).group_by('k').agg(v=pl.col('s').cast(pl.Float64).mean())",
        write: "pl.col('s').cast(pl.Float64).mean()",
      },
    },
  },
  {
    id: 'avg-of-csv-text',
    title: 'avg of text of a CSV file, without a schema',
    what: 'Spark reads text, and makes doubles of it. DuckDB and Polars infer numbers.',
    triggers: ['function:avg.csv-text'],
    spark: { python: `${OF_CSV}.groupBy('n').agg(F.avg('n').alias('v')).select('v')` },
    instead: "F.avg(F.col('n').cast('double'))",
    ports: {
      duckdb: {
        plain: { python: `${WRITE}\ncon.execute(f"SELECT avg(n) AS v FROM '{folder}/f.csv'")` },
      },
      polars: { plain: `${WRITE}\npl.read_csv(f'{folder}/f.csv').select(v=pl.col('n').mean())` },
    },
  },
  {
    id: 'sum-of-text',
    title: 'sum of text',
    what: 'Spark makes doubles of the texts. DuckDB and Polars raise an error.',
    triggers: ['function:sum.text'],
    spark: { python: `${TEXTS}.agg(F.sum('s').alias('v'))` },
    instead: "F.sum(F.col('s').cast('double'))",
    ports: {
      duckdb: {
        plain: "SELECT 'a' AS k, sum(s) AS v FROM (VALUES ('3'::VARCHAR), ('4')) AS t(s)",
        agrees: "SELECT 'a' AS k, sum(CAST(s AS DOUBLE)) AS v FROM (VALUES ('3'::VARCHAR), ('4')) AS t(s)",
        write: 'sum(CAST(s AS DOUBLE))',
      },
      polars: {
        plain: "pl.DataFrame({'k': ['a', 'a'], 's': ['3', '4']}).group_by('k').agg(v=pl.col('s').sum())",
        agrees:
          "pl.DataFrame({'k': ['a', 'a'], 's': ['3', '4']}).group_by('k').agg(v=pl.col('s').cast(pl.Float64).sum())",
        write: "pl.col('s').cast(pl.Float64).sum()",
      },
    },
  },
  {
    id: 'lpad-of-number',
    title: 'lpad and rpad of numbers',
    what: 'Spark takes the number for its text. DuckDB and Polars raise an error.',
    triggers: ['function:lpad.number'],
    spark: { python: "spark.createDataFrame([(3,)], ['n']).select(F.lpad('n', 3, '0').alias('v'))" },
    instead: "F.lpad(F.col('n').cast('string'), 3, '0')",
    ports: {
      duckdb: {
        plain: "SELECT lpad(n, 3, '0') AS v FROM (VALUES (3)) AS t(n)",
        agrees: "SELECT lpad(CAST(n AS VARCHAR), 3, '0') AS v FROM (VALUES (3)) AS t(n)",
        write: "lpad(CAST(n AS VARCHAR), 3, '0')",
      },
      polars: {
        plain: "pl.DataFrame({'n': [3]}).select(v=pl.col('n').str.pad_start(3, '0'))",
        agrees: "pl.DataFrame({'n': [3]}).select(v=pl.col('n').cast(pl.String).str.pad_start(3, '0'))",
        write: "pl.col('n').cast(pl.String).str.pad_start(3, '0')",
      },
    },
  },
  {
    id: 'hour-of-text',
    title: 'hour, minute and second of text',
    what: 'Spark makes a timestamp of the text. DuckDB and Polars raise an error.',
    triggers: ['function:hour.text'],
    spark: {
      python: "spark.createDataFrame([('2024-01-05 10:00:00',)], ['s']).select(F.hour('s').alias('v'))",
    },
    instead: "F.hour(F.col('s').cast('timestamp'))",
    ports: {
      duckdb: {
        plain: "SELECT hour(s) AS v FROM (VALUES ('2024-01-05 10:00:00'::VARCHAR)) AS t(s)",
        agrees:
          "SELECT hour(CAST(s AS TIMESTAMP)) AS v FROM (VALUES ('2024-01-05 10:00:00'::VARCHAR)) AS t(s)",
        write: 'hour(CAST(s AS TIMESTAMP))',
      },
      polars: {
        plain: "pl.DataFrame({'s': ['2024-01-05 10:00:00']}).select(v=pl.col('s').dt.hour())",
        agrees:
          "pl.DataFrame({'s': ['2024-01-05 10:00:00']}).select(v=pl.col('s').str.to_datetime().dt.hour())",
        write: "pl.col('s').str.to_datetime().dt.hour()",
      },
    },
  },
  {
    id: 'bround-of-decimals',
    title: 'bround of decimals',
    what: 'A half goes to the even neighbour, as of doubles.',
    triggers: ['function:bround.decimal'],
    spark: {
      python:
        "spark.createDataFrame([(Decimal('2.345'),)], ['d']).select(F.bround(F.col('d').cast('decimal(9,3)'), 2).alias('v'))",
    },
    instead: "F.bround(F.col('d').cast('double'), 2).cast('decimal(9,2)')",
    ports: {
      duckdb: { plain: 'SELECT round_even(d, 2) AS v FROM (VALUES (2.345)) AS t(d)' },
      polars: { plain: "pl.DataFrame({'d': [Decimal('2.345')]}).select(v=pl.col('d').round(2))" },
    },
  },
  {
    id: 'fraction-of-python',
    title: 'A fraction of Python: F.lit(0.1), col("v") * 0.1',
    what: 'Spark takes it for a double. SQLFrame writes it into SQL, where it is a decimal: 0.1 + 0.2 is 0.3, and columns of files are decimals.',
    triggers: ['operator:fraction'],
    shows: 'types',
    spark: { python: "spark.createDataFrame([(1,)], ['i']).select((F.lit(0.1) + F.lit(0.2)).alias('v'))" },
    instead: "F.lit(0.1).cast('double')",
    ports: {
      duckdb: {
        plain: 'SELECT 0.1 + 0.2 AS v',
        agrees: 'SELECT 0.1::DOUBLE + 0.2::DOUBLE AS v',
        write: '0.1::DOUBLE',
      },
      polars: { plain: 'pl.select(v=pl.lit(0.1) + pl.lit(0.2))' },
    },
  },
  {
    id: 'concat-ws-array',
    title: 'concat_ws of an array',
    what: 'Spark joins the elements. DuckDB makes a text of the whole array.',
    triggers: ['function:concat_ws.array'],
    form: 'call',
    spark: { python: `${ARRAY}.select(F.concat_ws('-', 'l').alias('v'))` },
    instead: "F.array_join('l', '-')",
    ports: {
      duckdb: {
        plain: "SELECT concat_ws('-', l) AS v FROM (VALUES (['a', 'b'])) AS t(l)",
        agrees: "SELECT array_to_string(l, '-') AS v FROM (VALUES (['a', 'b'])) AS t(l)",
        write: "array_to_string(l, '-')",
      },
      polars: { plain: "pl.DataFrame({'l': [['a', 'b']]}).select(v=pl.col('l').list.join('-'))" },
    },
  },
  {
    id: 'concat-ws-array-sql',
    title: 'concat_ws of an array in SQL',
    what: 'Spark joins the elements. DuckDB makes a text of the whole array.',
    triggers: ['function:concat_ws.array'],
    form: 'sql',
    spark: {
      python: `${ARRAY}.createOrReplaceTempView('probe_arrays')\nspark.sql("SELECT concat_ws('-', l) AS v FROM probe_arrays")`,
    },
    instead: "array_join(l, '-')",
    ports: {
      duckdb: {
        plain: "SELECT concat_ws('-', l) AS v FROM (VALUES (['a', 'b'])) AS t(l)",
        agrees: "SELECT array_to_string(l, '-') AS v FROM (VALUES (['a', 'b'])) AS t(l)",
        write: "array_to_string(l, '-')",
      },
      polars: { plain: "pl.DataFrame({'l': [['a', 'b']]}).select(v=pl.col('l').list.join('-'))" },
    },
  },
]
