import { dependenceInflation } from '../../src/statistics/autocorrelation.ts'
import { averageByDays } from '../../src/statistics/average-days.ts'
import { decide } from '../../src/statistics/decision.ts'
import { levelFor } from '../../src/statistics/level.ts'
import { mean, standardDeviation } from '../../src/statistics/sample.ts'
import { studentTQuantile } from '../../src/statistics/student-t.ts'

export const ALPHA = 0.05
/** One candidate, first epoch. */
export const LEVEL = levelFor(ALPHA, { candidates: 1, epoch: 1 })
export const DAYS = 28
/** Before it no verdict is «retire». */
export const WINDOW = 14
const FIRST = 5
const MOST_DAYS = 500

/** What one day's look says of the mean against a bound of 0. */
export type Look = (x: readonly number[]) => 'pass' | 'fail' | 'not yet'

export interface Rule {
  name: string
  averageDays: 1 | 2 | 7
  look: Look
}

export const plain =
  (alpha: number): Look =>
  (x) =>
    decide(x, 0, alpha).outcome

/** The verdict's own: src/verdict/gates/bounds.ts. */
export const widened =
  (alpha: number): Look =>
  (x) =>
    decide(x, 0, alpha, dependenceInflation(x)).outcome

const T = Array.from({ length: MOST_DAYS }, (_, n) =>
  n > 1 ? studentTQuantile(1 - ALPHA / 2, n - 1) : Infinity,
)

/** Of a t interval at 5 %, in the unit of `x`. */
export const tHalfWidth = (x: readonly number[]): number =>
  ((T[x.length] ?? 0) * standardDeviation(x)) / Math.sqrt(x.length)

/** What many would do: a t-test at 5 % every day from the fifth on. */
export const tTest: Look = (x) => {
  const halfWidth = tHalfWidth(x)
  if (mean(x) + halfWidth < 0) return 'pass'
  return mean(x) - halfWidth > 0 ? 'fail' : 'not yet'
}

export const T_TEST: Rule = { name: 't-test daily', averageDays: 1, look: tTest }
export const PLAIN: Rule = { name: 'plain', averageDays: 1, look: plain(LEVEL) }
export const WIDENED: Rule = { name: '**widened**', averageDays: 1, look: widened(LEVEL) }
export const PAIRS: Rule = { name: 'averageDays 2', averageDays: 2, look: widened(LEVEL) }
export const WEEKS: Rule = { name: 'averageDays 7', averageDays: 7, look: widened(LEVEL) }

const WHEN = Array.from({ length: MOST_DAYS }, (_, day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString())

export interface DayLook {
  day: number
  outcome: ReturnType<Look>
}

/** The first of a history's daily looks that is of a kind; undefined where none is. */
export function firstLook(
  history: readonly number[],
  { averageDays, look }: Rule,
  isMeant: (look: DayLook) => boolean,
): DayLook | undefined {
  const dated = () => history.map((value, day) => ({ when: WHEN[day] ?? '', value }))
  const x = averageDays === 1 ? history : averageByDays(dated(), averageDays)
  for (let n = FIRST; n <= x.length; n += 1) {
    const seen = { outcome: look(x.slice(0, n)), day: n * averageDays }
    if (isMeant(seen)) return seen
  }
  return undefined
}

export const isDecided = ({ outcome }: DayLook): boolean => outcome !== 'not yet'
