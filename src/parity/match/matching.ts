import type { DuckDB } from '../../duckdb/open.ts'
import type { RowFacts } from '../finding.ts'
import type { ComparedColumn } from '../relate/schemas.ts'
import { keepSurplus } from './multiset-difference.ts'
import { pairingColumns, type Tables } from './pairing.ts'
import { pairByKey, pairInOrder } from './pairs.ts'

/** Rows that differ, in the tables rows_a and rows_b, and what is known of their columns. */
interface Unmatched extends Omit<Tables, 'surplus'> {
  columns: readonly ComparedColumn[]
  key: readonly ComparedColumn[]
  /** Keys that a side has more than once. */
  repeats: number
  /** Columns without a tolerance. */
  exact: readonly ComparedColumn[]
}

/** Fills the table `pairs` with the rows that differ, each with its partner if it has one. */
export const matchRows = (db: DuckDB, rows: Unmatched): Promise<Pick<RowFacts, 'matchedBy' | 'notes'>> =>
  rows.key.length > 0 ? matchByKey(db, rows) : matchByAgreement(db, rows)

const named = (columns: readonly ComparedColumn[]): string[] => columns.map(({ name }) => name)

async function matchByKey(db: DuckDB, { columns, key, repeats }: Unmatched) {
  const matchedBy = { how: 'key' as const, columns: named(key) }
  if (repeats === 0) {
    await pairByKey(db, columns, key)
    return { matchedBy, notes: [] }
  }
  await keepSurplus(db)
  await pairInOrder(db, columns, key)
  const keys = repeats === 1 ? '1 value of it occurs' : `${repeats.toLocaleString('en')} values of it occur`
  return { matchedBy, notes: [`${named(key).join(', ')} is no key: ${keys} more than once`] }
}

/** By what both sides agree in; where nothing does, by what has to, since others have tolerances. */
async function matchByAgreement(db: DuckDB, { columns, exact, sides, rows }: Unmatched) {
  const tables = { sides, rows, surplus: await keepSurplus(db) }
  const found = await pairingColumns(db, columns, exact, tables)
  const least = exact.length === columns.length ? null : exact
  const by = found.length > 0 ? found : least
  await pairInOrder(db, columns, by)
  const how = by?.length ? ('columns' as const) : ('rows' as const)
  return { matchedBy: { how, columns: named(by ?? []) }, notes: [] }
}
