import type { StoredTable } from '../../model/record/schema.ts'
import { holdsNothing } from '../../types/stable-types.ts'

type Fingerprinted = Pick<StoredTable, 'fingerprint'> & Partial<StoredTable>

const NO_TYPE = 'null'

/** Whether two tables are equal in all columns that hold any value: the same ones, and in the same rows. */
export const areEqualWhereValued = (a: Fingerprinted, b: Fingerprinted): boolean =>
  a.rows === 0 || (a.valued ?? a.fingerprint) === (b.valued ?? b.fingerprint)

/** Columns that hold no value on either side, and on one have no type either, or are left out of its JSON. */
export function untypedColumns(a: Fingerprinted, b: Fingerprinted): string[] {
  const sides = [a, b].map(({ columns = [], rows = 0, format }) => ({
    byName: new Map(columns.map((column) => [column.name, column])),
    rows,
    format,
  }))
  const names = new Set(sides.flatMap(({ byName }) => [...byName.keys()]))
  return [...names].filter((name) => {
    const states = sides.map(({ byName, rows, format }) => {
      const column = byName.get(name)
      if (!column) return format === 'json' ? 'untyped' : 'valued'
      if (rows > 0 && !holdsNothing(column, rows)) return 'valued'
      return column.family === NO_TYPE ? 'untyped' : 'empty'
    })
    return !states.includes('valued') && states.includes('untyped')
  })
}
