import { EVERY_COLUMN, isAccepted } from '../parity/declared.ts'
import type { StoredTable } from '../record/schema.ts'
import { type Declarations, isInForce, own, tableOf, unseenColumns, unseenTables } from './declarations.ts'
import type { ParityState } from './parity.ts'
import { areEqualWhereValued, untypedColumns } from './untyped.ts'

const STABLE = /^v\d+:/
const UNTYPED = 'null-type'

/** An output as `record` keeps it. */
type Stored = Record<string, Fingerprinted>
type Fingerprinted = Pick<StoredTable, 'fingerprint'> & Partial<StoredTable>

/**
 * Compares outputs by fingerprints that are the same on any machine, as `record` stores them. They tell whether values
 * are equal, never how far apart: where all that differs is declared, both outputs are needed.
 *
 * @param asked which key, and the command that compares the outputs themselves
 */
export function judgeFingerprints(
  baseline: Stored,
  candidate: Stored,
  { key, diff }: { key: string; diff: string },
  declarations: Declarations,
): ParityState {
  const tables = [...new Set([...Object.keys(baseline), ...Object.keys(candidate)])].toSorted()
  const stored = [...Object.values(baseline), ...Object.values(candidate)]
  const isKept = [baseline, candidate].every((output) => Object.keys(output).length > 0)
  if (!isKept || stored.some(({ fingerprint }) => !STABLE.test(fingerprint)))
    return {
      state: 'unknown',
      reason:
        'their outputs were made by different runs, of which no fingerprints were kept: record both with --output',
    }
  const found = tables.map((table) => ({
    table,
    ...comparePair(table, own(baseline, table), own(candidate, table), {
      differ: mayDifferIn(table, key, declarations),
      beUntyped: mayBeUntypedIn(table, declarations),
    }),
  }))
  const problems = found.filter(({ problem }) => problem !== undefined)
  const waivers = problems.map(({ table }) =>
    declarations.waivers.find(
      (waiver) => waiver.column === undefined && isInForce(waiver, table, key, declarations.asOf),
    ),
  )
  const open = problems.filter((_, index) => waivers[index] === undefined)
  if (open.length > 0) {
    const known = open.flatMap(({ problem }) => problem ?? [])
    const isAll = open.every(({ isVague }) => !isVague)
    return { state: 'fail', problems: isAll ? known : [...known, `${diff} says more`] }
  }
  const [reason] = [
    ...unseenTables(new Set(tables), declarations),
    ...tables.flatMap((table) => unseenColumns(table, ignoredIn(table, baseline, candidate), declarations)),
    ...found.flatMap(({ doubt }) => (doubt === undefined ? [] : [`${doubt}: run ${diff}`])),
  ]
  if (reason !== undefined) return { state: 'unknown', reason }
  const declared = tables.flatMap((table) => {
    const ignore = tableOf(declarations, table)?.ignore ?? []
    const left = new Set([...ignore, ...ignoredIn(table, baseline, candidate)])
    const untyped = found.find((each) => each.table === table)?.untyped ?? []
    return [
      ...[...left].map((column) => `${table}.${column} is ignored`),
      ...untyped.map((column) => `${table}.${column} differs by ${UNTYPED}`),
    ]
  })
  const hasRows = stored.some(({ rows }) => rows !== 0)
  return waivers.length > 0
    ? { state: 'waived', declared, hasRows, waivers: waivers.filter((each) => each !== undefined) }
    : { state: 'pass', declared, hasRows }
}

/** Columns that the fingerprints of either side leave out. */
const ignoredIn = (table: string, ...outputs: Stored[]): string[] =>
  outputs.flatMap((output) => own(output, table)?.ignored ?? [])

/** What fingerprints say of a table: nothing where it is equal; `isVague` where the outputs themselves say more. */
interface Pair {
  problem?: string
  /** Columns that differ in nothing but that one side has no type for their NULLs, which is accepted. */
  untyped?: string[]
  isVague?: boolean
  doubt?: string
}

const vague = (problem: string): Pair => ({ problem, isVague: true })

function comparePair(
  table: string,
  a: Fingerprinted | undefined,
  b: Fingerprinted | undefined,
  may: Allowed,
): Pair {
  if (a === undefined) return { problem: `${table}: the baseline has none` }
  if (b === undefined) return { problem: `${table}: the candidate has none` }
  if (a.fingerprint === b.fingerprint) return {}
  if (a.rows !== b.rows) return { problem: `${table}: ${a.rows} rows against ${b.rows}` }
  if (!a.columns || !b.columns) return vague(`${table}: other data by its fingerprint`)
  const untyped = untypedColumns(a, b)
  const accepted = untyped.filter(may.beUntyped)
  const columns = differingColumns(a.columns, b.columns).filter((name) => !accepted.includes(name))
  if (!areEqualWhereValued(a, b)) {
    const retyped = otherFamilies(a.columns, b.columns).filter(({ name }) => !accepted.includes(name))
    return compareColumns(table, columns, retyped, may)
  }
  if (columns.length === 0) return { untyped: accepted }
  const open = columns.filter((name) => untyped.includes(name))
  return open.length < columns.length
    ? compareColumns(table, columns, [], may)
    : { problem: noType(table, open) }
}

function compareColumns(
  table: string,
  columns: readonly string[],
  retyped: readonly Retyped[],
  may: Allowed,
): Pair {
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
  return vague(`${table}: other values in ${columns.join(', ')}`)
}

const noType = (table: string, columns: readonly string[]): string =>
  `${table}: no value in ${columns.join(', ')}, and no type on one side. If that is the same to you, accept ${UNTYPED} there`

type StoredColumns = NonNullable<StoredTable['columns']>

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

/** What is declared of a table's columns. */
interface Allowed {
  differ: (column: string) => boolean
  beUntyped: (column: string) => boolean
}

const mayBeUntypedIn = (table: string, declarations: Declarations): ((column: string) => boolean) => {
  const declared = tableOf(declarations, table)
  return (column) => declared !== undefined && isAccepted(declared, column, UNTYPED)
}

/** Whether somebody declared a column in any way, or answers for it; a tolerance for every column may be meant for this one. */
function mayDifferIn(table: string, key: string, declarations: Declarations): (column: string) => boolean {
  const { ignore = [], accept = {}, tolerance = {} } = tableOf(declarations, table) ?? {}
  const waived = declarations.waivers.filter((waiver) => isInForce(waiver, table, key, declarations.asOf))
  return (column) =>
    ignore.includes(column) ||
    waived.some((waiver) => waiver.column === column) ||
    [accept, tolerance].some((declared) =>
      [column, EVERY_COLUMN].some((name) => Object.hasOwn(declared, name)),
    )
}
