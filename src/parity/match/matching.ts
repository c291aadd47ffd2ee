import type { DuckDB } from '../../duckdb/open.ts'
import { areEqual } from '../../tables/fingerprint/totals.ts'
import type { Names } from '../explain/columns.ts'
import { type Tolerances, tolerancesOf } from '../explain/tolerances.ts'
import type { RowFacts } from '../finding.ts'
import type { ComparedColumn } from '../relate/schemas.ts'
import type { SideName } from '../relate/side.ts'
import type { RowPairs, Surplus } from '../relation.ts'
import { readCandidates } from './candidates.ts'
import { type Compared, type Hashed, hashRows } from './hashes.ts'
import { pairManyRows, pairUnhashed } from './many-rows.ts'
import { keepSurplus } from './multiset-difference.ts'
import { pairingColumns } from './pairing.ts'
import { pairByKey, pairInOrder } from './pairs.ts'
import { findRepeatedKeys, type RepeatedKeys } from './repeated-keys.ts'

interface Matched extends Pick<RowFacts, 'matchedBy'> {
  pairs: RowPairs
}

/** With what is declared for the columns that were read, and the keys that are there more than once. */
export interface MatchedRows extends Matched {
  tolerances: Tolerances
  repeated: RepeatedKeys | null
}

export interface MatchedTables {
  rows: Record<SideName, number>
  /** Null where both sides have the same rows. */
  different: MatchedRows | null
}

/**
 * Finds whether two tables have the same rows, and if not, matches those that differ.
 *
 * @param many see `MANY_ROWS`
 */
export async function matchTables(
  db: DuckDB,
  compared: Compared,
  names: Names,
  many: number,
): Promise<MatchedTables> {
  const paired = await pairUnhashed(db, compared, many)
  if (paired) return { rows: paired.rows, different: await pairedByKey(db, compared, names, paired.pairs) }
  const hashed = await hashRows(db, compared)
  const { a, b } = hashed.totals
  const different = areEqual(a, b) ? null : await matchRows(db, hashed, names, many)
  return { rows: { a: a.rows, b: b.rows }, different }
}

async function pairedByKey(
  db: DuckDB,
  { sides, key }: Compared,
  { table }: Names,
  pairs: RowPairs,
): Promise<MatchedRows> {
  const tolerances = await tolerancesOf(db, pairs.columns, sides, table)
  return { pairs, matchedBy: { how: 'key', columns: named(key) }, tolerances, repeated: null }
}

/**
 * Gives each row that differs its partner, if it has one: by the key; else by what both sides agree in; where nothing does,
 * by what has to, since others have tolerances.
 */
async function matchRows(db: DuckDB, hashed: Hashed, names: Names, many: number): Promise<MatchedRows> {
  const { sides, columns, key } = hashed
  const paired = await pairManyRows(db, hashed, many)
  if (paired) return await pairedByKey(db, hashed, names, paired)
  const candidates = await readCandidates(db, hashed)
  const { repeats } = candidates
  if (key.length > 0 && repeats === 0) {
    const pairs = await pairByKey(db, candidates, key)
    return await pairedByKey(db, hashed, names, pairs)
  }
  const tolerances = await tolerancesOf(db, columns, sides, names.table)
  const surplus = await keepSurplus(db, candidates)
  if (key.length > 0) {
    const matchedBy = { how: 'key' as const, columns: named(key) }
    const pairs = await pairInOrder(db, surplus, key)
    return { pairs, matchedBy, tolerances, repeated: await findRepeatedKeys(db, hashed, names) }
  }
  const exact = columns.filter((column) => tolerances(column) === null)
  return { ...(await matchWithoutKey(db, surplus, hashed, exact)), tolerances, repeated: null }
}

/** @param exact columns without a tolerance */
async function matchWithoutKey(
  db: DuckDB,
  surplus: Surplus,
  hashed: Hashed,
  exact: readonly ComparedColumn[],
): Promise<Matched> {
  const found = await pairingColumns(db, surplus, exact, hashed)
  const least = exact.length === surplus.columns.length ? null : exact
  const by = found.length > 0 ? found : least
  const how = by?.length ? ('columns' as const) : ('rows' as const)
  return {
    pairs: await pairInOrder(db, surplus, by),
    matchedBy: { how, columns: named(by ?? []) },
  }
}

const named = (columns: readonly ComparedColumn[]): string[] => columns.map(({ name }) => name)
