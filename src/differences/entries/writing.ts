import type { Entry } from '../entry.ts'

/** Where and how results are written. */
export const WRITING: readonly Entry[] = [
  {
    id: 'write-folder',
    title: 'A folder of files, or one file',
    what: 'Spark writes a folder with one file a partition of its data, in no promised order, and _SUCCESS. DuckDB and Polars write one file.',
    triggers: [
      'write:parquet',
      'write:csv',
      'write:json',
      'write:orc',
      'write:text',
      'write:save',
      'method:save',
    ],
    shows: 'types',
    spark: {
      python:
        "import os\nspark.range(0, 6, 1, 3).write.parquet(f'{folder}/o')\nfiles = [name for _, _, names in os.walk(folder) for name in names if name[0] not in '._']\nspark.createDataFrame([(len(files),)], 'files int')",
    },
    ports: {
      duckdb: {
        plain: {
          python:
            'con.execute(f"COPY (SELECT range AS id FROM range(6)) TO \'{folder}/o.parquet\'")\ncon.execute(f"SELECT count(*) FROM glob(\'{folder}/*.parquet\')")',
        },
        write: 'Let readers take a folder or a pattern, and ORDER BY where the order matters.',
      },
      polars: {
        plain:
          "import os\npl.select(id=pl.int_range(6)).write_parquet(f'{folder}/o.parquet')\npl.DataFrame({'n': [len(os.listdir(folder))]})",
        write: 'Let readers take a folder or a pattern, and sort where the order matters.',
      },
    },
  },
  {
    id: 'write-existing',
    title: 'Writing where something exists already',
    what: 'Spark raises unless a mode is given. DuckDB and Polars replace the file.',
    triggers: ['option:no-mode', 'mode:error', 'mode:errorifexists', 'mode:default'],
    spark: {
      python:
        "spark.range(1).write.parquet(f'{folder}/o')\nspark.range(2).write.parquet(f'{folder}/o')\nspark.read.parquet(f'{folder}/o')",
    },
    ports: {
      duckdb: {
        plain:
          "COPY (SELECT 0 AS id) TO '{folder}/o.parquet'; COPY (SELECT 1 AS id) TO '{folder}/o.parquet'; FROM '{folder}/o.parquet'",
        write: 'Test before whether the file exists.',
      },
      polars: {
        plain:
          "pl.DataFrame({'id': [0]}).write_parquet(f'{folder}/o.parquet')\npl.DataFrame({'id': [1]}).write_parquet(f'{folder}/o.parquet')\npl.read_parquet(f'{folder}/o.parquet')",
        agrees:
          "import os\npl.DataFrame({'id': [0]}).write_parquet(f'{folder}/o.parquet')\nwith open(f'{folder}/o.parquet', 'xb') as file:\n    pl.DataFrame({'id': [1]}).write_parquet(file)\npl.read_parquet(f'{folder}/o.parquet')",
        write: "with open(path, 'xb') as file: df.write_parquet(file)",
      },
    },
  },
  {
    id: 'overwrite',
    title: 'mode("overwrite")',
    what: 'The rows that were there are gone: Spark replaces the folder, DuckDB and Polars the file. Of a folder with partitions, see overwrite-partitions.',
    triggers: ['mode:overwrite'],
    spark: {
      python:
        "spark.range(3).write.parquet(f'{folder}/o')\nspark.range(1).write.mode('overwrite').parquet(f'{folder}/o')\nspark.read.parquet(f'{folder}/o')",
    },
    instead: 'Remove what is there before: shutil.rmtree(path, ignore_errors=True)',
    ports: {
      duckdb: {
        plain:
          "COPY (FROM range(3) AS t(id)) TO '{folder}/o.parquet'; COPY (SELECT 0 AS id) TO '{folder}/o.parquet'; FROM '{folder}/o.parquet'",
      },
      polars: {
        plain:
          "pl.DataFrame({'id': [0, 1, 2]}).write_parquet(f'{folder}/o.parquet')\npl.DataFrame({'id': [0]}).write_parquet(f'{folder}/o.parquet')\npl.read_parquet(f'{folder}/o.parquet')",
      },
    },
  },
  {
    id: 'write-unless-existing',
    title: 'mode("ignore")',
    what: 'Spark writes nothing where something exists already. DuckDB and Polars replace the file.',
    triggers: ['mode:ignore'],
    spark: {
      python:
        "spark.range(1).write.parquet(f'{folder}/o')\nspark.range(3).write.mode('ignore').parquet(f'{folder}/o')\nspark.read.parquet(f'{folder}/o')",
    },
    instead: 'if not os.path.exists(path): …',
    ports: {
      duckdb: {
        plain:
          "COPY (SELECT 0 AS id) TO '{folder}/o.parquet'; COPY (FROM range(3) AS t(id)) TO '{folder}/o.parquet'; FROM '{folder}/o.parquet'",
        agrees: {
          python:
            "import os\nfile = f'{folder}/o.parquet'\ncon.execute(f\"COPY (SELECT 0 AS id) TO '{file}'\")\nif not os.path.exists(file):\n    con.execute(f\"COPY (FROM range(3) AS t(id)) TO '{file}'\")\ncon.execute(f\"FROM '{file}'\")",
        },
        write: 'if not os.path.exists(file): …',
      },
      polars: {
        plain:
          "pl.DataFrame({'id': [0]}).write_parquet(f'{folder}/o.parquet')\npl.DataFrame({'id': [0, 1, 2]}).write_parquet(f'{folder}/o.parquet')\npl.read_parquet(f'{folder}/o.parquet')",
        agrees:
          "import os\nfile = f'{folder}/o.parquet'\npl.DataFrame({'id': [0]}).write_parquet(file)\nif not os.path.exists(file):\n    pl.DataFrame({'id': [0, 1, 2]}).write_parquet(file)\npl.read_parquet(file)",
        write: 'if not os.path.exists(file): …',
      },
    },
  },
  {
    id: 'write-partitions',
    title: 'partitionBy of a writer',
    what: 'A folder for each value, p=a, whose files lack the column p.',
    triggers: ['method:partitionBy'],
    spark: {
      python:
        "spark.createDataFrame([(1, 'a'), (2, 'b')], ['v', 'p']).write.partitionBy('p').parquet(f'{folder}/t')\nspark.read.parquet(f'{folder}/t').select('v', 'p').orderBy('v')",
    },
    instead:
      "A file for each value: df.filter(F.col('p') == p).drop('p').write.parquet(f'{path}/p={p}/1.parquet'), in folders that are made before.",
    ports: {
      duckdb: {
        plain:
          "COPY (FROM (VALUES (1, 'a'), (2, 'b')) AS t(v, p)) TO '{folder}/t' (FORMAT parquet, PARTITION_BY (p)); SELECT v, p FROM '{folder}/t/*/*.parquet' ORDER BY v",
      },
      polars: {
        plain:
          "pl.LazyFrame({'v': [1, 2], 'p': ['a', 'b']}).sink_parquet(pl.PartitionBy(f'{folder}/t', key='p'), mkdir=True)\npl.read_parquet(f'{folder}/t').select('v', 'p').sort('v')",
      },
    },
  },
  {
    id: 'overwrite-partitions',
    title: 'Overwriting a partitioned table',
    what: 'mode("overwrite") in Spark removes all partitions first, also those without new rows. DuckDB’s OVERWRITE_OR_IGNORE and Polars keep the others and replace files of the same name.',
    triggers: ['method:partitionBy'],
    spark: {
      python:
        "spark.createDataFrame([(1, 'a'), (2, 'b')], 'v int, p string').write.partitionBy('p').parquet(f'{folder}/t')\nspark.createDataFrame([(3, 'b')], 'v int, p string').write.mode('overwrite').partitionBy('p').parquet(f'{folder}/t')\nspark.read.parquet(f'{folder}/t').orderBy('v')",
    },
    ports: {
      duckdb: {
        plain:
          "COPY (FROM (VALUES (1, 'a'), (2, 'b')) AS t(v, p)) TO '{folder}/t' (FORMAT parquet, PARTITION_BY (p)); COPY (FROM (VALUES (3, 'b')) AS t(v, p)) TO '{folder}/t' (FORMAT parquet, PARTITION_BY (p), OVERWRITE_OR_IGNORE); SELECT v, p FROM '{folder}/t/*/*.parquet' ORDER BY v",
        agrees:
          "COPY (FROM (VALUES (1, 'a'), (2, 'b')) AS t(v, p)) TO '{folder}/t' (FORMAT parquet, PARTITION_BY (p)); COPY (FROM (VALUES (3, 'b')) AS t(v, p)) TO '{folder}/t' (FORMAT parquet, PARTITION_BY (p), OVERWRITE); SELECT v, p FROM '{folder}/t/*/*.parquet' ORDER BY v",
        write: 'COPY … (PARTITION_BY (p), OVERWRITE)',
      },
      polars: {
        plain:
          "put = lambda v, p: pl.LazyFrame({'v': v, 'p': p}).sink_parquet(pl.PartitionBy(f'{folder}/t', key='p'), mkdir=True)\nput([1, 2], ['a', 'b'])\nput([3], ['b'])\npl.read_parquet(f'{folder}/t').select('v', 'p').sort('v')",
        agrees:
          "import shutil\nput = lambda v, p: pl.LazyFrame({'v': v, 'p': p}).sink_parquet(pl.PartitionBy(f'{folder}/t', key='p'), mkdir=True)\nput([1, 2], ['a', 'b'])\nshutil.rmtree(f'{folder}/t')\nput([3], ['b'])\npl.read_parquet(f'{folder}/t').select('v', 'p').sort('v')",
        write: 'shutil.rmtree(folder) before',
      },
    },
  },
  {
    id: 'overwrite-dynamic',
    title: 'partitionOverwriteMode dynamic',
    what: 'Spark replaces only the partitions that have new rows. DuckDB’s OVERWRITE_OR_IGNORE does so as long as the files have the same names.',
    triggers: ['option:partitionoverwritemode', 'setting:spark.sql.sources.partitionOverwriteMode'],
    spark: {
      python:
        "spark.createDataFrame([(1, 'a'), (2, 'b')], 'v int, p string').write.partitionBy('p').parquet(f'{folder}/t')\nspark.createDataFrame([(3, 'b')], 'v int, p string').write.mode('overwrite').option('partitionOverwriteMode', 'dynamic').partitionBy('p').parquet(f'{folder}/t')\nspark.read.parquet(f'{folder}/t').orderBy('v')",
    },
    ports: {
      duckdb: {
        plain:
          "COPY (FROM (VALUES (1, 'a'), (2, 'b')) AS t(v, p)) TO '{folder}/t' (FORMAT parquet, PARTITION_BY (p)); COPY (FROM (VALUES (3, 'b')) AS t(v, p)) TO '{folder}/t' (FORMAT parquet, PARTITION_BY (p), OVERWRITE_OR_IGNORE); SELECT v, p FROM '{folder}/t/*/*.parquet' ORDER BY v",
        write:
          'COPY … (PARTITION_BY (p), OVERWRITE_OR_IGNORE); remove older files of a partition that has more of them',
      },
      polars: {
        plain:
          "put = lambda v, p: pl.LazyFrame({'v': v, 'p': p}).sink_parquet(pl.PartitionBy(f'{folder}/t', key='p'), mkdir=True)\nput([1, 2], ['a', 'b'])\nput([3], ['b'])\npl.read_parquet(f'{folder}/t').select('v', 'p').sort('v')",
        write: 'Remove the folder of each partition that has new rows before writing.',
      },
    },
  },
  {
    id: 'append',
    title: 'mode("append")',
    what: 'Spark adds files to the folder. DuckDB needs APPEND and a pattern of names, Polars a file name of one’s own.',
    triggers: ['mode:append'],
    spark: {
      python:
        "spark.range(1).write.parquet(f'{folder}/o')\nspark.range(1, 2).write.mode('append').parquet(f'{folder}/o')\nspark.read.parquet(f'{folder}/o').orderBy('id')",
    },
    instead: 'A file of its own for each run, and the folder read as one',
    ports: {
      duckdb: {
        plain:
          "COPY (SELECT 0 AS id, 1 AS p) TO '{folder}/o' (FORMAT parquet, PARTITION_BY (p)); COPY (SELECT 1 AS id, 1 AS p) TO '{folder}/o' (FORMAT parquet, PARTITION_BY (p), APPEND); SELECT id FROM '{folder}/o/*/*.parquet' ORDER BY id",
        write: 'COPY … (PARTITION_BY (p), APPEND), or a new file name for each run',
      },
      polars: {
        plain:
          "import os, uuid\nos.makedirs(f'{folder}/o')\nput = lambda n: pl.DataFrame({'id': [n]}).write_parquet(f'{folder}/o/{uuid.uuid4()}.parquet')\nput(0)\nput(1)\npl.read_parquet(f'{folder}/o').sort('id')",
        write: "df.write_parquet(f'{folder}/{uuid.uuid4()}.parquet')",
      },
    },
  },
  {
    id: 'write-no-rows',
    title: 'Files of a DataFrame without rows',
    what: 'Spark leaves a folder with the schema in a file. Sail leaves nothing, not even the folder: what reads it next finds no columns.',
    triggers: ['write:parquet', 'write:csv', 'write:json'],
    shows: 'rarely',
    spark: {
      python:
        "import os\nspark.createDataFrame([('a', 1)], ['k', 'v']).filter('v > 1').write.parquet(f'{folder}/o')\nspark.createDataFrame([(os.path.exists(f'{folder}/o'),)], ['found'])",
    },
    instead: 'In what reads it: rows of the same schema where os.path.exists(path) is false.',
    ports: {
      duckdb: {
        plain: {
          python:
            "import os\ncon.execute(f\"COPY (SELECT 'a' AS k WHERE false) TO '{folder}/o.parquet'\")\ncon.execute('SELECT ? AS found', [os.path.exists(f'{folder}/o.parquet')])",
        },
      },
      polars: {
        plain:
          "import os\npl.DataFrame({'k': ['a']}).clear().write_parquet(f'{folder}/o.parquet')\npl.DataFrame({'found': [os.path.exists(f'{folder}/o.parquet')]})",
      },
    },
  },
]
