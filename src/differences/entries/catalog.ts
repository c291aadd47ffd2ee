import type { Entry } from '../entry.ts'

/** Tables that a catalog knows by their names. */
export const CATALOG: readonly Entry[] = [
  {
    id: 'catalog-tables',
    title: 'Tables by name, as in a Hive metastore: spark.table, FROM a.b, insertInto',
    what: 'A catalog that outlasts programs knows where the tables lie: a Hive metastore, Glue, Unity. Other engines begin each run with an empty one, so that the table is not found.',
    triggers: ['clause:catalog-table'],
    spark: 'SELECT id FROM shop.orders',
    instead: 'Read and write the files of the tables by their paths: spark.read.parquet(…).',
    ports: {
      duckdb: {
        plain: 'SELECT id FROM shop.orders',
        agrees: {
          python:
            "con.execute(f\"COPY (SELECT 1 AS id) TO '{folder}/o.parquet'\")\ncon.execute('CREATE SCHEMA shop')\ncon.execute(f\"CREATE VIEW shop.orders AS FROM read_parquet('{folder}/*.parquet', hive_partitioning = true)\")\ncon.execute('SELECT id FROM shop.orders')",
        },
        write:
          'Read the files by their paths, read_parquet(…, hive_partitioning = true), or make a view of that name once.',
      },
      polars: {
        plain: "pl.sql('SELECT id FROM shop.orders')",
        agrees:
          "pl.DataFrame({'id': [1]}).write_parquet(f'{folder}/o.parquet')\npl.scan_parquet(f'{folder}/*.parquet', hive_partitioning=True)",
        write: 'Read the files by their paths: pl.scan_parquet(…, hive_partitioning=True)',
      },
    },
  },
  {
    id: 'save-as-table',
    title: 'saveAsTable and writeTo',
    what: 'Spark writes files and registers them in its catalog. DuckDB’s tables live in its own file; Polars has none. On engines with Spark’s API the table is gone when the program ends.',
    triggers: [
      'method:saveAsTable',
      'method:writeTo',
      'method:bucketBy',
      'mode:table-error',
      'mode:table-errorifexists',
      'mode:table-default',
    ],
    unseen: true,
    spark: {
      python:
        "spark.range(2).write.saveAsTable('probe_saved')\nrows = sorted(spark.table('probe_saved').collect())\nspark.createDataFrame(rows)",
    },
    instead: 'df.write.parquet(…), for all that is read after the program has ended.',
    ports: {
      duckdb: {
        plain: 'CREATE TABLE t AS SELECT range AS id FROM range(2); FROM t ORDER BY id',
        write: 'CREATE TABLE t AS …, or COPY to Parquet for other readers',
      },
      polars: { lacks: 'Write Parquet, Delta (write_delta) or Iceberg (write_iceberg) files.' },
    },
  },
  {
    id: 'replace-table',
    title: 'mode("overwrite") of saveAsTable',
    what: 'A table that is there is replaced.',
    triggers: ['mode:table-overwrite'],
    spark: {
      python:
        "spark.createDataFrame([(1,)], ['id']).write.saveAsTable('probe_replaced')\nspark.createDataFrame([(2,)], ['id']).write.mode('overwrite').saveAsTable('probe_replaced')\nspark.createDataFrame(sorted(spark.table('probe_replaced').collect()), ['id'])",
    },
    instead: 'A new folder of files for each run: df.write.parquet(…)',
    ports: {
      duckdb: {
        plain: 'CREATE TABLE t AS SELECT 1 AS id; CREATE OR REPLACE TABLE t AS SELECT 2 AS id; FROM t',
      },
      polars: { lacks: 'Write Parquet, Delta (write_delta) or Iceberg (write_iceberg) files.' },
    },
  },
  {
    id: 'append-to-table',
    title: 'mode("append") of saveAsTable, and insertInto',
    what: 'The rows are added to the table.',
    triggers: ['mode:table-append'],
    spark: {
      python:
        "spark.createDataFrame([(1,)], ['id']).write.saveAsTable('probe_grown')\nspark.createDataFrame([(2,)], ['id']).write.mode('append').saveAsTable('probe_grown')\nspark.createDataFrame(sorted(spark.table('probe_grown').collect()), ['id'])",
    },
    instead: 'Files of their own for each run, and the folder read as one: spark.read.parquet(…)',
    ports: {
      duckdb: {
        plain: 'CREATE TABLE t AS SELECT 1 AS id; INSERT INTO t SELECT 2; FROM t ORDER BY id',
      },
      polars: { lacks: 'Write Parquet, Delta (write_delta) or Iceberg (write_iceberg) files.' },
    },
  },
  {
    id: 'keep-table',
    title: 'mode("ignore") of saveAsTable',
    what: 'A table that is there stays as it is.',
    triggers: ['mode:table-ignore'],
    spark: {
      python:
        "spark.createDataFrame([(1,)], ['id']).write.saveAsTable('probe_kept')\nspark.createDataFrame([(2,)], ['id']).write.mode('ignore').saveAsTable('probe_kept')\nspark.createDataFrame(sorted(spark.table('probe_kept').collect()), ['id'])",
    },
    instead: 'Ask before whether the table is there: spark.catalog.tableExists(…)',
    ports: {
      duckdb: {
        plain: 'CREATE TABLE t AS SELECT 1 AS id; CREATE TABLE IF NOT EXISTS t AS SELECT 2 AS id; FROM t',
      },
      polars: { lacks: 'Write Parquet, Delta (write_delta) or Iceberg (write_iceberg) files.' },
    },
  },
  {
    id: 'create-own-table',
    title: 'CREATE TABLE and INSERT INTO, for the program itself',
    what: 'A table that the program makes, fills and reads. On engines with Spark’s API it is gone when the program ends.',
    triggers: ['clause:create-table', 'clause:insert'],
    unseen: true,
    spark: {
      python:
        "spark.sql('CREATE TABLE probe_own AS SELECT 1 AS a')\nspark.sql('INSERT INTO probe_own SELECT 2')\nspark.createDataFrame(sorted(spark.table('probe_own').collect()), ['a'])",
    },
    instead:
      'A temporary view, of union where rows are added. df.write.parquet(…), for all that is read after the program has ended.',
    ports: {
      duckdb: { plain: 'CREATE TABLE t AS SELECT 1 AS a; INSERT INTO t SELECT 2; FROM t ORDER BY a' },
      polars: { lacks: 'Write Parquet, Delta (write_delta) or Iceberg (write_iceberg) files.' },
    },
  },
  {
    id: 'insert-into',
    title: 'insertInto',
    what: 'Columns meet by their place, whatever their names.',
    triggers: ['method:insertInto'],
    spark: {
      python:
        "spark.createDataFrame([(1,)], ['a']).write.saveAsTable('probe_into')\nspark.createDataFrame([(2,)], ['b']).write.insertInto('probe_into')\nspark.createDataFrame(sorted(spark.table('probe_into').collect()), ['a'])",
    },
    instead: 'df.write.parquet(…), to files of their own for each run.',
    ports: {
      duckdb: { plain: 'CREATE TABLE t AS SELECT 1 AS a; INSERT INTO t SELECT 2 AS b; FROM t ORDER BY a' },
      polars: { lacks: 'Write Parquet, Delta (write_delta) or Iceberg (write_iceberg) files.' },
    },
  },
  {
    id: 'create-table',
    title: 'CREATE TABLE … USING, LOCATION or PARTITIONED BY',
    what: 'Spark writes files where LOCATION says and registers them in its catalog. DuckDB’s tables live in its own file; Polars has none. On engines with Spark’s API the name is gone when the program ends.',
    triggers: ['clause:create-table-using'],
    unseen: true,
    spark: {
      python:
        "spark.sql(f\"CREATE TABLE probe_made USING parquet LOCATION '{folder}/t' AS SELECT 1 AS a\")\nspark.sql('INSERT INTO probe_made SELECT 2')\nspark.createDataFrame(sorted(spark.table('probe_made').collect()))",
    },
    instead: 'df.write.parquet(…), in mode("append") where the engine has it.',
    ports: {
      duckdb: {
        plain: 'CREATE TABLE t AS SELECT 1 AS a; INSERT INTO t SELECT 2; FROM t ORDER BY a',
        write: 'CREATE TABLE t AS …, or COPY to Parquet for other readers',
      },
      polars: { lacks: 'Write Parquet, Delta (write_delta) or Iceberg (write_iceberg) files.' },
    },
  },
]
