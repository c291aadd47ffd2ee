import type { DuckDB } from '../../duckdb/open.ts'
import type { Table } from '../../model/config/model.ts'
import { type Tolerances, tolerancesOf } from '../explain/tolerances.ts'
import type { RowFacts } from '../finding.ts'
import type { ComparedColumn } from '../relate/schemas.ts'
import type { RowPairs, Surplus } from '../relation.ts'
import { readCandidates } from './candidates.ts'
import type { Hashed } from './hashes.ts'
import { pairManyRows } from './many-rows.ts'
import { keepSurplus } from './multiset-difference.ts'
import { pairingColumns } from './pairing.ts'
import { pairByKey, pairInOrder } from './pairs.ts'

interface Matched extends Pick<RowFacts, 'matchedBy'> {
  pairs: RowPairs
}

/** With what is declared for the columns that were read, and how many keys a side has more than once. */
interface MatchedRows extends Matched {
  tolerances: Tolerances
  repeats: number
}

/**
 * Gives each row that differs its partner, if it has one: by the key; else by what both sides agree in; where nothing does,
 * by what has to, since others have tolerances.
 *
 * @param many see `MANY_ROWS`
 */
export async function matchRows(
  db: DuckDB,
  hashed: Hashed,
  table: Table,
  many: number,
): Promise<MatchedRows> {
  const { sides, columns, key } = hashed
  const byKey = { how: 'key' as const, columns: named(key) }
  const pairs = await pairManyRows(db, hashed, many)
  const tolerances = await tolerancesOf(db, pairs?.columns ?? columns, sides, table)
  if (pairs) return { pairs, matchedBy: byKey, tolerances, repeats: 0 }
  const candidates = await readCandidates(db, hashed)
  const { repeats } = candidates
  if (key.length > 0 && repeats === 0)
    return { pairs: await pairByKey(db, candidates, key), matchedBy: byKey, tolerances, repeats }
  const surplus = await keepSurplus(db, candidates)
  if (key.length > 0)
    return { pairs: await pairInOrder(db, surplus, key), matchedBy: byKey, tolerances, repeats }
  const exact = columns.filter((column) => tolerances(column) === null)
  return { ...(await matchWithoutKey(db, surplus, hashed, exact)), tolerances, repeats }
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
