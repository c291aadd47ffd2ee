import { isMeasured } from '../model/measures/measure.ts'
import type { Trial } from '../model/record/schema.ts'

/**
 * Whether a trial's work time has the engine's start-up in it: the engine, or a step of it, did not say when it was ready. A
 * platform that told the work apart counted the start-up as `startMs`.
 */
export const isStartUpInWork = ({ runner, measures }: Trial): boolean =>
  !isMeasured(measures.initMs) && !(runner === 'remote' && isMeasured(measures.startMs))

/** Whether the work times of these trials mean the same, all with start-up or all without: else they can't be compared. */
export const isSameWork = (trials: readonly Trial[]): boolean =>
  new Set(trials.map(isStartUpInWork)).size <= 1
