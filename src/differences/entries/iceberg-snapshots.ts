import type { Entry } from '../entry.ts'
import { byLibrary, SPARK_ICEBERG, pyicebergTable as table } from './by-library.ts'

const TABLE = SPARK_ICEBERG
const OF_SPARK = `import pyarrow as pa\nfrom pyiceberg.table import StaticTable\ntable = StaticTable.from_metadata(spark_table('t'))\n`
const OPERATIONS = "pa.table({'operation': [each.summary.operation.value for each in table.snapshots()]})"
const operationsOfSpark = `SELECT operation FROM ${TABLE}.snapshots ORDER BY committed_at`
const SORTED = `import pyarrow as pa
from pyiceberg.catalog.memory import InMemoryCatalog
from pyiceberg.schema import Schema
from pyiceberg.table.sorting import SortField, SortOrder
from pyiceberg.transforms import IdentityTransform
from pyiceberg.types import NestedField, StringType
catalog = InMemoryCatalog('lake', warehouse=f'file://{folder}')
catalog.create_namespace('db')
order = SortOrder(SortField(1, transform=IdentityTransform()))
table = catalog.create_table('db.t', Schema(NestedField(1, 's', StringType())), sort_order=order)
rows = pa.table({'s': ['c', 'a', 'b']})
`

const AS_OF = `${table("'id': [1]")}import time\nthen = int(time.time() * 1000)\ntime.sleep(0.01)\ntable.append(pa.table({'id': [2]}))\n`

