import type { Entry } from '../entry.ts'

const NAMES = "spark.createDataFrame([(name,) for name in frame.columns], ['name'])"

/** Databases that hold tables, and what a program asks of the catalog. */
export const DATABASES: readonly Entry[] = [
  {
    id: 'create-database',
    title: 'CREATE DATABASE',
    what: 'Spark means the same by DATABASE and SCHEMA. In DuckDB a schema holds tables; CREATE DATABASE is no statement.',
    triggers: ['clause:create-database'],
    spark: {
      python:
        "spark.sql('CREATE DATABASE IF NOT EXISTS probe_database')\nspark.createDataFrame([(1,)], ['v'])",
    },
    instead: 'CREATE SCHEMA where the engine has it, else leave databases out: tables by their names alone.',
    ports: {
      duckdb: {
        plain: 'CREATE DATABASE probe; SELECT 1 AS v',
        agrees: 'CREATE SCHEMA probe; SELECT 1 AS v',
        write: 'CREATE SCHEMA',
      },
      polars: { lacks: 'A folder for each database.' },
    },
  },
  {
    id: 'create-schema',
    title: 'CREATE SCHEMA',
    what: 'A database that holds tables, by its other name.',
    triggers: ['clause:create-schema'],
    spark: {
      python: "spark.sql('CREATE SCHEMA IF NOT EXISTS probe_schema')\nspark.createDataFrame([(1,)], ['v'])",
    },
    instead: 'Leave databases out: tables by their names alone.',
    ports: {
      duckdb: { plain: 'CREATE SCHEMA probe; SELECT 1 AS v' },
      polars: { lacks: 'A folder for each database.' },
    },
  },
  {
    id: 'current-database',
    title: 'spark.catalog.currentDatabase',
    what: 'The database of tables that are named without one: default in Spark.',
    triggers: ['method:currentDatabase'],
    spark: { python: "spark.createDataFrame([(spark.catalog.currentDatabase(),)], ['name'])" },
    ports: {
      duckdb: { plain: 'SELECT current_schema() AS name', write: 'Name the schema of each table.' },
      polars: { lacks: 'A folder for each database.' },
    },
  },
  {
    id: 'use-database',
    title: 'USE of a database that the program made',
    what: 'Tables without a database are of this one from then on.',
    triggers: ['clause:use'],
    spark: {
      python:
        "spark.sql('CREATE SCHEMA IF NOT EXISTS probe_used')\nspark.sql('USE probe_used')\nspark.createDataFrame([(1,)], ['v'])",
    },
    instead: 'Name the database of each table: shop.orders',
    ports: {
      duckdb: { plain: 'CREATE SCHEMA probe; USE probe; SELECT 1 AS v' },
      polars: { lacks: 'A folder for each database.' },
    },
  },
  {
    id: 'use-database-by-word',
    title: 'USE DATABASE of a database that the program made',
    what: 'The same as USE, with a word more.',
    triggers: ['clause:use-database'],
    spark: {
      python:
        "spark.sql('CREATE SCHEMA IF NOT EXISTS probe_used')\nspark.sql('USE DATABASE probe_used')\nspark.createDataFrame([(1,)], ['v'])",
    },
    instead: 'Name the database of each table: shop.orders',
    ports: {
      duckdb: { plain: 'CREATE SCHEMA probe; USE probe; SELECT 1 AS v' },
      polars: { lacks: 'A folder for each database.' },
    },
  },
  {
    id: 'create-view',
    title: 'CREATE VIEW in SQL',
    what: 'A query by its name, for the program itself.',
    triggers: ['clause:create-view'],
    spark: {
      python:
        "spark.sql('CREATE OR REPLACE TEMP VIEW probe_query AS SELECT 1 AS id')\nspark.sql('SELECT id FROM probe_query')",
    },
    instead: "spark.sql('SELECT …').createOrReplaceTempView('name')",
    ports: {
      duckdb: { plain: 'CREATE OR REPLACE TEMP VIEW t AS SELECT 1 AS id; SELECT id FROM t' },
      polars: {
        plain: "pl.SQLContext(t=pl.DataFrame({'id': [1]})).execute('SELECT id FROM t', eager=True)",
      },
    },
  },
  {
    id: 'drop-table',
    title: 'DROP TABLE and DROP VIEW',
    what: 'A view or a table of the program is gone.',
    triggers: ['clause:drop'],
    spark: {
      python:
        "spark.createDataFrame([(1,)], ['id']).createOrReplaceTempView('probe_dropped')\nspark.sql('DROP VIEW IF EXISTS probe_dropped')\nspark.createDataFrame([(1,)], ['v'])",
    },
    instead:
      'Leave it out: what a program makes is gone when it ends. createOrReplaceTempView replaces a view.',
    ports: {
      duckdb: { plain: 'CREATE TEMP VIEW t AS SELECT 1 AS id; DROP VIEW IF EXISTS t; SELECT 1 AS v' },
      polars: {
        plain: "pl.SQLContext(t=pl.DataFrame({'id': [1]})).unregister('t')\npl.DataFrame({'v': [1]})",
      },
    },
  },
  {
    id: 'show-tables',
    title: 'SHOW TABLES',
    what: 'The columns are namespace, tableName and isTemporary in Spark, name in DuckDB and Polars.',
    triggers: ['clause:show'],
    spark: {
      python: `spark.range(1).createOrReplaceTempView('ids')\nframe = spark.sql('SHOW TABLES')\n${NAMES}`,
    },
    instead: 'spark.catalog.listTables()',
    ports: {
      duckdb: {
        plain: 'SELECT column_name AS name FROM (DESCRIBE FROM (SHOW TABLES))',
        write: 'Read the names of tables from the column name.',
      },
      polars: {
        plain: "pl.DataFrame({'name': pl.SQLContext().execute('SHOW TABLES', eager=True).columns})",
        write: 'Read the names of tables from the column name.',
      },
    },
  },
  {
    id: 'describe-table',
    title: 'DESCRIBE of a table',
    what: 'The columns are col_name, data_type and comment in Spark, column_name, column_type and others in DuckDB.',
    triggers: ['clause:describe'],
    spark: {
      python: `spark.createDataFrame([(1,)], ['id']).createOrReplaceTempView('probe_described')\nframe = spark.sql('DESCRIBE TABLE probe_described')\n${NAMES}`,
    },
    instead: 'spark.table(…).columns',
    ports: {
      duckdb: {
        plain: 'SELECT column_name AS name FROM (DESCRIBE FROM (DESCRIBE SELECT 1 AS id))',
        write: 'Read the names of columns from column_name.',
      },
      polars: { lacks: 'frame.schema' },
    },
  },
  {
    id: 'table-exists',
    title: 'spark.catalog.tableExists',
    what: 'Whether there is a view or a table: here one of the program, and one of an earlier program.',
    triggers: ['method:tableExists'],
    spark: {
      python:
        "spark.createDataFrame([(1,)], ['id']).createOrReplaceTempView('probe_seen')\nspark.createDataFrame([(spark.catalog.tableExists('probe_seen'), spark.catalog.tableExists('shop.orders'))], ['own', 'earlier'])",
    },
    ports: {
      duckdb: {
        plain:
          "CREATE TEMP VIEW probe_seen AS SELECT 1 AS id; SELECT count(*) FILTER (table_name = 'probe_seen') > 0 AS own, count(*) FILTER (table_name = 'orders') > 0 AS earlier FROM information_schema.tables",
        write: 'Ask whether the files of the table are there.',
      },
      polars: { lacks: 'Ask whether the files of the table are there: os.path.exists(path)' },
    },
  },
  {
    id: 'list-tables',
    title: 'spark.catalog.listTables',
    what: 'Tables and views by their names, here a view of the program.',
    triggers: ['method:listTables'],
    spark: {
      python:
        "spark.createDataFrame([(1,)], ['id']).createOrReplaceTempView('probe_listed')\nfound = [one.name for one in spark.catalog.listTables() if one.name == 'probe_listed']\nspark.createDataFrame([(len(found),)], ['n'])",
    },
    ports: {
      duckdb: {
        plain:
          "CREATE TEMP VIEW probe_listed AS SELECT 1 AS id; SELECT count(*) AS n FROM information_schema.tables WHERE table_name = 'probe_listed'",
      },
      polars: { lacks: 'List the files of the tables: os.listdir(folder)' },
    },
  },
]
