import type { Criterion } from './criterion.ts'
import { codeCriterion, planCriterion } from './plan.ts'
import { evidenceCriterion, nameCriterion, sessionsCriterion, streamCriterion } from './runs.ts'
import { inputCriterion, shuffleCriterion } from './sizes.ts'
import { timeCriterion } from './time.ts'

/** In the order in which they are told. */
export const CRITERIA: readonly Criterion[] = [
  evidenceCriterion,
  timeCriterion,
  inputCriterion,
  shuffleCriterion,
  planCriterion,
  codeCriterion,
  streamCriterion,
  nameCriterion,
  sessionsCriterion,
]
