import { isUnwritten } from '../../model/record/older.ts'
import type { StoredTable } from '../../model/record/schema.ts'
import { areEqualWhereValued, untypedColumns } from './untyped.ts'

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
interface Difference {
  problem?: string
  /** Columns that differ in nothing but that one side has no type for their NULLs, which is accepted. */
  untyped?: string[]
  isVague?: boolean
  doubt?: string
}

const vague = (problem: string): Difference => ({ problem, isVague: true })

/** Compares two tables of one name. */
export function compareTables(
  table: string,
  a: Fingerprinted | undefined,
  b: Fingerprinted | undefined,
  may: Allowed,
): Difference {
  if (a === undefined) return { problem: `${table}: the baseline has none` }
  if (b === undefined) return { problem: `${table}: the candidate has none` }
  if (a.fingerprint === b.fingerprint || isUnwritten(a) || isUnwritten(b)) return {}
  if (a.rows !== b.rows) return { problem: `${table}: ${a.rows} rows against ${b.rows}` }
  if (!a.columns || !b.columns) return vague(`${table}: other data by its fingerprint`)
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
    : { problem: noType(table, open) }
}

function compareColumns(
  table: string,
  sides: readonly [StoredColumns, StoredColumns],
  columns: readonly string[],
  retyped: readonly Retyped[],
  may: Allowed,
): Difference {
  if (columns.length === 0)
    return vague(`${table}: each column holds the same values, but not in the same rows`)
  if (columns.every(may.differ))
    return {
      doubt: `${table}: ${columns.join(', ')} ${columns.length === 1 ? 'differs' : 'differ'}, which may be within what is declared`,
    }
  if (retyped.length > 0) {
    const types = retyped.map(({ text }) => text).join(', ')
    return vague(`${table}: other types (${types}), whose values fingerprints cannot compare`)
  }
  return vague(`${table}: ${differenceText(sides, columns)}`)
}

/** `w is missing in the baseline, other values in amount`. */
function differenceText([a, b]: readonly [StoredColumns, StoredColumns], columns: readonly string[]): string {
  const lacks = (side: StoredColumns) => columns.filter((name) => !side.some((each) => each.name === name))
  const [inA, inB] = [lacks(a), lacks(b)]
  const values = columns.filter((name) => !inA.includes(name) && !inB.includes(name))
  return [
    ...inA.map((name) => `${name} is missing in the baseline`),
    ...inB.map((name) => `${name} is missing in the candidate`),
    ...(values.length > 0 ? [`other values in ${values.join(', ')}`] : []),
  ].join(', ')
}

const noType = (table: string, columns: readonly string[]): string =>
  `${table}: no value in ${columns.join(', ')}, and no type on one side. If that is the same to you, accept ${UNTYPED} there`

function differingColumns(a: StoredColumns, b: StoredColumns): string[] {
  const [ofA, ofB] = [a, b].map((columns) => new Map(columns.map((each) => [each.name, each.fingerprint])))
  const names = new Set([...a, ...b].map(({ name }) => name))
  return [...names].filter((name) => ofA?.get(name) !== ofB?.get(name)).toSorted()
}

interface Retyped {
  name: string
  /** `amount text against integer`. */
  text: string
}

/** Columns of both sides whose families differ. */
function otherFamilies(a: StoredColumns, b: StoredColumns): Retyped[] {
  const ofB = new Map(b.map(({ name, family }) => [name, family]))
  return a.flatMap(({ name, family }) => {
    const other = ofB.get(name)
    return other === undefined || other === family
      ? []
      : [{ name, text: `${name} ${family} against ${other}` }]
  })
}
