import type { Entry } from '../entry.ts'
import { byLibrary } from './by-library.ts'

const TABLE = 'delta.`{folder}/t`'
const LIBRARY = 'import pyarrow as pa\nfrom deltalake import DeltaTable, QueryBuilder, write_deltalake\n'
const OF_SPARK = `${LIBRARY}table = DeltaTable(f'{spark}/t')\n`
const query = (sql: string) =>
  `pa.RecordBatchReader.from_stream(QueryBuilder().register('t', table).execute("${sql}")).read_all()`

/** What Spark does to tables of Delta Lake, and delta-rs, by which Polars and DuckDB's Arrow tables reach them. */
export const DELTA: readonly Entry[] = [
  {
    id: 'delta-renamed-column',
    title: 'Columns of Delta that were renamed or dropped',
    what: 'RENAME COLUMN needs column mapping: files keep their columns under other names. to_pyarrow_table and to_pandas of delta-rs then return NULL in every column, with the right number of rows. Its query engine finds them.',
    triggers: ['read:delta', 'write:delta'],
    spark: `CREATE TABLE ${TABLE} (id BIGINT, name STRING) USING delta TBLPROPERTIES ('delta.columnMapping.mode' = 'name');\nINSERT INTO ${TABLE} VALUES (1, 'a');\nALTER TABLE ${TABLE} RENAME COLUMN name TO title;\nSELECT id, title FROM ${TABLE}`,
    ports: byLibrary({
      plain: [OF_SPARK, 'table.to_pyarrow_table()'],
      agrees: [OF_SPARK, query('SELECT id, title FROM t')],
      write: "QueryBuilder().register('t', table).execute('SELECT …') of delta-rs",
    }),
  },
  {
    id: 'delta-append-of-other-types',
    title: 'Fractions appended to whole numbers of Delta',
    what: 'Spark refuses to append DOUBLE to a BIGINT column. delta-rs, and so write_delta of Polars, stores 2 of 2.7.',
    triggers: ['write:delta'],
    spark: {
      python:
        "spark.sql('SELECT 1L AS v').write.format('delta').save(f'{folder}/t')\nspark.sql('SELECT 2.7D AS v').write.format('delta').mode('append').save(f'{folder}/t')\nspark.read.format('delta').load(f'{folder}/t')",
    },
    ports: byLibrary({
      plain: [
        `${LIBRARY}write_deltalake(f'{folder}/t', pa.table({'v': [1]}))\nwrite_deltalake(f'{folder}/t', pa.table({'v': [2.7]}), mode='append')\n`,
        "DeltaTable(f'{folder}/t').to_pyarrow_table().sort_by('v')",
      ],
      agrees: [
        `${LIBRARY}write_deltalake(f'{folder}/t', pa.table({'v': [1]}))\nwanted = pa.schema(DeltaTable(f'{folder}/t').schema().to_arrow())\nwrite_deltalake(f'{folder}/t', pa.table({'v': [2.7]}).cast(wanted), mode='append')\n`,
        "DeltaTable(f'{folder}/t').to_pyarrow_table()",
      ],
      write:
        'Cast the rows to the schema of the table before you append them: casts of Arrow raise if they lose data.',
    }),
  },
  {
    id: 'delta-nanoseconds',
    title: 'Nanoseconds written to Delta',
    what: 'Delta has microseconds. Spark does not read times of nanoseconds, which pandas writes by default. delta-rs and Polars cut them off.',
    triggers: ['write:delta'],
    spark: {
      python:
        "import duckdb\nduckdb.execute(f\"COPY (SELECT TIMESTAMP_NS '2026-01-01 00:00:00.000000001' AS t) TO '{folder}/f.parquet'\")\nspark.read.parquet(f'{folder}/f.parquet').write.format('delta').save(f'{folder}/t')\nspark.read.format('delta').load(f'{folder}/t')",
    },
    ports: byLibrary({
      plain: [
        `${LIBRARY}rows = pa.table({'t': pa.array([1_000_000_001], pa.timestamp('ns'))})\nwrite_deltalake(f'{folder}/t', rows)\n`,
        "DeltaTable(f'{folder}/t').to_pyarrow_table()",
      ],
      agrees: [
        `${LIBRARY}rows = pa.table({'t': pa.array([1_000_000_001], pa.timestamp('ns'))})\nwrite_deltalake(f'{folder}/t', rows.cast(pa.schema([('t', pa.timestamp('us'))])))\n`,
        "DeltaTable(f'{folder}/t').to_pyarrow_table()",
      ],
      write: 'Cast times to microseconds before you write: casts of Arrow raise if they lose data.',
    }),
  },
  {
    id: 'delta-count-of-metadata',
    title: 'Counts from the log of Delta',
    what: 'A deletion vector removes rows of a file without writing it again. count() of delta-rs, and the statistics of files, still count them. So does count() of a version whose files were vacuumed.',
    triggers: ['read:delta'],
    spark: `CREATE TABLE ${TABLE} USING delta TBLPROPERTIES ('delta.enableDeletionVectors' = 'true') AS SELECT /*+ COALESCE(1) */ id FROM range(5);\nDELETE FROM ${TABLE} WHERE id IN (1, 2);\nSELECT count(*) AS n FROM ${TABLE}`,
    ports: byLibrary({
      plain: [OF_SPARK, "pa.table({'n': [table.count()]})"],
      agrees: [OF_SPARK, query('SELECT count(*) AS n FROM t')],
      write: 'Count the rows of a scan.',
    }),
  },
  {
    id: 'delta-far-dates',
    title: 'Times after 2262 in Delta',
    what: 'Spark writes TIMESTAMP as INT96, which other readers take for nanoseconds of 64 bits. 9999-12-31 then becomes a time of the year 1816 or 2262.',
    triggers: ['read:delta'],
    spark: `CREATE TABLE ${TABLE} USING delta AS SELECT TIMESTAMP '9999-12-31 00:00:00' AS t;\nSELECT year(t) AS y FROM ${TABLE}`,
    ports: byLibrary({
      plain: [OF_SPARK, query('SELECT extract(year FROM t) AS y FROM t')],
      agrees: [
        `${OF_SPARK}engine = QueryBuilder().register('t', table)\nengine.execute("SET datafusion.execution.parquet.coerce_int96 = 'us'")\nread = engine.execute('SELECT extract(year FROM t) AS y FROM t')\n`,
        'pa.RecordBatchReader.from_stream(read).read_all()',
      ],
      write:
        "Execute SET datafusion.execution.parquet.coerce_int96 = 'us' in delta-rs' QueryBuilder first. Or let Spark write spark.sql.parquet.outputTimestampType=TIMESTAMP_MICROS.",
    }),
  },
  {
    id: 'delta-check-of-null',
    title: 'CHECK constraints and NULL',
    what: 'CHECK (v > 0) of a Delta table refuses NULL, unlike that of SQL. delta-rs refuses it too. Daft writes it, and values that the constraint forbids.',
    triggers: ['write:delta'],
    spark: `CREATE TABLE ${TABLE} (v BIGINT) USING delta;\nALTER TABLE ${TABLE} ADD CONSTRAINT positive CHECK (v > 0);\nINSERT INTO ${TABLE} VALUES (NULL);\nSELECT v FROM ${TABLE}`,
    ports: byLibrary({
      plain: [
        `${LIBRARY}write_deltalake(f'{folder}/t', pa.table({'v': [1]}))\nDeltaTable(f'{folder}/t').alter.add_constraint({'positive': 'v > 0'})\nwrite_deltalake(f'{folder}/t', pa.table({'v': pa.nulls(1, pa.int64())}), mode='append')\n`,
        "DeltaTable(f'{folder}/t').to_pyarrow_table()",
      ],
    }),
  },
  {
    id: 'delta-history-metrics',
    title: 'Rows written, in the history of Delta',
    what: 'Spark calls them numOutputRows, as a text; delta-rs num_added_rows, as a number. Daft and DuckDB leave them out. A program that asks for one name finds nothing, or 0.',
    triggers: ['write:delta'],
    spark: {
      python:
        "spark.range(3).write.format('delta').save(f'{folder}/t')\nspark.sql(f'DESCRIBE HISTORY delta.`{folder}/t`').selectExpr(\"CAST(operationMetrics['numOutputRows'] AS INT) AS n\")",
    },
    ports: byLibrary({
      plain: [
        `${LIBRARY}write_deltalake(f'{folder}/t', pa.table({'id': [0, 1, 2]}))\nmetrics = DeltaTable(f'{folder}/t').history()[0]['operationMetrics']\n`,
        "pa.table({'n': pa.array([metrics.get('numOutputRows')], pa.int64())})",
      ],
      agrees: [
        `${LIBRARY}write_deltalake(f'{folder}/t', pa.table({'id': [0, 1, 2]}))\nmetrics = DeltaTable(f'{folder}/t').history()[0]['operationMetrics']\n`,
        "pa.table({'n': pa.array([metrics.get('num_added_rows')], pa.int64())})",
      ],
      write:
        "metrics.get('num_added_rows') in tables that delta-rs wrote; count the rows of what others wrote.",
    }),
  },
  {
    id: 'delta-version-as-of',
    title: 'An older version of a Delta table',
    what: 'The same rows, by the number of the version.',
    triggers: ['option:versionasof'],
    spark: {
      python:
        "spark.range(2).write.format('delta').save(f'{folder}/t')\nspark.range(2, 4).write.format('delta').mode('append').save(f'{folder}/t')\nspark.read.format('delta').option('versionAsOf', 0).load(f'{folder}/t').orderBy('id')",
    },
    ports: byLibrary({
      plain: [LIBRARY, "DeltaTable(f'{spark}/t', version=0).to_pyarrow_table().sort_by('id')"],
    }),
  },
  {
    id: 'delta-time-before-first-version',
    title: 'A Delta table as it was before its first version',
    what: 'Spark raises. delta-rs, and so scan_delta of Polars, returns the first version.',
    triggers: ['option:timestampasof'],
    spark: {
      python:
        "spark.range(2).write.format('delta').save(f'{folder}/t')\nspark.read.format('delta').option('timestampAsOf', '2000-01-01').load(f'{folder}/t')",
    },
    ports: byLibrary({
      plain: [`${OF_SPARK}table.load_as_version('2000-01-01T00:00:00Z')\n`, 'table.to_pyarrow_table()'],
      write: 'Compare the time with the oldest of table.history() before you load the version.',
    }),
  },
  {
    id: 'delta-type-widening',
    title: 'Columns of Delta whose type was widened',
    what: 'Spark widens INT to BIGINT without writing files again. delta-rs and Polars refuse to read such a table.',
    triggers: ['read:delta', 'write:delta'],
    spark: `CREATE TABLE ${TABLE} (v INT) USING delta TBLPROPERTIES ('delta.enableTypeWidening' = 'true');\nINSERT INTO ${TABLE} VALUES (1);\nALTER TABLE ${TABLE} ALTER COLUMN v TYPE BIGINT;\nINSERT INTO ${TABLE} VALUES (3000000000);\nSELECT v FROM ${TABLE} ORDER BY v`,
    ports: byLibrary({
      plain: [OF_SPARK, "table.to_pyarrow_table().sort_by('v')"],
      write: 'Rewrite the table in Spark, and drop the feature: ALTER TABLE … DROP FEATURE typeWidening.',
    }),
  },
]
