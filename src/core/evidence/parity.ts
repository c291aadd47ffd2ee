import type { Table, Tolerance } from '../config/model.ts'
import type { Waiver } from '../config/policy.ts'
import { EVERY_COLUMN, isAccepted } from '../parity/declared.ts'
import { REASONS } from '../parity/reasons.ts'
import type { ColumnFinding, StoredTable, TableFinding } from '../record/schema.ts'

/** Whether two outputs were the same data, under the declarations in force now. */
export type ParityState =
  | { state: 'pass' }
  /** Equal but for what somebody answers for. */
  | { state: 'waived'; waivers: Waiver[] }
  | { state: 'fail'; problems: string[] }
  /** Nobody compared them, though both are there. */
  | { state: 'unknown'; reason: string }
  /** One side delivered nothing. */
  | { state: 'no-output'; reason: string }

const WORST_FIRST: ParityState['state'][] = ['fail', 'unknown', 'waived', 'pass', 'no-output']

/** Of repeats of one comparison, the worst: a difference is not undone by measuring again. */
export const worstParity = (states: readonly ParityState[]): ParityState =>
  states.toSorted((a, b) => WORST_FIRST.indexOf(a.state) - WORST_FIRST.indexOf(b.state))[0] ?? {
    state: 'no-output',
    reason: 'nothing ran',
  }

/** What a finding is judged under: the declarations and waivers of now, not of when it was made. */
export interface Declarations {
  tables: Record<string, Table>
  waivers: readonly Waiver[]
  /** UTC day on which waivers must still hold. */
  asOf: string
}

/** Judges findings of a comparison anew. */
export function judgeFindings(
  findings: readonly TableFinding[],
  key: string,
  declarations: Declarations,
): ParityState {
  const open = findings.filter((finding) => !passesNow(finding, tableOf(declarations, finding.table)))
  if (open.length === 0) return { state: 'pass' }
  const waivers = open.map((finding) => waiverOf(finding, key, declarations))
  if (waivers.every((waiver) => waiver !== undefined)) return { state: 'waived', waivers }
  return {
    state: 'fail',
    problems: open
      .filter((_, index) => waivers[index] === undefined)
      .map(({ table, summary }) => `${table}: ${summary}`),
  }
}

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

/** A table may be called `constructor`. */
const tableOf = ({ tables }: Declarations, name: string): Table | undefined =>
  Object.hasOwn(tables, name) ? tables[name] : undefined

function isDeclared(finding: ColumnFinding, table: Table): boolean {
  const { column, reason, kind, beyond, tolerance: then } = finding
  if (table.ignore.includes(column) || isAccepted(table, column, reason)) return true
  if (kind !== 'value') return false
  // A general tolerance holds for floating-point columns, which the count beyond it knew when it was made.
  const name = [column, EVERY_COLUMN].find((each) => Object.hasOwn(table.tolerance, each))
  const now = name === undefined ? undefined : table.tolerance[name]
  if (!now) return false
  if (then && beyond === 0 && then.abs <= now.abs && then.rel <= now.rel) return true
  return name === column && isWithin(finding, now)
}

/** By the greatest differences, which are those of all pairs only where the reason is one of numbers. */
function isWithin({ reason, greatestAbs, greatestRel }: ColumnFinding, { abs, rel }: Tolerance): boolean {
  if (!REASONS[reason]?.declare) return false
  return (greatestAbs !== null && greatestAbs <= abs) || (greatestRel !== null && greatestRel <= rel)
}

/** Whether a waiver is for a table and a key, and still holds. */
const isInForce = (waiver: Waiver, table: string, key: string, asOf: string): boolean =>
  waiver.table === table && asOf <= waiver.expires && (waiver.keys?.includes(key) ?? true)

const waiverOf = (
  { table, columns, onlyBaseline, onlyEngine }: TableFinding,
  key: string,
  declarations: Declarations,
): Waiver | undefined =>
  declarations.waivers.find((waiver) => {
    if (!isInForce(waiver, table, key, declarations.asOf)) return false
    if (waiver.column === undefined) return true
    const declared = tableOf(declarations, table)
    const isOfColumn = (finding: ColumnFinding) =>
      finding.column === waiver.column || (declared !== undefined && isDeclared(finding, declared))
    return onlyBaseline === 0 && onlyEngine === 0 && columns.every(isOfColumn)
  })

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
  if (tables.length === 0 || stored.some(({ fingerprint }) => !STABLE.test(fingerprint)))
    return {
      state: 'unknown',
      reason: 'their outputs were made by different runs and not compared: run diff',
    }
  const found = tables.map((table) => ({
    table,
    ...comparePair(table, baseline[table], candidate[table], tableOf(declarations, table)),
  }))
  const problems = found.flatMap(({ table, problem }) => (problem === undefined ? [] : [{ table, problem }]))
  const waivers = problems.map(({ table }) =>
    declarations.waivers.find(
      (waiver) => waiver.column === undefined && isInForce(waiver, table, key, declarations.asOf),
    ),
  )
  const open = problems.filter((_, index) => waivers[index] === undefined)
  if (open.length > 0) return { state: 'fail', problems: open.map(({ problem }) => problem) }
  const [reason] = found.flatMap((each) => each.reason ?? [])
  if (reason !== undefined) return { state: 'unknown', reason }
  return waivers.length > 0
    ? { state: 'waived', waivers: waivers.filter((each) => each !== undefined) }
    : { state: 'pass' }
}

function comparePair(
  table: string,
  a: Fingerprinted | undefined,
  b: Fingerprinted | undefined,
  declared: Table | undefined,
): { problem?: string; reason?: string } {
  if (a === undefined) return { problem: `${table}: the baseline has none` }
  if (b === undefined) return { problem: `${table}: the candidate has none` }
  if (a.fingerprint === b.fingerprint) return {}
  if (a.rows !== b.rows) return { problem: `${table}: ${a.rows} rows against ${b.rows}` }
  if (!a.columns || !b.columns) return { problem: `${table}: other data by its fingerprint; diff says which` }
  const columns = differingColumns(a.columns, b.columns)
  if (columns.length === 0)
    return { problem: `${table}: each column holds the same values, but not in the same rows` }
  if (declared && columns.every((column) => mayDiffer(column, declared)))
    return {
      reason: `${table}: ${columns.join(', ')} differ, which may be within what is declared: run diff on both outputs`,
    }
  return { problem: `${table}: other values in ${columns.join(', ')}; diff says which` }
}

type StoredColumns = NonNullable<StoredTable['columns']>

function differingColumns(a: StoredColumns, b: StoredColumns): string[] {
  const [ofA, ofB] = [a, b].map((columns) => new Map(columns.map((each) => [each.name, each.fingerprint])))
  const names = new Set([...a, ...b].map(({ name }) => name))
  return [...names].filter((name) => ofA?.get(name) !== ofB?.get(name)).toSorted()
}

/** Whether a column is declared in any way; a tolerance for every column may be meant for this one. */
const mayDiffer = (column: string, { ignore, accept, tolerance }: Table): boolean =>
  ignore.includes(column) ||
  [accept, tolerance].some((declared) => [column, EVERY_COLUMN].some((name) => Object.hasOwn(declared, name)))
