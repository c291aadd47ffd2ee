import type { DuckDB } from '../duckdb/open.ts'
import type { TableFinding } from '../model/record/schema.ts'
import { areEqual, type Totals } from '../tables/fingerprint/totals.ts'
import { explainColumns, type Names } from './explain/columns.ts'
import { sampleRows } from './explain/samples.ts'
import { tolerancesOf } from './explain/tolerances.ts'
import { explainUnmatched } from './explain/unmatched.ts'
import { type RowFacts, sameRows, tableFinding } from './finding.ts'
import { findBuckets, readCandidates } from './match/candidates.ts'
import { hashSide } from './match/hashes.ts'
import { matchRows } from './match/matching.ts'
import { noteNearKeys } from './match/near-keys.ts'
import { countPairs } from './match/pairs.ts'
import { settleTargets } from './relate/comparison-type.ts'
import { type ComparedColumn, compareSchemas, type SchemaComparison } from './relate/schemas.ts'
import type { Side } from './relate/side.ts'
import type { Example, SampleRow } from './sample.ts'

/** A finding, which says no values, with what shows it: values, which stay on this machine. */
export interface TableComparison {
  finding: TableFinding
  examples: Example[]
  samples: SampleRow[]
}

/**
 * Compares two tables as multisets of rows. Each side is read once for its totals; only where they differ is more
 * read: rows in differing hash buckets, matched by key or by what agrees, and explained column by column.
 */
export async function compareTables(db: DuckDB, names: Names, a: Side, b: Side): Promise<TableComparison> {
  const schema = compareSchemas(a.columns, b.columns, names.table.ignore, names.baseline)
  const columns = await settleTargets(db, a, b, schema.comparable)
  if (columns.length === 0) return await compareCounts(db, names, schema, a, b)
  const found = names.table.key.flatMap((name) => columns.find((column) => column.name === name) ?? [])
  // Some columns of a key are no key.
  const key = found.length === names.table.key.length ? found : []
  const [left, right] = [
    await hashSide(db, 'a', a.relation, columns, key),
    await hashSide(db, 'b', b.relation, columns, key),
  ]
  const compared = areEqual(left, right)
    ? { rows: sameRows(key.map(({ name }) => name)), examples: [], samples: [] }
    : await explain(db, names, { a, b }, columns, key, { a: left, b: right })
  const { rows, examples, samples } = compared
  const finding = tableFinding({ ...names, schema, baselineRows: left.rows, engineRows: right.rows, rows })
  return { finding, examples, samples }
}

async function explain(
  db: DuckDB,
  names: Names,
  sides: Record<'a' | 'b', Side>,
  all: readonly ComparedColumn[],
  key: readonly ComparedColumn[],
  totals: Record<'a' | 'b', Totals>,
): Promise<Omit<TableComparison, 'finding'> & { rows: RowFacts }> {
  const buckets = await findBuckets(db, totals)
  const { columns, repeats } = await readCandidates(db, sides, all, key, buckets, totals)
  const tolerances = await tolerancesOf(db, columns, [sides.a, sides.b], names.table)
  const { matchedBy, notes } = await matchRows(db, {
    columns,
    key,
    repeats,
    exact: columns.filter((column) => tolerances(column) === null),
    sides,
    rows: { a: totals.a.rows, b: totals.b.rows },
  })
  const { changed, onlyA, onlyB } = await countPairs(db)
  const { explained, unseen } = await explainColumns(db, columns, sides.a, tolerances, names)
  const unmatched = onlyA + onlyB > 0 ? await explainUnmatched(db, columns, sides, names) : []
  const called = { a: names.baseline, b: names.engine }
  const nearKeys = onlyA > 0 && onlyB > 0 ? await noteNearKeys(db, columns, matchedBy.columns, called) : []
  const pairs = [...new Set(explained.map(({ example }) => example.pair))]
  return {
    rows: {
      onlyBaseline: onlyA,
      onlyEngine: onlyB,
      changed,
      unseen,
      matchedBy,
      columns: explained.map(({ finding }) => finding),
      unmatched,
      notes: [...notes, ...nearKeys],
    },
    examples: explained.map(({ finding: { column, reason }, example: { a, b } }) => ({
      column,
      reason,
      a,
      b,
    })),
    samples: await sampleRows(db, columns, pairs),
  }
}

/** All that is left to compare where every column is ignored; nothing is where the sides have no column in common. */
async function compareCounts(
  db: DuckDB,
  names: Names,
  schema: SchemaComparison,
  a: Side,
  b: Side,
): Promise<TableComparison> {
  const [baselineRows, engineRows] = [await countRows(db, a), await countRows(db, b)]
  const counted: RowFacts = {
    ...sameRows([]),
    onlyBaseline: Math.max(0, baselineRows - engineRows),
    onlyEngine: Math.max(0, engineRows - baselineRows),
  }
  const rows = schema.findings.length === 0 ? counted : null
  const finding = tableFinding({ ...names, schema, baselineRows, engineRows, rows })
  return { finding, examples: [], samples: [] }
}

async function countRows(db: DuckDB, { relation }: Side): Promise<number> {
  const [row] = await db.rows(`SELECT count(*) AS n FROM ${relation}`)
  return Number(row?.n)
}
