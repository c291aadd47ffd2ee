import { isMeasured } from '../../model/measures/measure.ts'
import type { Trial } from '../../model/record/schema.ts'
import { estimateSeconds, type Timing } from '../../plan/estimate.ts'
import type { PlannedComparison } from '../../plan/plan.ts'
import { rememberTimings, timingKey } from './timings.ts'

/** Knows how far a run is and how long trials take here. */
export interface Pacer {
  /** Seconds to expect of one trial, of a service those of its load at least; undefined where nothing is known. */
  expected(plan: PlannedComparison, engine: string): number | undefined
  /** `[3/14]` for the trial that begins now. */
  position(): string
  record(plan: PlannedComparison, engine: string, trial: Trial): void
  /** Keeps what was measured for the next run's plan. */
  save(): Promise<void>
}

/**
 * @param bytes of a comparison's input; undefined where they are not known yet
 * @param earlier what this machine measured before
 */
export function createPacer(
  trials: number,
  configPath: string,
  bytes: (plan: PlannedComparison) => number | undefined,
  earlier: Record<string, Timing>,
): Pacer {
  const timings = { ...earlier }
  const measured: Record<string, Timing> = {}
  const key = (plan: PlannedComparison, engine: string) => timingKey(configPath, plan.job.name, engine)
  let position = 0
  return {
    expected: (plan, engine) =>
      plan.job.service?.seconds ??
      estimateSeconds(bytes(plan), timings[key(plan, engine)], plan.job.engines[engine]?.pace),
    position: () => {
      position += 1
      return `[${String(position).padStart(String(trials).length)}/${trials}]`
    },
    record: (plan, engine, { measures, outcome }) => {
      const { totalMs } = measures
      const size = bytes(plan)
      if (outcome !== 'ok' || !isMeasured(totalMs) || size === undefined) return
      measured[key(plan, engine)] = { seconds: totalMs / 1000, bytes: size }
      Object.assign(timings, measured)
    },
    save: () => rememberTimings(measured),
  }
}
