import type { ExitCode } from '../../context.ts'
import type { TableFinding } from '../../model/record/schema.ts'
import { worstOutcome } from '../../parity/finding.ts'
import type { ComparedPair } from '../../render/differences/diff-text.ts'

/**
 * The worst of all tables; one that only one side has, or that could not be compared, is different.
 *
 * @throws the problem of the only table
 */
export function outcomeOf(compared: readonly ComparedPair[]): TableFinding['outcome'] {
  const [only, ...others] = compared
  if (only?.pair.problem && others.length === 0) throw only.pair.problem
  const findings = compared.flatMap(({ comparison }) => comparison?.finding ?? [])
  return findings.length === compared.length ? worstOutcome(findings) : 'different'
}

/** 2 where all that keeps the answer from being «equal» is what could not be compared. */
export function exitCodeOf(compared: readonly ComparedPair[]): ExitCode {
  const isEqual = ({ comparison }: ComparedPair) => comparison?.finding.passes === true
  if (compared.every(isEqual)) return 0
  return compared.every((one) => isEqual(one) || (one.pair.problem && !one.comparison)) ? 2 : 1
}
