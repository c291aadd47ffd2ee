import type { Entry } from '../entry.ts'
import { byLibrary, SPARK_ICEBERG, pyicebergTable as table } from './by-library.ts'

const TABLE = SPARK_ICEBERG
const ROWS = 'table.scan().to_arrow()'
const NUMBERS = table("'id': [1, 2, 3, 4], 'x': [1.0, 2.0, None, float('nan')]")
const numbersOfSpark = `CREATE TABLE ${TABLE} (id BIGINT, x DOUBLE) USING iceberg;\nINSERT INTO ${TABLE} VALUES (1, 1.0), (2, 2.0), (3, NULL), (4, double('NaN'))`
const KEYED = `CREATE TABLE ${TABLE} (id BIGINT, v STRING) USING iceberg;\nINSERT INTO ${TABLE} VALUES (1, 'a')`
const merge = (source: string) =>
  `MERGE INTO ${TABLE} t USING (${source}) s ON t.id = s.id WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT *`

/** What Spark does to tables of Apache Iceberg, and PyIceberg, by which Polars and DuckDB's Arrow tables reach them. */
export const ICEBERG: readonly Entry[] = [
  {
    id: 'iceberg-nan-beyond-bounds',
    title: 'Filters on columns of Iceberg with NaN',
    what: "NaN is greater than all numbers, but the bounds of files leave it out. So Spark and PyIceberg skip a file whose greatest number is 2 for x > 5, with the NaN in it. Polars' scan_iceberg reads it.",
    triggers: ['read:iceberg'],
    spark: `${numbersOfSpark};\nSELECT id FROM ${TABLE} WHERE x > 5`,
    ports: {
      duckdb: {
        plain: {
          python: `${NUMBERS}con.from_arrow(table.scan('x > 5', selected_fields=('id',)).to_arrow())`,
        },
      },
      polars: {
        plain: `${NUMBERS}pl.scan_iceberg(table).filter(pl.col('x') > 5).select('id')`,
        agrees: `${NUMBERS}pl.scan_iceberg(table).filter((pl.col('x') > 5) & pl.col('x').is_not_nan()).select('id')`,
        write: "Decide what NaN is: add pl.col('x').is_not_nan() to the filter, and NOT isnan(x) in Spark.",
      },
    },
  },
  {
    id: 'iceberg-delete-not-in',
    title: 'DELETE WHERE x NOT IN (…) from Iceberg',
    what: 'Spark deletes the rows that a query with the same filter shows. PyIceberg shows a row with NULL and one with NaN for this filter, and deletes neither.',
    triggers: ['clause:delete'],
    spark: `${numbersOfSpark};\nDELETE FROM ${TABLE} WHERE x NOT IN (1, 2);\nSELECT id FROM ${TABLE} ORDER BY id`,
    ports: byLibrary({
      plain: [
        `${NUMBERS}table.delete('x not in (1, 2)')\n`,
        "table.scan(selected_fields=('id',)).to_arrow().sort_by('id')",
      ],
      agrees: [
        `import pyarrow.compute as pc\n${NUMBERS}x = rows['x']\ntable.overwrite(rows.filter(pc.or_kleene(pc.is_null(x), pc.is_in(x, pa.array([1.0, 2.0])))))\n`,
        "table.scan(selected_fields=('id',)).to_arrow().sort_by('id')",
      ],
      write:
        'Read the rows, keep those that are to stay, and overwrite the table. Check a delete by its rows afterwards.',
    }),
  },
  {
    id: 'iceberg-stale-upsert',
    title: 'MERGE into a table of Iceberg that another job changed',
    what: 'Spark merges with the rows of now. PyIceberg matches an upsert with the rows at the time the table object was loaded, and then commits beside what others wrote: a new key is there twice.',
    triggers: ['clause:merge'],
    spark: `${KEYED};\n${merge("SELECT 7L AS id, 'new' AS v")};\n${merge("SELECT 7L AS id, 'new' AS v")};\nSELECT id, v FROM ${TABLE} ORDER BY id`,
    ports: byLibrary({
      plain: [
        `${table("'id': [1], 'v': ['a']")}new = pa.table({'id': [7], 'v': ['new']})\nother = catalog.load_table('db.t')\nother.upsert(new, join_cols=['id'])\ntable.upsert(new, join_cols=['id'])\n`,
        `${ROWS}.sort_by('id')`,
      ],
      agrees: [
        `${table("'id': [1], 'v': ['a']")}new = pa.table({'id': [7], 'v': ['new']})\nother = catalog.load_table('db.t')\nother.upsert(new, join_cols=['id'])\ntable.refresh().upsert(new, join_cols=['id'])\n`,
        `${ROWS}.sort_by('id')`,
      ],
      write: 'table.refresh() right before each upsert, and one writer a table.',
    }),
  },
  {
    id: 'iceberg-merge-of-repeated-key',
    title: 'MERGE of a new key that the source has twice',
    what: 'Spark inserts both rows. PyIceberg raises.',
    triggers: ['clause:merge'],
    spark: `${KEYED};\n${merge("VALUES (7L, 'b'), (7L, 'c') AS s(id, v)")};\nSELECT id, v FROM ${TABLE} ORDER BY id, v`,
    ports: byLibrary({
      plain: [
        `${table("'id': [1], 'v': ['a']")}table.upsert(pa.table({'id': [7, 7], 'v': ['b', 'c']}), join_cols=['id'])\n`,
        ROWS,
      ],
      write: "Reduce the source to one row a key before the upsert, and Spark's source as well.",
    }),
  },
  {
    id: 'iceberg-merge-of-null-key',
    title: 'MERGE of a row whose key is NULL',
    what: 'NULL matches no row: Spark inserts it. PyIceberg raises a TypeError.',
    triggers: ['clause:merge'],
    spark: `${KEYED};\n${merge("SELECT CAST(NULL AS BIGINT) AS id, 'b' AS v")};\nSELECT id, v FROM ${TABLE} ORDER BY v`,
    ports: byLibrary({
      plain: [
        `${table("'id': [1], 'v': ['a']")}table.upsert(pa.table({'id': pa.nulls(1, pa.int64()), 'v': ['b']}), join_cols=['id'])\n`,
        ROWS,
      ],
      agrees: [
        `${table("'id': [1], 'v': ['a']")}table.append(pa.table({'id': pa.nulls(1, pa.int64()), 'v': ['b']}))\n`,
        `${ROWS}.sort_by('v')`,
      ],
      write: 'Append the rows without a key, upsert the others.',
    }),
  },
  {
    id: 'iceberg-open-session',
    title: 'A table of Iceberg that another process has written to',
    what: 'An open session of Spark keeps the snapshot that it has read, until REFRESH TABLE. A table object of PyIceberg, and a scan of Polars made of it, do so until refresh().',
    triggers: ['read:iceberg'],
    spark: `CREATE TABLE ${TABLE} AS SELECT 1L AS id;\nSELECT * FROM ${TABLE};\nINSERT INTO other.\`{folder}/t\` VALUES (2);\nREFRESH TABLE ${TABLE};\nSELECT count(*) AS n FROM ${TABLE}`,
    ports: byLibrary({
      plain: [
        `${table("'id': [1]")}catalog.load_table('db.t').append(pa.table({'id': [2]}))\n`,
        "pa.table({'n': [table.scan().count()]})",
      ],
      agrees: [
        `${table("'id': [1]")}catalog.load_table('db.t').append(pa.table({'id': [2]}))\n`,
        "pa.table({'n': [table.refresh().scan().count()]})",
      ],
      write: 'table.refresh() before the scan is made.',
    }),
  },
]
