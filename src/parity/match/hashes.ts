import { rowHash } from '../../canonical/hash.ts'
import type { DuckDB } from '../../duckdb/open.ts'
import { TOTALS, type Totals, toTotals } from '../../tables/fingerprint/totals.ts'
import type { ComparedColumn } from '../relate/schemas.ts'
import { ofBoth, type SideName, type SideTables, sideValues } from '../relate/side.ts'
import { type Hashes, materialise } from '../relation.ts'

/** Two tables, and what of them is compared. */
export interface Compared {
  sides: SideTables
  columns: readonly ComparedColumn[]
  /** Empty where none is declared. */
  key: readonly ComparedColumn[]
}

/** With the hashes of all rows. */
export interface Hashed extends Compared {
  hashes: Record<SideName, Hashes>
  totals: Record<SideName, Totals>
}

/** Reads each side once. */
export async function hashRows(db: DuckDB, compared: Compared): Promise<Hashed> {
  const { sides, columns } = compared
  const hashes = await ofBoth((side) => {
    const h = rowHash(sideValues(columns, side))
    return materialise(db, `hashes_${side}`, { k: keyHash(compared, side), h }, sides[side].relation)
  })
  return { ...compared, hashes, totals: await ofBoth((side) => totalsOf(db, hashes[side])) }
}

/** SQL for the hash of a row's key, or of the whole row where there is none. */
export const keyHash = ({ columns, key }: Compared, side: SideName): string =>
  rowHash(sideValues(key.length > 0 ? key : columns, side))

/** @param condition SQL over the columns of the hashes */
export async function totalsOf(db: DuckDB, { name }: Hashes, condition = 'true'): Promise<Totals> {
  const [row] = await db.rows(`SELECT ${TOTALS} FROM ${name} WHERE ${condition}`)
  return toTotals(row)
}
