import type { DuckDB } from '../../duckdb/open.ts'
import type { RowFacts } from '../finding.ts'
import type { ComparedColumn } from '../relate/schemas.ts'
import type { Pairs } from '../relation.ts'
import type { Read } from './candidates.ts'
import type { Compared, Hashed } from './hashes.ts'
import { keepSurplus } from './multiset-difference.ts'
import { pairingColumns } from './pairing.ts'
import { pairByKey, pairInOrder } from './pairs.ts'

/** What is known of candidates that are to be matched. */
export interface Known extends Pick<Compared, 'sides' | 'key'>, Pick<Hashed, 'totals'> {
  /** Columns without a tolerance. */
  exact: readonly ComparedColumn[]
}

interface Matched extends Pick<RowFacts, 'matchedBy' | 'notes'> {
  pairs: Pairs
}

/** Gives each row that differs its partner, if it has one. */
export const matchRows = (db: DuckDB, read: Read, known: Known): Promise<Matched> =>
  known.key.length > 0 ? matchByKey(db, read, known) : matchByAgreement(db, read, known)

const named = (columns: readonly ComparedColumn[]): string[] => columns.map(({ name }) => name)

async function matchByKey(db: DuckDB, { candidates, repeats }: Read, { key }: Known): Promise<Matched> {
  const matchedBy = { how: 'key' as const, columns: named(key) }
  if (repeats === 0) return { pairs: await pairByKey(db, candidates, key), matchedBy, notes: [] }
  const pairs = await pairInOrder(db, await keepSurplus(db, candidates), key)
  const keys = repeats === 1 ? '1 value of it occurs' : `${repeats.toLocaleString('en')} values of it occur`
  return { pairs, matchedBy, notes: [`${named(key).join(', ')} is no key: ${keys} more than once`] }
}

/** By what both sides agree in; where nothing does, by what has to, since others have tolerances. */
async function matchByAgreement(db: DuckDB, { candidates }: Read, known: Known): Promise<Matched> {
  const { exact } = known
  const surplus = await keepSurplus(db, candidates)
  const found = await pairingColumns(db, surplus, known)
  const least = exact.length === surplus.columns.length ? null : exact
  const by = found.length > 0 ? found : least
  const pairs = await pairInOrder(db, surplus, by)
  const how = by?.length ? ('columns' as const) : ('rows' as const)
  return { pairs, matchedBy: { how, columns: named(by ?? []) }, notes: [] }
}
