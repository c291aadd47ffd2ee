import type { ExitCode } from '../../context.ts'
import type { TableFinding } from '../../model/record/schema.ts'
import { worstOutcome } from '../../parity/finding.ts'
import type { ComparedPair } from '../../render/differences/diff-text.ts'

/** How all tables are: as the worst. One that only one side has, or that could not be compared, is different. */
export interface DiffOutcome {
  outcome: TableFinding['outcome']
  passes: boolean
  /** 2 where nothing differs, but a table could not be compared. */
  exitCode: ExitCode
}

/** @throws the problem of the only table */
export function outcomeOf(compared: readonly ComparedPair[]): DiffOutcome {
  const [only, ...others] = compared
  if (only?.pair.problem && others.length === 0) throw only.pair.problem
  const findings = compared.flatMap(({ comparison }) => comparison?.finding ?? [])
  const isComplete = findings.length === compared.length
  const passes = isComplete && findings.every((finding) => finding.passes)
  const differs = ({ pair, comparison }: ComparedPair) =>
    comparison ? !comparison.finding.passes : !pair.problem
  const exitCode = passes ? 0 : compared.some(differs) ? 1 : 2
  return { outcome: isComplete ? worstOutcome(findings) : 'different', passes, exitCode }
}
