import type { Clock } from '../model/measures/clock.ts'
import { MEASURES } from '../model/measures/registry.ts'

/** A clock by its full name. */
export const CLOCK_NAMES: Record<Clock, string> = {
  total: 'total time',
  work: 'work time',
  p95: 'p95 latency',
}

/** What a clock tells, in a sentence that needs no more than that: `time`, `p95 latency`. */
export const clockWord = (clock: Clock): string => (clock === 'total' ? 'time' : CLOCK_NAMES[clock])

/** A figure of a clock in its own unit: `1 min 12 s`, `61.3 ms`. */
export const clockText = (clock: Clock, seconds: number): string =>
  MEASURES[`${clock}Ms`].format(1000 * seconds)
