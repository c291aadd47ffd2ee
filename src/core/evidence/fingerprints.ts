import { EVERY_COLUMN } from '../parity/declared.ts'
import { isUnwritten } from '../record/older.ts'
import type { StoredTable } from '../record/schema.ts'
import { type Declarations, isInForce, own, tableOf, unseenColumns, unseenTables } from './declarations.ts'
import type { ParityState } from './parity.ts'

const STABLE = /^v\d+:/

/** An output as `record` keeps it. */
type Stored = Record<string, Fingerprinted>
type Fingerprinted = Pick<StoredTable, 'fingerprint'> & Partial<StoredTable>

/**
 * Compares outputs by fingerprints that are the same on any machine, as `record` stores them. They tell whether values
 * are equal, never how far apart: where all that differs is declared, both outputs are needed.
 */
export function judgeFingerprints(
  baseline: Stored,
  candidate: Stored,
  key: string,
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
      closes: null,
    }
  const found = tables.map((table) => ({
    table,
    ...comparePair(table, own(baseline, table), own(candidate, table), mayDifferIn(table, key, declarations)),
  }))
  const problems = found.filter(({ problem }) => problem !== undefined)
  const waivers = problems.map(({ table }) =>
    declarations.waivers.find(
      (waiver) => waiver.column === undefined && isInForce(waiver, table, key, declarations.asOf),
    ),
  )
  const open = problems.filter((_, index) => waivers[index] === undefined)
  if (open.length > 0) {
    const problems = open.flatMap(({ problem }) => problem ?? [])
    return { state: 'fail', problems, isVague: open.some(({ isVague }) => isVague) }
  }
  const [unseen] = [
    ...unseenTables(new Set(tables), declarations),
    ...tables.flatMap((table) => unseenColumns(table, ignoredIn(table, baseline, candidate), declarations)),
  ]
  if (unseen !== undefined) return { state: 'unknown', reason: unseen, closes: null }
  const [doubt] = found.flatMap((each) => each.doubt ?? [])
  if (doubt !== undefined) return { state: 'unknown', reason: doubt, closes: 'diff' }
  const [unwritten] = unwrittenTables(baseline, candidate)
  if (unwritten) return { state: 'unknown', reason: unwritten.reason, closes: 'repeat' }
  const declared = tables.flatMap((table) => {
    const ignore = tableOf(declarations, table)?.ignore ?? []
    const left = new Set([...ignore, ...ignoredIn(table, baseline, candidate)])
    return [...left].map((column) => `${table}.${column} is ignored`)
  })
  const hasRows = stored.some(({ rows }) => rows !== 0)
  return waivers.length > 0
    ? { state: 'waived', declared, hasRows, waivers: waivers.filter((each) => each !== undefined) }
    : { state: 'pass', declared, hasRows }
}

/** Tables that a run left as it found them: they say nothing of that run, neither for it nor against it. */
export function unwrittenTables(baseline: Stored, candidate: Stored): { table: string; reason: string }[] {
  const of = (output: Stored, side: string) =>
    Object.entries(output).flatMap(([table, stored]) =>
      isUnwritten(stored) ? [{ table, reason: `${table}: the ${side}'s run wrote no file of it` }] : [],
    )
  return [...of(baseline, 'baseline'), ...of(candidate, 'candidate')]
}

/** Columns that the fingerprints of either side leave out. */
const ignoredIn = (table: string, ...outputs: Stored[]): string[] =>
  outputs.flatMap((output) => own(output, table)?.ignored ?? [])

/** What fingerprints say of a table: nothing where it is equal; `isVague` where the outputs themselves say more. */
interface Pair {
  problem?: string
  isVague?: boolean
  doubt?: string
}

const vague = (problem: string): Pair => ({ problem, isVague: true })

function comparePair(
  table: string,
  a: Fingerprinted | undefined,
  b: Fingerprinted | undefined,
  mayDiffer: (column: string) => boolean,
): Pair {
  if (a === undefined) return { problem: `${table}: the baseline has none` }
  if (b === undefined) return { problem: `${table}: the candidate has none` }
  if (a.fingerprint === b.fingerprint || isUnwritten(a) || isUnwritten(b)) return {}
  if (a.rows !== b.rows) return { problem: `${table}: ${a.rows} rows against ${b.rows}` }
  if (!a.columns || !b.columns) return vague(`${table}: other data by its fingerprint`)
  const retyped = otherFamilies(a.columns, b.columns)
  const columns = differingColumns(a.columns, b.columns)
  if (columns.length === 0)
    return vague(`${table}: each column holds the same values, but not in the same rows`)
  if (columns.every(mayDiffer))
    return {
      doubt: `${table}: ${columns.join(', ')} ${columns.length === 1 ? 'differs' : 'differ'}, which may be within what is declared`,
    }
  if (retyped.length > 0)
    return vague(`${table}: other types (${retyped.join(', ')}), whose values fingerprints cannot compare`)
  return vague(`${table}: ${differenceText(a.columns, b.columns, columns)}`)
}

/** `w is missing in the baseline, other values in amount`. */
function differenceText(a: StoredColumns, b: StoredColumns, columns: readonly string[]): string {
  const lacks = (side: StoredColumns) => columns.filter((name) => !side.some((each) => each.name === name))
  const [inA, inB] = [lacks(a), lacks(b)]
  const values = columns.filter((name) => !inA.includes(name) && !inB.includes(name))
  return [
    ...inA.map((name) => `${name} is missing in the baseline`),
    ...inB.map((name) => `${name} is missing in the candidate`),
    ...(values.length > 0 ? [`other values in ${values.join(', ')}`] : []),
  ].join(', ')
}

type StoredColumns = NonNullable<StoredTable['columns']>

function differingColumns(a: StoredColumns, b: StoredColumns): string[] {
  const [ofA, ofB] = [a, b].map((columns) => new Map(columns.map((each) => [each.name, each.fingerprint])))
  const names = new Set([...a, ...b].map(({ name }) => name))
  return [...names].filter((name) => ofA?.get(name) !== ofB?.get(name)).toSorted()
}

/** `amount text against integer`, for columns of both sides. */
function otherFamilies(a: StoredColumns, b: StoredColumns): string[] {
  const ofB = new Map(b.map(({ name, family }) => [name, family]))
  return a.flatMap(({ name, family }) => {
    const other = ofB.get(name)
    return other === undefined || other === family ? [] : [`${name} ${family} against ${other}`]
  })
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
