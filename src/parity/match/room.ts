import type { DuckDB } from '../../duckdb/open.ts'
import { withRoom } from '../../tables/wide-rows.ts'
import { formatType } from '../../types/data-type.ts'
import type { ComparedColumn } from '../relate/schemas.ts'
import type { SideName } from '../relate/side.ts'

/** Of texts that differ: what is looked for in them is looked for in texts made of them. */
const COPIES = 3

/** Reads some columns of one side's rows so that their texts fit into memory, however they are looked into afterwards. */
export const readWithRoom = <T>(
  db: DuckDB,
  columns: readonly ComparedColumn[],
  side: SideName,
  from: string,
  query: (guard: string) => Promise<T>,
): Promise<T> => {
  const read = columns.map((column) => ({ name: column.name, type: formatType(column[side]) }))
  return withRoom(db, { from, columns: read, copies: COPIES }, query)
}
