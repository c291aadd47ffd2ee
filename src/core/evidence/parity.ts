import type { Table } from '../config/model.ts'
import type { Waiver } from '../config/policy.ts'
import { EVERY_COLUMN, isAccepted } from '../parity/declared.ts'
import type { ColumnFinding, TableFinding } from '../record/schema.ts'

/** Whether two outputs were the same data, under the declarations in force now. */
export type ParityState =
  | { state: 'pass' }
  /** Equal but for what somebody answers for. */
  | { state: 'waived'; waivers: Waiver[] }
  | { state: 'fail'; problems: string[] }
  /** One side delivered nothing, or nobody compared them. */
  | { state: 'unknown'; reason: string }

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
  const open = findings.filter((finding) => !passesNow(finding, declarations.tables[finding.table]))
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

function isDeclared(finding: ColumnFinding, table: Table): boolean {
  const { column, reason, kind, greatestAbs, greatestRel } = finding
  if (table.ignore.includes(column) || isAccepted(table, column, reason)) return true
  if (kind !== 'value') return false
  // A general tolerance holds for floating-point columns, which the count beyond it knew when it was made.
  const tolerance = Object.hasOwn(table.tolerance, column) ? table.tolerance[column] : undefined
  if (!tolerance) return Object.hasOwn(table.tolerance, EVERY_COLUMN) && finding.beyond === 0
  return (
    (greatestAbs !== null && greatestAbs <= tolerance.abs) ||
    (greatestRel !== null && greatestRel <= tolerance.rel)
  )
}

const waiverOf = (
  { table, columns, onlyBaseline, onlyEngine }: TableFinding,
  key: string,
  { waivers, asOf, tables }: Declarations,
): Waiver | undefined =>
  waivers.find((waiver) => {
    const isInForce = waiver.table === table && asOf <= waiver.expires && (waiver.keys?.includes(key) ?? true)
    if (!isInForce || waiver.column === undefined) return isInForce
    const declared = tables[table]
    const isOfColumn = (finding: ColumnFinding) =>
      finding.column === waiver.column || (declared !== undefined && isDeclared(finding, declared))
    return onlyBaseline === 0 && onlyEngine === 0 && columns.every(isOfColumn)
  })

const STABLE = /^v\d+:/

/** Compares outputs by fingerprints that are the same on any machine, as `record` stores them. */
export function judgeFingerprints(
  baseline: Record<string, { fingerprint: string }>,
  candidate: Record<string, { fingerprint: string }>,
): ParityState {
  const tables = [...new Set([...Object.keys(baseline), ...Object.keys(candidate)])].toSorted()
  const pairs = tables.map(
    (table) => [table, baseline[table]?.fingerprint, candidate[table]?.fingerprint] as const,
  )
  if (tables.length === 0 || pairs.some(([, ...both]) => both.some((each) => each && !STABLE.test(each))))
    return {
      state: 'unknown',
      reason: 'their outputs were made by different runs and not compared: run diff',
    }
  const problems = pairs.flatMap(([table, a, b]) => {
    if (a === undefined) return [`${table}: the baseline has none`]
    if (b === undefined) return [`${table}: the candidate has none`]
    return a === b ? [] : [`${table}: other data by its fingerprint; diff says which`]
  })
  return problems.length === 0 ? { state: 'pass' } : { state: 'fail', problems }
}
