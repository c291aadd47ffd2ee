import type { QualifiedJob } from '../job.ts'
import type { Target } from '../target.ts'

/** Whether something speaks for one machine, against it, or is not known well enough. */
export type Side = 'for' | 'against' | 'open'

export const CRITERIA_NAMES = [
  'evidence',
  'time',
  'input',
  'shuffle',
  'plan',
  'code',
  'stream',
  'name',
  'sessions',
] as const
export type CriterionName = (typeof CRITERIA_NAMES)[number]

/** What a criterion found; its words are in src/render/qualify/. */
export interface Finding {
  criterion: CriterionName
  side: Side
  /** The figure that decided, null with the reason where there is none. */
  value: number | { value: null; reason: string }
  /** What it was held against: at most `for` speaks for one machine, more than `against` against it. */
  limits?: { for: number; against: number }
  /** Names that decided. */
  names?: string[]
}

/** One file a criterion. */
export interface Criterion {
  name: CriterionName
  judge(job: QualifiedJob, target: Target): Omit<Finding, 'criterion'>
}

/** A figure between two limits is open. */
export function between(value: number, limits: { for: number; against: number }): Omit<Finding, 'criterion'> {
  const side = value <= limits.for ? 'for' : value > limits.against ? 'against' : 'open'
  return { side, value, limits }
}