/** What a table of Apache Iceberg says of itself: snapshots, counts, orders, defaults. */
export const ICEBERG_SNAPSHOTS: readonly Entry[] = [
  {
    id: 'iceberg-overwrite-in-two-snapshots',
    title: 'Snapshots of an overwrite',
    what: 'Spark overwrites a table in one snapshot. PyIceberg makes two, delete and append: who reads the first finds a table without rows.',
    triggers: ['write:iceberg', 'clause:insert-overwrite'],
    spark: `CREATE TABLE ${TABLE} USING iceberg AS SELECT 1L AS id;\nINSERT OVERWRITE ${TABLE} VALUES (2);\n${operationsOfSpark}`,
    ports: byLibrary({
      plain: [`${table("'id': [1]")}table.overwrite(pa.table({'id': [2]}))\n`, OPERATIONS],
      write:
        'Take all snapshots after the one before the load for one write. Readers in between need a tag or a branch.',
    }),
  },
  {
    id: 'iceberg-delete-of-nothing',
    title: 'A DELETE that finds no row',
    what: 'Spark makes a snapshot all the same. PyIceberg makes none. A new snapshot is no proof that a job has run, nor that rows have changed.',
    triggers: ['clause:delete'],
    spark: `CREATE TABLE ${TABLE} USING iceberg AS SELECT 1L AS id;\nDELETE FROM ${TABLE} WHERE id = 9;\n${operationsOfSpark}`,
    ports: byLibrary({
      plain: [`${table("'id': [1]")}table.delete('id = 9')\n`, OPERATIONS],
      write:
        'Look for what has changed in the rows or in the summary of the snapshots, not for a new snapshot.',
    }),
  },
  {
    id: 'iceberg-count-of-summary',
    title: 'Counts from the summary of Iceberg',
    what: 'After a delete by merge-on-read, total-records of the snapshot still counts the rows that are gone. A scan does not.',
    triggers: ['read:iceberg'],
    spark: `CREATE TABLE ${TABLE} USING iceberg TBLPROPERTIES ('write.delete.mode' = 'merge-on-read') AS SELECT /*+ COALESCE(1) */ id FROM range(5);\nDELETE FROM ${TABLE} WHERE id IN (1, 2);\nSELECT count(*) AS n FROM ${TABLE}`,
    ports: byLibrary({
      plain: [OF_SPARK, "pa.table({'n': [int(table.current_snapshot().summary['total-records'])]})"],
      agrees: [OF_SPARK, "pa.table({'n': [table.scan().to_arrow().num_rows]})"],
      write: 'Count the rows of a scan.',
    }),
  },
  {
    id: 'iceberg-as-of-timestamp',
    title: 'Reading a table of Iceberg as it was at a time',
    what: 'Spark takes timestampAsOf as an option of the read, and refuses the older as-of-timestamp. PyIceberg’s scans ignore options that they do not know, as Sail does with as-of-timestamp, and return the rows of now.',
    triggers: ['option:as-of-timestamp', 'option:timestampasof'],
    spark: {
      python:
        "import time\ntable = f'lake.`{folder}/t`'\nspark.sql(f'CREATE TABLE {table} USING iceberg AS SELECT 1L AS id')\nthen = time.strftime('%Y-%m-%d %H:%M:%S', time.gmtime(time.time() + 1))\ntime.sleep(2)\nspark.sql(f'INSERT INTO {table} VALUES (2)')\nspark.read.option('timestampAsOf', then).table(table)",
    },
    ports: byLibrary({
      plain: [AS_OF, "table.scan(options={'timestampAsOf': str(then)}).to_arrow().sort_by('id')"],
      agrees: [AS_OF, 'table.scan(snapshot_id=table.snapshot_as_of_timestamp(then).snapshot_id).to_arrow()'],
      write: 'table.scan(snapshot_id=table.snapshot_as_of_timestamp(milliseconds).snapshot_id)',
    }),
  },
  {
    id: 'iceberg-column-case',
    title: 'Another spelling of a column in an append to Iceberg',
    what: 'Spark appends a column ID to id. PyIceberg and Polars raise. Daft leaves NULL in id.',
    triggers: ['write:iceberg', 'method:writeTo'],
    spark: {
      python:
        "table = f'lake.`{folder}/t`'\nspark.sql(f'CREATE TABLE {table} USING iceberg AS SELECT 1L AS id')\nspark.sql('SELECT 2L AS ID').writeTo(table).append()\nspark.table(table).orderBy('id')",
    },
    ports: byLibrary({
      plain: [`${table("'id': [1]")}table.append(pa.table({'ID': [2]}))\n`, 'table.scan().to_arrow()'],
      agrees: [
        `${table("'id': [1]")}table.append(pa.table({'ID': [2]}).rename_columns(table.schema().column_names))\n`,
        "table.scan().to_arrow().sort_by('id')",
      ],
      write: 'Name columns as the table spells them.',
    }),
  },
  {
    id: 'iceberg-sort-order',
    title: 'The sort order that a table of Iceberg declares',
    what: 'Spark sorts the rows that it writes by WRITE ORDERED BY. PyIceberg and Polars do not: a query without ORDER BY then returns other rows first, and filters skip fewer files.',
    triggers: ['write:iceberg', 'clause:insert'],
    spark: `CREATE TABLE ${TABLE} (s STRING) USING iceberg;\nALTER TABLE ${TABLE} WRITE ORDERED BY s;\nINSERT INTO ${TABLE} VALUES ('c'), ('a'), ('b');\nSELECT s FROM ${TABLE}`,
    ports: byLibrary({
      plain: [`${SORTED}table.append(rows)\n`, 'table.scan().to_arrow()'],
      agrees: [`${SORTED}table.append(rows.sort_by('s'))\n`, 'table.scan().to_arrow()'],
      write: 'Sort the rows before you append them, and use ORDER BY wherever the order counts.',
    }),
  },
  {
    id: 'iceberg-default-value',
    title: 'Columns of Iceberg with a default',
    what: 'In version 3 of the format a column that is added may have a default, which rows written before then have. Spark, PyIceberg and Polars return it; Daft returns NULL. Spark SQL cannot add such a column, its Java interface can.',
    triggers: ['read:iceberg'],
    spark: {
      python:
        "table = f'lake.`{folder}/t`'\nspark.sql(f\"CREATE TABLE {table} USING iceberg TBLPROPERTIES ('format-version' = '3') AS SELECT 1L AS id\")\niceberg = spark._jvm.org.apache.iceberg\nloaded = iceberg.spark.Spark3Util.loadIcebergTable(spark._jsparkSession, table)\nloaded.updateSchema().addColumn('c', iceberg.types.Types.IntegerType.get(), iceberg.expressions.Expressions.lit(7)).commit()\nspark.sql(f'REFRESH TABLE {table}')\nspark.table(table)",
    },
    ports: byLibrary({ plain: [OF_SPARK, 'table.scan().to_arrow()'] }),
  },
  {
    id: 'iceberg-hours-before-1970',
    title: 'hours() of times before 1970',
    what: 'The hour before 1970 is partition -1 in Spark and PyIceberg. Daft writes it to partition 0, and filters of others then skip the row.',
    triggers: ['write:iceberg', 'clause:partitioned-by'],
    spark: `CREATE TABLE ${TABLE} (t TIMESTAMP) USING iceberg PARTITIONED BY (hours(t));\nINSERT INTO ${TABLE} VALUES (TIMESTAMP '1969-12-31 23:30:00');\nSELECT partition.t_hour AS h FROM ${TABLE}.partitions`,
    ports: byLibrary({
      plain: [
        `import datetime as dt
import pyarrow as pa
from pyiceberg.catalog.memory import InMemoryCatalog
from pyiceberg.transforms import HourTransform
catalog = InMemoryCatalog('lake', warehouse=f'file://{folder}')
catalog.create_namespace('db')
rows = pa.table({'t': pa.array([dt.datetime(1969, 12, 31, 23, 30, tzinfo=dt.UTC)], pa.timestamp('us', 'UTC'))})
table = catalog.create_table('db.t', rows.schema)
with table.update_spec() as spec:
    spec.add_field('t', HourTransform())
table.append(rows)
`,
        "pa.table({'h': [each.file.partition[0] for each in table.scan().plan_files()]})",
      ],
    }),
  },
]
