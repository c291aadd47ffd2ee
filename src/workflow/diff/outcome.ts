import type { ExitCode } from '../../context.ts'
import { invalidOption } from '../../errors.ts'
import type { TableFinding } from '../../model/record/schema.ts'
import { worstOutcome } from '../../parity/finding.ts'
import type { ComparedPair } from '../../render/differences/diff-text.ts'

/** How all tables are: as the worst. One that only one side has, or that could not be compared, is different. */
export interface DiffOutcome {
  outcome: TableFinding['outcome']
  passes: boolean
  /** How many rows differ, where that is no more than was allowed and all else is equal; else null. */
  within: { rows: number; of: number; most: string } | null
  /** 2 where nothing differs, but a table could not be compared. */
  exitCode: ExitCode
}

/**
 * @param most how many rows may differ, of all tables: `0.1%` or `5`
 * @throws the problem of the only table; UserError `optionInvalid`
 */
export function outcomeOf(compared: readonly ComparedPair[], most?: string): DiffOutcome {
  const [only, ...others] = compared
  if (only?.pair.problem && others.length === 0) throw only.pair.problem
  const findings = compared.flatMap(({ comparison }) => comparison?.finding ?? [])
  const isComplete = findings.length === compared.length
  const passes = isComplete && findings.every((finding) => finding.passes)
  const differs = ({ pair, comparison }: ComparedPair) =>
    comparison ? !comparison.finding.passes : !pair.problem
  const within = most !== undefined && isComplete && !passes ? withinBound(findings, most) : null
  const exitCode = passes || within ? 0 : compared.some(differs) ? 1 : 2
  return { outcome: isComplete ? worstOutcome(findings) : 'different', passes, within, exitCode }
}

const BOUND = /^(\d+(?:\.\d+)?)(%?)$/

/** Refuses a bound that is none before anything is compared. */
export function requireBound(most: string | undefined): void {
  const [, number = '', percent] = BOUND.exec(most ?? '0') ?? []
  const isBound = percent === '%' ? Number(number) <= 100 : Number.isInteger(Number(number || 'x'))
  if (most !== undefined && !isBound)
    throw invalidOption(
      '--max-changed',
      most,
      'a share of the rows such as 0.1%, or a number of rows such as 5',
    )
}

function withinBound(findings: readonly TableFinding[], most: string): DiffOutcome['within'] {
  const isOfRows = findings.every(
    ({ passes, changed, columns }) =>
      passes || (changed !== null && columns.every(({ kind }) => kind === 'value')),
  )
  const sum = (count: (finding: TableFinding) => number) =>
    findings.reduce((total, finding) => total + count(finding), 0)
  const rows = sum((one) => (one.changed ?? 0) + (one.onlyBaseline ?? 0) + (one.onlyEngine ?? 0))
  const of = sum(({ baselineRows, engineRows }) => Math.max(baselineRows, engineRows))
  const [, number, percent] = BOUND.exec(most) ?? []
  const allowed = percent ? (Number(number) / 100) * of : Number(number)
  return isOfRows && rows <= allowed ? { rows, of, most } : null
}
