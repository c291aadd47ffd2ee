import { isUnwritten } from '../../model/record/older.ts'
import type { StoredTable } from '../../model/record/schema.ts'
import { holdsNothing } from '../../types/stable-types.ts'
import type { Difference, NotCompared } from './difference.ts'

/** The reason for a column of NULLs that has no type on one side. */
export const UNTYPED = 'null-type'

/** A table as `record` keeps it. */
export type Fingerprinted = Pick<StoredTable, 'fingerprint'> & Partial<StoredTable>

type StoredColumns = NonNullable<StoredTable['columns']>

/** What is declared of a table's columns. */
interface Allowed {
  differ: (column: string) => boolean
  beUntyped: (column: string) => boolean
}

/** What fingerprints say of a table: nothing where it is equal; `isVague` where the outputs themselves say more. */
interface Compared {
  difference?: Difference
  isVague?: boolean
  /** Columns that differ in nothing but that one side has no type for their NULLs, which is accepted. */
  untyped?: string[]
  doubt?: NotCompared
}

const vague = (difference: Difference): Compared => ({ difference, isVague: true })

/** Compares two tables of one name. */
export function compareTables(
  table: string,
  a: Fingerprinted | undefined,
  b: Fingerprinted | undefined,
  may: Allowed,
): Compared {
  if (a === undefined || b === undefined)
    return { difference: { kind: 'table', table, missingIn: a === undefined ? 'baseline' : 'candidate' } }
  if (a.fingerprint === b.fingerprint || isUnwritten(a) || isUnwritten(b)) return {}
  if (a.rows !== undefined && b.rows !== undefined && a.rows !== b.rows)
    return { difference: { kind: 'rows', table, baseline: a.rows, candidate: b.rows } }
  if (!a.columns || !b.columns) return vague({ kind: 'data', table })
  const sides = [a.columns, b.columns] as const
  const untyped = untypedColumns(a, b)
  const accepted = untyped.filter(may.beUntyped)
  const columns = differingColumns(a.columns, b.columns).filter((name) => !accepted.includes(name))
  if (!areEqualWhereValued(a, b)) {
    const retyped = otherFamilies(a.columns, b.columns).filter(({ name }) => !accepted.includes(name))
    return compareColumns(table, sides, columns, retyped, may)
  }
  if (columns.length === 0) return { untyped: accepted }
  const open = columns.filter((name) => untyped.includes(name))
  return open.length < columns.length
    ? compareColumns(table, sides, columns, [], may)
    : { difference: { kind: 'no-type', table, columns: open } }
}

function compareColumns(
  table: string,
  sides: readonly [StoredColumns, StoredColumns],
  columns: readonly string[],
  retyped: readonly Retyped[],
  may: Allowed,
): Compared {
  if (columns.length === 0) return vague({ kind: 'pairing', table })
  if (columns.every(may.differ)) return { doubt: { why: 'declared', table, columns: [...columns] } }
  if (retyped.length > 0) return vague({ kind: 'types', table, columns: [...retyped] })
  const lacking = (side: StoredColumns) => columns.filter((name) => side.every((each) => each.name !== name))
  const [missingInBaseline, missingInCandidate] = [lacking(sides[0]), lacking(sides[1])]
  const missing = new Set([...missingInBaseline, ...missingInCandidate])
  const values = columns.filter((name) => !missing.has(name))
  return vague({ kind: 'columns', table, missingInBaseline, missingInCandidate, values })
}

function differingColumns(a: StoredColumns, b: StoredColumns): string[] {
  const [ofA, ofB] = [a, b].map((columns) => new Map(columns.map((each) => [each.name, each.fingerprint])))
  const names = new Set([...a, ...b].map(({ name }) => name))
  return [...names].filter((name) => ofA?.get(name) !== ofB?.get(name)).toSorted()
}

/** A column, and the families of its types. */
type Retyped = (Difference & { kind: 'types' })['columns'][number]

/** Columns of both sides whose families differ. */
function otherFamilies(a: StoredColumns, b: StoredColumns): Retyped[] {
  const ofB = new Map(b.map(({ name, family }) => [name, family]))
  return a.flatMap(({ name, family: baseline }) => {
    const candidate = ofB.get(name)
    return candidate === undefined || candidate === baseline ? [] : [{ name, baseline, candidate }]
  })
}

const NO_TYPE = 'null'

/** Whether two tables are equal in all columns that hold any value: the same ones, and in the same rows. */
const areEqualWhereValued = (a: Fingerprinted, b: Fingerprinted): boolean =>
  a.rows === 0 || (a.valued ?? a.fingerprint) === (b.valued ?? b.fingerprint)

/** Columns that hold no value on either side, and on one have no type either, or are left out. */
function untypedColumns(a: Fingerprinted, b: Fingerprinted): string[] {
  const sides = [a, b].map(({ columns = [], rows = 0, format }) => ({
    byName: new Map(columns.map((column) => [column.name, column])),
    rows,
    format,
  }))
  const names = new Set(sides.flatMap(({ byName }) => [...byName.keys()]))
  return [...names].filter((name) => {
    const states = sides.map(({ byName, rows, format }) => {
      const column = byName.get(name)
      if (!column) return format !== undefined ? 'untyped' : 'valued'
      if (rows > 0 && !holdsNothing(column, rows)) return 'valued'
      return column.family === NO_TYPE ? 'untyped' : 'empty'
    })
    return !states.includes('valued') && states.includes('untyped')
  })
}
