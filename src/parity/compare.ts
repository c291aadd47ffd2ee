import type { DuckDB } from '../duckdb/open.ts'
import type { TableFinding } from '../model/record/schema.ts'
import { explainColumns, type Names } from './explain/columns.ts'
import { findEmptied, mayBeEmptied } from './explain/emptied.ts'
import { withLeaders } from './explain/followers.ts'
import { sampleRows } from './explain/samples.ts'
import { explainUnmatched } from './explain/unmatched.ts'
import { type RowFacts, sameRows, tableFinding } from './finding.ts'
import type { Compared } from './match/hashes.ts'
import { MANY_ROWS } from './match/many-rows.ts'
import { type MatchedRows, type MatchedTables, matchTables } from './match/matching.ts'
import { noteNearKeys } from './match/near-keys.ts'
import { countPairs } from './match/pairs.ts'
import { settleTargets } from './relate/comparison-type.ts'
import { compareLayouts } from './relate/layouts.ts'
import { compareSchemas, type SchemaComparison } from './relate/schemas.ts'
import { ofBoth, type SideTable, type SideTables } from './relate/side.ts'
import type { RowPairs } from './relation.ts'
import type { DifferingColumn, Example, RepeatedKey, SampleRow } from './sample.ts'

/** A finding, which says no values, with what shows it: values, which stay on this machine. */
export interface TableComparison {
  finding: TableFinding
  examples: Example[]
  samples: SampleRow[]
  /** Where the key is not unique and rows differ: one that a side has more than once. */
  repeatedKey: RepeatedKey | null
  /** How many matched rows differ in each column; those that differ in none are left out. */
  differing: DifferingColumn[]
  /** The rows that differ, until the next table is compared; null where no rows were matched. */
  pairs: RowPairs | null
}

/**
 * Compares two tables as multisets of rows. Each side is read once for its totals; only where they differ is more
 * read: rows in differing hash buckets, matched by key or by what agrees, and explained column by column.
 *
 * @param samples how many rows of each kind are shown: changed, and of one side alone
 * @param many how many rows have to differ for only the key and the columns that differ to be read of them
 */
export async function compareTables(
  db: DuckDB,
  names: Names,
  a: SideTable,
  b: SideTable,
  samples = SAMPLE_ROWS,
  many = MANY_ROWS,
): Promise<TableComparison> {
  const sides = { a, b }
  const schema = compareSchemas(a.columns, b.columns, names.table.ignore, names.baseline)
  const columns = await settleTargets(db, sides, schema.comparable)
  if (columns.length === 0) return await compareCounts(db, names, schema, sides)
  const found = names.table.key.flatMap((name) => columns.find((column) => column.name === name) ?? [])
  // Some columns of a key are no key.
  const key = found.length === names.table.key.length ? found : []
  const compared = { sides, columns, key }
  const matched = await matchTables(db, compared, names, many)
  const { rows, ...shown } = matched.different
    ? await explain(db, names, compared, matched.rows, matched.different, samples)
    : { rows: sameRows(key.map(({ name }) => name)), ...NOTHING_SHOWN }
  const counts = { baselineRows: matched.rows.a, engineRows: matched.rows.b }
  const layout = compareLayouts(a.layout, b.layout)
  const isLakehouse = a.layout !== undefined || b.layout !== undefined
  return { finding: tableFinding({ ...names, ...counts, schema, rows, layout, isLakehouse }), ...shown }
}

const SAMPLE_ROWS = 10

const NOTHING_SHOWN = { examples: [], samples: [], repeatedKey: null, differing: [], pairs: null }

async function explain(
  db: DuckDB,
  names: Names,
  { sides, columns: compared }: Compared,
  all: MatchedTables['rows'],
  { pairs, matchedBy, tolerances, repeated }: MatchedRows,
  samples: number,
): Promise<Omit<TableComparison, 'finding'> & { rows: RowFacts }> {
  const counts = await countPairs(db, pairs)
  const {
    columns: found,
    shown,
    unseen,
    ...explained
  } = await explainColumns(db, pairs, sides.a, tolerances, names)
  const { onlyBaseline, onlyEngine } = counts
  const possible = all.a === all.b ? await mayBeEmptied(db, pairs, compared) : []
  const emptied = await findEmptied(db, sides, possible)
  const columns = await withLeaders(db, pairs, found, all.a - onlyBaseline)
  const unmatched = onlyBaseline + onlyEngine > 0 ? await explainUnmatched(db, pairs, sides, names) : []
  const areBoth = onlyBaseline > 0 && onlyEngine > 0
  const nearKeys = areBoth ? await noteNearKeys(db, pairs, matchedBy.columns, names) : []
  return {
    rows: {
      ...counts,
      unseen,
      matchedBy,
      columns,
      unmatched,
      emptied,
      notes: [...(repeated ? [repeated.note] : []), ...nearKeys],
    },
    examples: explained.examples,
    differing: explained.differing,
    repeatedKey: repeated?.example ?? null,
    samples: await sampleRows(db, pairs, [...shown], samples),
    pairs,
  }
}

/** All that is left to compare where every column is ignored; nothing is where the sides have no column in common. */
async function compareCounts(
  db: DuckDB,
  names: Names,
  schema: SchemaComparison,
  sides: SideTables,
): Promise<TableComparison> {
  const { a: baselineRows, b: engineRows } = await ofBoth((side) => countRows(db, sides[side]))
  const counted: RowFacts = {
    ...sameRows([]),
    onlyBaseline: Math.max(0, baselineRows - engineRows),
    onlyEngine: Math.max(0, engineRows - baselineRows),
  }
  const rows = schema.findings.length === 0 ? counted : null
  const finding = tableFinding({ ...names, schema, baselineRows, engineRows, rows })
  return { finding, ...NOTHING_SHOWN }
}

async function countRows(db: DuckDB, { relation }: SideTable): Promise<number> {
  const [row] = await db.rows(`SELECT count(*) AS n FROM ${relation}`)
  return Number(row?.n)
}
