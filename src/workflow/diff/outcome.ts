import type { ExitCode } from '../../context.ts'
import { invalidOption } from '../../errors.ts'
import type { TableFinding } from '../../model/record/schema.ts'
import { worstOutcome } from '../../parity/finding.ts'
import type { ComparedPair } from '../../render/differences/diff-page.ts'

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
 * @param bound how many rows may differ; undefined where none may
 * @throws the problem of the only table
 */
export function outcomeOf(compared: readonly ComparedPair[], bound: Bound | undefined): DiffOutcome {
  const [only, ...others] = compared
  if (only?.pair.problem && others.length === 0) throw only.pair.problem
  const findings = compared.flatMap(({ comparison }) => comparison?.finding ?? [])
  const isComplete = findings.length === compared.length
  const passes = isComplete && findings.every((finding) => finding.passes)
  const differs = ({ pair, comparison }: ComparedPair) =>
    comparison ? !comparison.finding.passes : !pair.problem
  const within = bound && isComplete && !passes ? withinBound(findings, bound) : null
  const exitCode = passes || within ? 0 : compared.some(differs) ? 1 : 2
  return { outcome: isComplete ? worstOutcome(findings) : 'different', passes, within, exitCode }
}

/** How many rows may differ: a part of each table's, or a number of all tables together. */
export interface Bound {
  /** As it was given. */
  text: string
  share: number | null
  rows: number
}

/** @throws UserError `optionInvalid` */
export function toBound(text: string): Bound {
  const [, number, percent] = /^(\d+(?:\.\d+)?)(%?)$/.exec(text) ?? []
  const value = Number(number)
  if (percent === '%' && value <= 100) return { text, share: value / 100, rows: 0 }
  if (percent === '' && Number.isInteger(value)) return { text, share: null, rows: value }
  throw invalidOption(
    '--max-changed',
    text,
    'a share of the rows such as 0.1%, or a number of rows such as 5',
  )
}

function withinBound(
  findings: readonly TableFinding[],
  { text, share, rows: most }: Bound,
): DiffOutcome['within'] {
  const isOfRows = findings.every(
    ({ passes, changed, columns }) =>
      passes || (changed !== null && columns.every(({ kind }) => kind === 'value')),
  )
  const counts = findings.map((finding) => ({ rows: differingRows(finding), of: rowsOf(finding) }))
  const total = { rows: 0, of: 0 }
  for (const { rows, of } of counts) {
    total.rows += rows
    total.of += of
  }
  const isWithin = share === null ? total.rows <= most : counts.every(({ rows, of }) => rows <= share * of)
  return isOfRows && isWithin ? { ...total, most: text } : null
}

const rowsOf = ({ baselineRows, engineRows }: TableFinding): number => Math.max(baselineRows, engineRows)

/** Rows beyond what is declared, or a few more: one that is beyond it in two columns may count twice. */
function differingRows({ changed, onlyBaseline, onlyEngine, columns }: TableFinding): number {
  const beyond = columns.reduce((sum, column) => sum + (column.beyond ?? column.count ?? 0), 0)
  return Math.min(changed ?? 0, beyond) + (onlyBaseline ?? 0) + (onlyEngine ?? 0)
}
