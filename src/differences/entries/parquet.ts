import type { Entry } from '../entry.ts'

const PARTS =
  "import os\nfor name in ['p=01', 'p=2']:\n    os.makedirs(f'{folder}/t/{name}')\n    con.execute(f\"COPY (SELECT '{name}' AS v) TO '{folder}/t/{name}/f.parquet'\")\n"

const CODEC =
  "import pyarrow.parquet as pq\npl.DataFrame({'codec': [pq.ParquetFile(f'{folder}/o.parquet').metadata.row_group(0).column(0).compression]})"

/** Reading and writing Parquet and its folders. */
export const PARQUET: readonly Entry[] = [
  {
    id: 'parquet-values',
    title: 'Values written to Parquet and read back',
    what: 'The same values. Spark’s timestamps are instants in its file; those of the others have no zone unless the column has one, which Spark reads as TIMESTAMP_NTZ.',
    triggers: ['read:parquet', 'write:parquet', 'option:compression'],
    spark: {
      python:
        "spark.sql(\"SELECT 1L AS i, CAST(1.5 AS DECIMAL(9,2)) AS d, TIMESTAMP '2024-01-05 10:00:00.123456' AS t, array(1, NULL) AS a, '' AS s\").write.parquet(f'{folder}/o')\nspark.read.parquet(f'{folder}/o')",
    },
    ports: {
      duckdb: {
        plain:
          "COPY (SELECT 1::BIGINT AS i, CAST(1.5 AS DECIMAL(9,2)) AS d, TIMESTAMP '2024-01-05 10:00:00.123456' AS t, [1, NULL] AS a, '' AS s) TO '{folder}/o.parquet'; FROM '{folder}/o.parquet'",
      },
      polars: {
        plain:
          "pl.select(i=pl.lit(1), d=pl.lit('1.5').cast(pl.Decimal(9, 2)), t=pl.lit(dt.datetime(2024, 1, 5, 10, 0, 0, 123456)), a=pl.lit([1, None]), s=pl.lit('')).write_parquet(f'{folder}/o.parquet')\npl.read_parquet(f'{folder}/o.parquet')",
      },
    },
  },
  {
    id: 'parquet-codec',
    title: 'Compression of Parquet files',
    what: 'Spark and DuckDB write snappy, Polars zstd, so that files of the same rows differ in size. So it is in tables: of Iceberg, Spark, PyIceberg and Polars write zstd, and DuckDB’s extension snappy; of Delta, Daft compresses nothing.',
    triggers: ['write:parquet', 'option:compression', 'setting:spark.sql.parquet.compression.codec'],
    shows: 'types',
    spark: {
      python:
        "import duckdb, glob\nspark.sql('SELECT 1 AS i').write.parquet(f'{folder}/o')\nfiles = glob.glob(f'{folder}/o/*.parquet') or [f'{folder}/o']\ncodecs = duckdb.sql(f'SELECT DISTINCT compression FROM parquet_metadata({files})').fetchall()\nspark.createDataFrame(codecs, 'codec string')",
    },
    ports: {
      duckdb: {
        plain:
          "COPY (SELECT 1 AS i) TO '{folder}/o.parquet'; SELECT DISTINCT compression AS codec FROM parquet_metadata('{folder}/o.parquet')",
      },
      polars: {
        plain: `pl.DataFrame({'i': [1]}).write_parquet(f'{folder}/o.parquet')\n${CODEC}`,
        agrees: `pl.DataFrame({'i': [1]}).write_parquet(f'{folder}/o.parquet', compression='snappy')\n${CODEC}`,
        write: "write_parquet(path, compression='snappy')",
      },
    },
  },
  {
    id: 'parquet-later-column',
    title: 'A column that only later Parquet files have',
    what: 'Spark and DuckDB take the columns of one file and leave a later column out without a word, unless mergeSchema or union_by_name is set. Polars raises.',
    triggers: ['read:parquet', 'option:mergeschema', 'setting:spark.sql.parquet.mergeSchema'],
    shows: 'rarely',
    spark: {
      python:
        "spark.sql('SELECT 1 AS a').write.parquet(f'{folder}/t/p=1')\nspark.sql('SELECT 2 AS a, 5 AS b').write.parquet(f'{folder}/t/p=2')\nspark.createDataFrame([(n,) for n in spark.read.parquet(f'{folder}/t').columns], 'name string')",
    },
    ports: {
      duckdb: {
        plain: {
          python:
            "import os\nos.makedirs(f'{folder}/t/p=1'), os.makedirs(f'{folder}/t/p=2')\ncon.execute(f\"COPY (SELECT 1 AS a) TO '{folder}/t/p=1/f.parquet'\")\ncon.execute(f\"COPY (SELECT 2 AS a, 5 AS b) TO '{folder}/t/p=2/f.parquet'\")\ncon.execute(f\"SELECT column_name FROM (DESCRIBE FROM '{folder}/t/*/*.parquet')\")",
        },
        write: 'union_by_name = true, with mergeSchema in Spark',
      },
      polars: {
        plain:
          "import os\nos.makedirs(f'{folder}/t/p=1'), os.makedirs(f'{folder}/t/p=2')\npl.DataFrame({'a': [1]}).write_parquet(f'{folder}/t/p=1/f.parquet')\npl.DataFrame({'a': [2], 'b': [5]}).write_parquet(f'{folder}/t/p=2/f.parquet')\nframe = pl.read_parquet(f'{folder}/t')\npl.DataFrame({'name': frame.columns})",
        agrees:
          "import os\nos.makedirs(f'{folder}/t/p=1'), os.makedirs(f'{folder}/t/p=2')\npl.DataFrame({'a': [1]}).write_parquet(f'{folder}/t/p=1/f.parquet')\npl.DataFrame({'a': [2], 'b': [5]}).write_parquet(f'{folder}/t/p=2/f.parquet')\nframe = pl.scan_parquet(f'{folder}/t', extra_columns='ignore').collect()\npl.DataFrame({'name': frame.columns})",
        write: "pl.scan_parquet(folder, extra_columns='ignore')",
      },
    },
  },
  {
    id: 'parquet-merge-schema',
    title: 'mergeSchema',
    what: 'The columns of all files, with NULL where a file lacks one.',
    triggers: ['option:mergeschema', 'setting:spark.sql.parquet.mergeSchema'],
    spark: {
      python:
        "spark.sql('SELECT 1 AS a').write.parquet(f'{folder}/1.parquet')\nspark.sql('SELECT 2 AS a, 5 AS b').write.parquet(f'{folder}/2.parquet')\nspark.read.option('mergeSchema', True).parquet(f'{folder}/1.parquet', f'{folder}/2.parquet').orderBy('a')",
    },
    instead: 'unionByName(…, allowMissingColumns=True) of the files, each read by itself',
    ports: {
      duckdb: {
        plain: {
          python:
            'con.execute(f"COPY (SELECT 1 AS a) TO \'{folder}/1.parquet\'")\ncon.execute(f"COPY (SELECT 2 AS a, 5 AS b) TO \'{folder}/2.parquet\'")\ncon.execute(f"SELECT a, b FROM read_parquet(\'{folder}/*.parquet\', union_by_name = true) ORDER BY a")',
        },
        write: 'read_parquet(files, union_by_name = true)',
      },
      polars: {
        plain:
          "pl.DataFrame({'a': [1]}).write_parquet(f'{folder}/1.parquet')\npl.DataFrame({'a': [2], 'b': [5]}).write_parquet(f'{folder}/2.parquet')\npl.concat([pl.scan_parquet(f'{folder}/1.parquet'), pl.scan_parquet(f'{folder}/2.parquet')], how='diagonal').sort('a')",
        write: "pl.concat([pl.scan_parquet(f) for f in files], how='diagonal')",
      },
    },
  },
  {
    id: 'partition-zero',
    title: 'Partition folders such as p=01',
    what: 'Spark and Polars read 01 as the number 1, DuckDB keeps the text 01 where a value has a leading zero.',
    triggers: [
      'read:parquet',
      'read:csv',
      'read:json',
      'option:basepath',
      'setting:spark.sql.sources.partitionColumnTypeInference.enabled',
    ],
    shows: 'rarely',
    spark: {
      python:
        "spark.sql(\"SELECT 'p=01' AS v\").write.parquet(f'{folder}/t/p=01')\nspark.sql(\"SELECT 'p=2' AS v\").write.parquet(f'{folder}/t/p=2')\nspark.read.parquet(f'{folder}/t').orderBy('v')",
    },
    ports: {
      duckdb: {
        plain: { python: `${PARTS}con.execute(f"FROM '{folder}/t/*/*.parquet' ORDER BY v")` },
        agrees: {
          python: `${PARTS}con.execute(f"FROM read_parquet('{folder}/t/*/*.parquet', hive_types = {{'p': INT}}) ORDER BY v")`,
        },
        write: "read_parquet(files, hive_types = {'p': INT})",
      },
      polars: {
        plain:
          "import os\nfor name in ['p=01', 'p=2']:\n    os.makedirs(f'{folder}/t/{name}')\n    pl.DataFrame({'v': [name]}).write_parquet(f'{folder}/t/{name}/f.parquet')\npl.read_parquet(f'{folder}/t').sort('v')",
      },
    },
  },
  {
    id: 'partition-empty',
    title: "'' and NULL as partition values",
    what: "Spark writes '' and NULL to the same folder and reads NULL back. DuckDB and Polars keep them apart.",
    triggers: ['method:partitionBy', 'clause:partitioned-by'],
    shows: 'rarely',
    spark: {
      python:
        "spark.createDataFrame([(1, None), (2, ''), (3, 'a b')], 'v int, p string').write.partitionBy('p').parquet(f'{folder}/t')\nspark.read.parquet(f'{folder}/t').orderBy('v')",
    },
    ports: {
      duckdb: {
        plain:
          "COPY (FROM (VALUES (1, NULL), (2, ''), (3, 'a b')) AS t(v, p)) TO '{folder}/t' (FORMAT parquet, PARTITION_BY (p)); SELECT v, p FROM '{folder}/t/*/*.parquet' ORDER BY v",
        agrees:
          "COPY (SELECT v, nullif(p, '') AS p FROM (VALUES (1, NULL), (2, ''), (3, 'a b')) AS t(v, p)) TO '{folder}/t' (FORMAT parquet, PARTITION_BY (p)); SELECT v, p FROM '{folder}/t/*/*.parquet' ORDER BY v",
        write: "nullif(p, '')",
      },
      polars: {
        plain:
          "pl.LazyFrame({'v': [1, 2, 3], 'p': [None, '', 'a b']}).sink_parquet(pl.PartitionBy(f'{folder}/t', key='p'), mkdir=True)\npl.read_parquet(f'{folder}/t').select('v', 'p').sort('v')",
        agrees:
          "pl.LazyFrame({'v': [1, 2, 3], 'p': [None, '', 'a b']}).with_columns(pl.col('p').replace('', None)).sink_parquet(pl.PartitionBy(f'{folder}/t', key='p'), mkdir=True)\npl.read_parquet(f'{folder}/t').select('v', 'p').sort('v')",
        write: "pl.col('p').replace('', None)",
      },
    },
  },
  {
    id: 'column-case',
    title: 'The case of column names',
    what: 'Spark and DuckDB find a column whatever its case. Polars does not.',
    triggers: ['setting:spark.sql.caseSensitive', 'method:select', 'function:col'],
    spark: 'SELECT ID AS v FROM VALUES (1) AS t(id)',
    ports: {
      duckdb: { plain: 'SELECT ID AS v FROM (VALUES (1)) AS t(id)' },
      polars: {
        plain: "pl.DataFrame({'id': [1]}).select(v=pl.col('ID'))",
        agrees: "pl.DataFrame({'id': [1]}).select(v=pl.col('id'))",
        write: 'Write names as they are spelled in the data.',
      },
    },
  },
  {
    id: 'read-without-format',
    title: 'spark.read.load of a path, without a format',
    what: 'Spark takes the files for Parquet. SQLFrame makes capital letters of the path small, so that it finds the files only where there are none.',
    triggers: ['option:no-format'],
    spark: {
      python:
        "spark.createDataFrame([(1,)], ['a']).write.parquet(f'{folder}/Orders.parquet')\nspark.read.load(f'{folder}/Orders.parquet')",
    },
    instead: 'spark.read.parquet(path)',
    ports: {
      duckdb: { plain: "COPY (SELECT 1 AS a) TO '{folder}/o.parquet'; FROM '{folder}/o.parquet'" },
      polars: {
        plain:
          "pl.DataFrame({'a': [1]}).write_parquet(f'{folder}/o.parquet')\npl.read_parquet(f'{folder}/o.parquet')",
      },
    },
  },
  {
    id: 'partition-columns',
    title: 'Columns of partition folders such as p=1',
    what: 'Spark reads the values in the names of folders as a column. DuckDB’s Spark API does not.',
    triggers: ['read:parquet', 'read:csv', 'read:json'],
    shows: 'rarely',
    spark: {
      python:
        "import glob, os, shutil\nspark.createDataFrame([(5,)], ['v']).write.parquet(f'{folder}/w')\nmade = [f'{folder}/w'] if os.path.isfile(f'{folder}/w') else glob.glob(f'{folder}/w/*.parquet')\nos.makedirs(f'{folder}/t/p=1')\nshutil.move(made[0], f'{folder}/t/p=1/f.parquet')\nspark.read.parquet(f'{folder}/t').select('p', 'v')",
    },
    ports: {
      duckdb: {
        plain:
          "COPY (SELECT 5 AS v, 1 AS p) TO '{folder}/t' (FORMAT parquet, PARTITION_BY (p)); SELECT p, v FROM '{folder}/t/*/*.parquet'",
      },
      polars: {
        plain:
          "import os\nos.makedirs(f'{folder}/t/p=1')\npl.DataFrame({'v': [5]}).write_parquet(f'{folder}/t/p=1/f.parquet')\npl.read_parquet(f'{folder}/t').select('p', 'v')",
      },
    },
  },
]
