import { allowsAll, isAccepted } from '../../model/config/declared.ts'
import type { Table, Tolerance } from '../../model/config/model.ts'
import type { Waiver } from '../../model/config/policy.ts'
import { EVERY_COLUMN } from '../../model/config/table-schema.ts'
import type { ColumnFinding, TableFinding } from '../../model/record/schema.ts'
import { isOfNumbers } from '../../reasons/catalogue.ts'
import {
  type Declarations,
  isInForce,
  tableOf,
  unkeptColumns,
  unseenColumns,
  unseenTables,
} from './declarations.ts'
import type { DeclarationUse, Difference, NotCompared } from './difference.ts'

/** Whether two outputs were the same data, under the declarations in force now, and which of these that took. */
export type ParityState =
  | ({ state: 'pass' } & Equal)
  /** Equal but for what somebody answers for. */
  | ({ state: 'waived'; waivers: Waiver[] } & Equal)
  | {
      state: 'fail'
      differences: Difference[]
      /** Whether comparing the outputs themselves says more. */
      isVague: boolean
    }
  | {
      /** Nobody compared them, though both are there. */
      state: 'unknown'
      reason: NotCompared
      /** What answers it: a diff of the outputs themselves, or any repeat that can be compared. */
      closes: 'diff' | 'repeat' | null
    }
  /** One side delivered nothing. */
  | { state: 'no-output'; reason: NotCompared }

/** What made outputs equal. */
export interface Equal {
  /** The tables' declarations that it took. */
  declared: DeclarationUse[]
  /** Whether there was any row to be equal. */
  hasRows: boolean
}

/** Equal, or waived: what the gate may pass on. */
export const isEqual = (state: ParityState): state is Extract<ParityState, Equal> =>
  state.state === 'pass' || state.state === 'waived'

const RANKS: Record<ParityState['state'], number> = {
  fail: 4,
  unknown: 3,
  waived: 2,
  pass: 1,
  'no-output': 0,
}

const NOTHING_RAN: ParityState = { state: 'no-output', reason: { why: 'no-output', engine: null } }

/** Of repeats of one comparison, the worst: a difference is not undone by measuring again. */
export function worstParity([first = NOTHING_RAN, ...rest]: readonly ParityState[]): ParityState {
  const worst = rest.reduce((most, each) => (RANKS[each.state] > RANKS[most.state] ? each : most), first)
  if (!isEqual(worst)) return worst
  const declared = [first, ...rest].flatMap((each) => (isEqual(each) ? each.declared : []))
  return { ...worst, declared: distinct(declared) }
}

/**
 * Judges again what a record's comparison found: the candidate's tables, and the baseline's own repeats. What was not
 * compared then is not known now.
 */
export function judgeFindings(
  all: readonly TableFinding[],
  { baseline, candidate }: { baseline: string; candidate: string },
  partition: string,
  declarations: Declarations,
): ParityState {
  const findings = all.filter(({ engine }) => engine === candidate || engine === baseline)
  const compared = new Set(findings.filter(({ engine }) => engine === candidate).map(({ table }) => table))
  const open = findings.filter((finding) => !passesNow(finding, tableOf(declarations, finding.table)))
  const waivers = open.map((finding) => waiverOf(finding, partition, declarations))
  const failing = open.filter((_, index) => waivers[index] === undefined)
  if (failing.length > 0) return { state: 'fail', differences: failing.map(differenceOf), isVague: false }
  const [unknown] = [
    ...unseenTables(compared, declarations),
    ...findings.flatMap(({ table, ignored }) => unseenColumns(table, ignored, declarations)),
    ...findings.flatMap((finding) => unkeptColumns(finding, declarations)),
  ]
  if (unknown !== undefined) return { state: 'unknown', reason: unknown, closes: null }
  const passing = findings.filter((finding) => !open.includes(finding))
  const declared = distinct(
    passing.flatMap((finding) => usesOf(finding, tableOf(declarations, finding.table))),
  )
  const hasRows = findings.some(({ baselineRows }) => baselineRows > 0)
  return equalBut({ declared, hasRows }, waivers)
}

