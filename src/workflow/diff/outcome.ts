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

/** A share is one of each table's rows, a number one of all tables together. */
function withinBound(findings: readonly TableFinding[], most: string): DiffOutcome['within'] {
  const isOfRows = findings.every(
    ({ passes, changed, columns }) =>
      passes || (changed !== null && columns.every(({ kind }) => kind === 'value')),
  )
  const [, number, percent] = BOUND.exec(most) ?? []
  const counts = findings.map((finding) => ({ rows: differingRows(finding), of: rowsOf(finding) }))
  const total = { rows: 0, of: 0 }
  for (const { rows, of } of counts) {
    total.rows += rows
    total.of += of
  }
  const isWithin = percent
    ? counts.every(({ rows, of }) => rows <= (Number(number) / 100) * of)
    : total.rows <= Number(number)
  return isOfRows && isWithin ? { ...total, most } : null
}

const rowsOf = ({ baselineRows, engineRows }: TableFinding): number => Math.max(baselineRows, engineRows)

/** Rows beyond what is declared, or a few more: one that is beyond it in two columns may count twice. */
function differingRows({ changed, onlyBaseline, onlyEngine, columns }: TableFinding): number {
  const beyond = columns.reduce((sum, column) => sum + (column.beyond ?? column.count ?? 0), 0)
  return Math.min(changed ?? 0, beyond) + (onlyBaseline ?? 0) + (onlyEngine ?? 0)
}
