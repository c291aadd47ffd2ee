import type { DuckDB } from '../../duckdb/open.ts'
import type { RowFacts } from '../finding.ts'
import type { ComparedColumn } from '../relate/schemas.ts'
import type { Candidates, RowPairs } from '../relation.ts'
import type { Hashed } from './hashes.ts'
import { keepSurplus } from './multiset-difference.ts'
import { pairingColumns } from './pairing.ts'
import { pairByKey, pairInOrder } from './pairs.ts'

interface Matched extends Pick<RowFacts, 'matchedBy'> {
  pairs: RowPairs
}

/**
 * Gives each row that differs its partner, if it has one: by the key; else by what both sides agree in; where nothing does,
 * by what has to, since others have tolerances.
 *
 * @param exact columns without a tolerance
 */
export async function matchRows(
  db: DuckDB,
  candidates: Candidates,
  hashed: Hashed,
  exact: readonly ComparedColumn[],
): Promise<Matched> {
  const [{ key }, { repeats }] = [hashed, candidates]
  const byKey = { how: 'key' as const, columns: named(key) }
  if (key.length > 0 && repeats === 0)
    return { pairs: await pairByKey(db, candidates, key), matchedBy: byKey }
  const surplus = await keepSurplus(db, candidates)
  if (key.length > 0) return { pairs: await pairInOrder(db, surplus, key), matchedBy: byKey }
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