/** Equal outputs; waived where somebody answers for what differs. */
export const equalBut = (equal: Equal, waivers: readonly (Waiver | undefined)[]): ParityState =>
  waivers.length > 0
    ? { state: 'waived', ...equal, waivers: waivers.filter((each) => each !== undefined) }
    : { state: 'pass', ...equal }

/** What differs, with what passed then by declarations that are gone. */
function differenceOf({ table, passes, summary, columns }: TableFinding): Difference {
  const names = [...new Set(columns.map(({ column }) => column))]
  return { kind: 'found', table, summary, undeclaredSince: passes ? names : null }
}

/** What of a table's declarations made it pass. */
function usesOf(finding: TableFinding, table: Table | undefined): DeclarationUse[] {
  const { table: name, ignored, columns, outcome } = finding
  const left = new Set([...ignored, ...(table?.ignore ?? [])])
  return [
    ...ignoredUses(name, left),
    ...columns
      .filter(({ column }) => outcome !== 'exact' && !left.has(column))
      .map(({ column, reason }): DeclarationUse => {
        const isClose = table !== undefined && !isAccepted(table, column, reason)
        return { table: name, column, by: isClose ? 'tolerance' : { reason } }
      }),
  ]
}

export const ignoredUses = (table: string, columns: ReadonlySet<string>): DeclarationUse[] =>
  [...columns].map((column) => ({ table, column, by: 'ignore' }))

/** Each once, in the order in which they first come. */
export const distinct = (uses: readonly DeclarationUse[]): DeclarationUse[] => [
  ...new Map(uses.map((use) => [JSON.stringify(use), use])).values(),
]

/**
 * Whether a finding passes under the declarations of now. What passed when it was made, and needs no declaration,
 * passes for ever; a row without a partner never does.
 */
function passesNow(finding: TableFinding, table: Table | undefined): boolean {
  if (finding.outcome === 'exact') return true
  if (!table) return finding.passes
  if (finding.onlyBaseline !== 0 || finding.onlyEngine !== 0 || finding.changed === null) return false
  return finding.columns.length > 0 && finding.columns.every((column) => isDeclared(column, table))
}

function isDeclared(finding: ColumnFinding, table: Table): boolean {
  const { column, reason, kind, beyond, tolerance: then } = finding
  if (table.ignore.includes(column) || isAccepted(table, column, reason)) return true
  if (kind !== 'value') return false
  // A general tolerance holds for floating-point columns, which the count beyond it knew when it was made.
  const name = [column, EVERY_COLUMN].find((each) => Object.hasOwn(table.tolerance, each))
  const now = name === undefined ? undefined : table.tolerance[name]
  if (!now) return false
  if (then && beyond === 0 && allowsAll(now, then)) return true
  return name === column && isWithin(finding, now)
}

/** By the greatest differences, where these are of all pairs: in records of before, where the reason is one of numbers. */
function isWithin(finding: ColumnFinding, { abs, rel, seconds = 0 }: Tolerance): boolean {
  const { reason, count, measured, greatestAbs, greatestRel, greatestSeconds = null } = finding
  const isOfAll = measured === undefined ? isOfNumbers(reason) : measured === count
  if (!isOfAll) return false
  const limits = [
    [greatestAbs, abs],
    [greatestRel, rel],
    [greatestSeconds, seconds],
  ] as const
  return limits.some(([greatest, limit]) => greatest !== null && greatest <= limit)
}

const waiverOf = (
  { table, columns, more, onlyBaseline, onlyEngine }: TableFinding,
  partition: string,
  declarations: Declarations,
): Waiver | undefined =>
  declarations.waivers.find((waiver) => {
    if (!isInForce(waiver, table, partition, declarations.asOf)) return false
    if (waiver.column === undefined) return true
    const declared = tableOf(declarations, table)
    const isOfColumn = (finding: ColumnFinding) =>
      finding.column === waiver.column || (declared !== undefined && isDeclared(finding, declared))
    return onlyBaseline === 0 && onlyEngine === 0 && more === undefined && columns.every(isOfColumn)
  })
