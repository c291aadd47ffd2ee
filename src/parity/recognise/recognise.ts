import type { Case, Cases, Claim } from '../../reasons/case.ts'
import type { Details, Reason } from '../../reasons/reason.ts'
import { REGISTRY } from '../../reasons/registry.ts'
import { type Steps, stepsOf } from '../../reasons/steps.ts'
import type { DataType } from '../../types/data-type.ts'

/** A case with its reason, and what its words need, where that is known of all its pairs. */
export type NamedCase = Case & Claim & { details?: Details }
export type NamedCases = NamedCase | Cases

/** What values of a type may differ for: cases in the order in which they are tried, and what they read. */
export const recognise = (type: DataType): Steps & { cases: NamedCases[] } => ({
  ...stepsOf(type),
  cases: REGISTRY.flatMap((reason) => (reason.cases?.(type) ?? []).map((one) => named(reason, one))),
})

const named = ({ id }: Reason, one: Case | Cases): NamedCases =>
  'within' in one ? one : { ...one, reason: one.reason ?? id }

/** SQL for a query with further columns, each step of which reads those of the steps before it. */
export const withSteps = (query: string, steps: readonly string[]): string =>
  steps.reduce((from, step) => `(SELECT *, ${step} FROM ${from})`, query)
