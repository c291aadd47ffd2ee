import type { Entry } from '../entry.ts'
import { WRITTEN_LINES } from './written-lines.ts'

const WRITE = "open(f'{folder}/f.csv', 'w')"
const DUCKDB_LINES =
  "con.execute(f\"SELECT unnest(string_split(rtrim(content, E'\\\\n'), E'\\\\n')) AS line FROM read_text('{folder}/o.csv')\")"
const POLARS_LINES = "pl.DataFrame({'line': open(f'{folder}/o.csv').read().splitlines()})"
const AMOUNTS = `${WRITE}.write('12.345,1\\n0.005,2\\n-1.255,3\\n')`
const TIMES = `${WRITE}.write('i,t\\nx,2024-01-05 10:00:00\\n')`

/** Formats of values in CSV files, and their types. */
export const CSV_FORMATS: readonly Entry[] = [
  {
    id: 'csv-decimals',
    title: 'Decimals of a CSV file with more digits than their type',
    what: 'Spark rounds them, a half away from zero. Sail cuts them, so that sums come out lower.',
    triggers: ['option:csv-schema-decimal'],
    spark: {
      python: `${AMOUNTS}\nschema = T.StructType([T.StructField('a', T.DecimalType(12, 2)), T.StructField('i', T.IntegerType())])\nspark.read.csv(f'{folder}/f.csv', schema=schema).orderBy('i').select('a')`,
    },
    instead: "Read the column as text, then cast it: F.col('a').cast('decimal(12,2)')",
    ports: {
      duckdb: {
        plain: {
          python: `${AMOUNTS}\ncon.execute(f"SELECT a FROM read_csv('{folder}/f.csv', header = false, columns = {{'a': 'DECIMAL(12,2)', 'i': 'INT'}}) ORDER BY i")`,
        },
      },
      polars: {
        plain: `${AMOUNTS}\npl.read_csv(f'{folder}/f.csv', has_header=False, schema={'a': pl.Decimal(12, 2), 'i': pl.Int32}).sort('i').select('a')`,
        write: 'Read the column as text, then cast and round it.',
      },
    },
  },
  {
    id: 'csv-times-in-schema',
    title: 'A CSV file with times, by a schema',
    what: 'The times, in the session’s time zone.',
    triggers: ['option:csv-schema-timestamp'],
    spark: {
      python: `${TIMES}\nschema = T.StructType([T.StructField('i', T.StringType()), T.StructField('t', T.TimestampType())])\nspark.read.csv(f'{folder}/f.csv', header=True, schema=schema)`,
    },
    instead: "Read the column as text, then F.to_timestamp('t')",
    ports: {
      duckdb: {
        plain: {
          python: `${TIMES}\ncon.execute(f"FROM read_csv('{folder}/f.csv', header = true, columns = {{'i': 'VARCHAR', 't': 'TIMESTAMP'}})")`,
        },
      },
      polars: {
        plain: `${TIMES}\npl.read_csv(f'{folder}/f.csv', schema={'i': pl.String, 't': pl.Datetime('us')})`,
      },
    },
  },
  {
    id: 'csv-times-not-given',
    title: 'A CSV file with times, without a schema',
    what: 'Spark reads them. SQLFrame raises an error where a column holds times: give it a schema with StringType, then F.to_timestamp.',
    triggers: ['option:no-schema', 'option:inferschema'],
    spark: {
      python: `${TIMES}\ndef read():\n    try:\n        return spark.read.csv(f'{folder}/f.csv', header=True).select('i').collect()[0][0]\n    except Exception:\n        return 'an error'\n\nspark.createDataFrame([(read(),)], ['i'])`,
    },
    ports: {
      duckdb: { plain: { python: `${TIMES}\ncon.execute(f"SELECT i FROM '{folder}/f.csv'")` } },
      polars: { plain: `${TIMES}\npl.read_csv(f'{folder}/f.csv').select('i')` },
    },
  },
  {
    id: 'csv-infer-types',
    title: 'Types of whole numbers with inferSchema',
    what: 'INT in Spark where they fit, BIGINT in the others. The values are the same.',
    triggers: ['option:inferschema'],
    shows: 'types',
    spark: {
      python: `${WRITE}.write('i\\n1\\n2\\n')\nspark.read.csv(f'{folder}/f.csv', header=True, inferSchema=True).selectExpr("typeof(i) = 'int' AS a").distinct()`,
    },
    ports: {
      duckdb: {
        plain: {
          python: `${WRITE}.write('i\\n1\\n2\\n')\ncon.execute(f"SELECT DISTINCT typeof(i) = 'INTEGER' AS a FROM '{folder}/f.csv'")`,
        },
        agrees: {
          python: `${WRITE}.write('i\\n1\\n2\\n')\ncon.execute(f"SELECT DISTINCT typeof(i) = 'INTEGER' AS a FROM read_csv('{folder}/f.csv', types = {{'i': 'INT'}})")`,
        },
        write: "read_csv(file, types = {'i': 'INT'})",
      },
      polars: {
        plain: `${WRITE}.write('i\\n1\\n2\\n')\npl.DataFrame({'a': [pl.read_csv(f'{folder}/f.csv').schema['i'] == pl.Int32]})`,
        agrees: `${WRITE}.write('i\\n1\\n2\\n')\npl.DataFrame({'a': [pl.read_csv(f'{folder}/f.csv', schema_overrides={'i': pl.Int32}).schema['i'] == pl.Int32]})`,
        write: "pl.read_csv(file, schema_overrides={'i': pl.Int32})",
      },
    },
  },
  {
    id: 'csv-null-value',
    title: 'nullValue where CSV is read',
    what: 'Spark reads the text as NULL. Sail takes the option and keeps the text.',
    triggers: ['option:read.csv.nullvalue'],
    spark: {
      python: `${WRITE}.write('code,n\\nNA,1\\nx,2\\n')\nspark.read.csv(f'{folder}/f.csv', header=True, nullValue='NA').orderBy('n').select('code')`,
    },
    instead: "F.when(F.col('code') != 'NA', F.col('code'))",
    ports: {
      duckdb: {
        plain: {
          python: `${WRITE}.write('code,n\\nNA,1\\nx,2\\n')\ncon.execute(f"SELECT code FROM read_csv('{folder}/f.csv', nullstr = 'NA') ORDER BY n")`,
        },
      },
      polars: {
        plain: `${WRITE}.write('code,n\\nNA,1\\nx,2\\n')\npl.read_csv(f'{folder}/f.csv', null_values='NA').sort('n').select('code')`,
      },
    },
  },
  {
    id: 'csv-read-times',
    title: 'dateFormat and timestampFormat where CSV is read',
    what: 'Spark reads dates in this form. Others raise an error, or lose the row, where dates are not in their own: read them as text, then F.to_date(col, format).',
    triggers: ['option:read.csv.dateformat', 'option:read.csv.timestampformat'],
    spark: {
      python: `${WRITE}.write('08.01.2026,x\\n')\nschema = T.StructType([T.StructField('d', T.DateType()), T.StructField('s', T.StringType())])\nspark.read.csv(f'{folder}/f.csv', schema=schema, dateFormat='dd.MM.yyyy')`,
    },
    ports: {
      duckdb: {
        plain: {
          python: `${WRITE}.write('08.01.2026,x\\n')\ncon.execute(f"FROM read_csv('{folder}/f.csv', header = false, columns = {{'d': 'DATE', 's': 'VARCHAR'}}, dateformat = '%d.%m.%Y')")`,
        },
      },
      polars: {
        plain: `${WRITE}.write('08.01.2026,x\\n')\npl.read_csv(f'{folder}/f.csv', has_header=False, new_columns=['d', 's']).with_columns(pl.col('d').str.to_date('%d.%m.%Y'))`,
      },
    },
  },
  {
    id: 'csv-write-times',
    title: 'dateFormat and timestampFormat where CSV is written',
    what: 'Spark writes dates and times in this form. Sail takes the options and writes its own form; SQLFrame and DuckDB’s Spark API may write the pattern itself.',
    triggers: ['option:write.csv.dateformat', 'option:write.csv.timestampformat'],
    spark: {
      python: `frame = spark.createDataFrame([(dt.date(2026, 1, 8), dt.datetime(2026, 1, 8, 10))], ['d', 't'])\nframe.write.csv(f'{folder}/o', header=False, dateFormat='dd.MM.yyyy', timestampFormat='dd.MM.yyyy HH:mm')\n${WRITTEN_LINES}`,
    },
    instead: "Texts in place of times: F.date_format('d', 'dd.MM.yyyy')",
    ports: {
      duckdb: {
        plain: {
          python: `con.execute(f"COPY (SELECT DATE '2026-01-08' AS d, TIMESTAMP '2026-01-08 10:00:00' AS t) TO '{folder}/o.csv' (HEADER false, DATEFORMAT '%d.%m.%Y', TIMESTAMPFORMAT '%d.%m.%Y %H:%M')")\n${DUCKDB_LINES}`,
        },
      },
      polars: {
        plain: `pl.DataFrame({'d': [dt.date(2026, 1, 8)], 't': [dt.datetime(2026, 1, 8, 10)]}).write_csv(f'{folder}/o.csv', include_header=False, date_format='%d.%m.%Y', datetime_format='%d.%m.%Y %H:%M')\n${POLARS_LINES}`,
      },
    },
  },
  {
    id: 'csv-quote-all',
    title: 'quoteAll where CSV is written',
    what: 'Spark encloses every value in quotes. Sail takes the option and does not.',
    triggers: ['option:write.csv.quoteall'],
    spark: {
      python: `spark.createDataFrame([('a', 1)], ['k', 'v']).write.csv(f'{folder}/o', header=False, quoteAll=True)\n${WRITTEN_LINES}`,
    },
    ports: {
      duckdb: {
        plain: {
          python: `con.execute(f"COPY (SELECT 'a' AS k, 1 AS v) TO '{folder}/o.csv' (HEADER false, FORCE_QUOTE *)")\n${DUCKDB_LINES}`,
        },
      },
      polars: {
        plain: `pl.DataFrame({'k': ['a'], 'v': [1]}).write_csv(f'{folder}/o.csv', include_header=False, quote_style='always')\n${POLARS_LINES}`,
      },
    },
  },
  {
    id: 'csv-write-header',
    title: 'CSV that is written without saying whether it has a header',
    what: 'Spark writes none. DuckDB, SQLFrame and Polars write one.',
    triggers: ['option:no-header-written'],
    spark: {
      python: `spark.createDataFrame([('a', 1)], ['k', 'v']).write.csv(f'{folder}/o')\n${WRITTEN_LINES}`,
    },
    instead: 'header=False, said in the call',
    ports: {
      duckdb: {
        plain: {
          python: `con.execute(f"COPY (SELECT 'a' AS k, 1 AS v) TO '{folder}/o.csv'")\n${DUCKDB_LINES}`,
        },
        agrees: {
          python: `con.execute(f"COPY (SELECT 'a' AS k, 1 AS v) TO '{folder}/o.csv' (HEADER false)")\n${DUCKDB_LINES}`,
        },
        write: "COPY … TO 'o.csv' (HEADER false)",
      },
      polars: {
        plain: `pl.DataFrame({'k': ['a'], 'v': [1]}).write_csv(f'{folder}/o.csv')\n${POLARS_LINES}`,
        agrees: `pl.DataFrame({'k': ['a'], 'v': [1]}).write_csv(f'{folder}/o.csv', include_header=False)\n${POLARS_LINES}`,
        write: 'frame.write_csv(path, include_header=False)',
      },
    },
  },
  {
    id: 'options-by-methods',
    title: 'Options and schemas of files by methods: read.option("header", True), read.schema(…)',
    what: 'The same as arguments of the call that reads or writes.',
    triggers: [
      ...['option', 'options', 'schema'].map((name) => `name:DataFrameReader.${name}`),
      ...['option', 'options'].map((name) => `name:DataFrameWriter.${name}`),
    ],
    spark: {
      python: `${WRITE}.write('i;s\\n1;x\\n')\nspark.read.option('header', True).options(sep=';').csv(f'{folder}/f.csv').select('s')`,
    },
    instead: "Arguments of the call: spark.read.csv(path, header=True, sep=';', schema=schema)",
    ports: {
      duckdb: {
        plain: {
          python: `${WRITE}.write('i;s\\n1;x\\n')\ncon.execute(f"SELECT s FROM read_csv('{folder}/f.csv', header = true, delim = ';')")`,
        },
      },
      polars: {
        plain: `${WRITE}.write('i;s\\n1;x\\n')\npl.read_csv(f'{folder}/f.csv', separator=';').select('s')`,
      },
    },
  },
]
