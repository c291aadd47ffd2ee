import { billOf } from '../../src/pricing/bill.ts'
import { dependenceInflation } from '../../src/statistics/autocorrelation.ts'
import type { Interval } from '../../src/statistics/confidence-sequence.ts'
import { meanInterval } from '../../src/statistics/mean-interval.ts'
import { mean, standardDeviation } from '../../src/statistics/sample.ts'
import { studentTQuantile } from '../../src/statistics/student-t.ts'
import type { Noise } from '../../tests/seeded-noise.ts'
import { share, type Table, times } from './table.ts'

/** One amount a day. */
type Amount = (noise: Noise) => number

const lognormal =
  (sigma: number): Amount =>
  (noise) =>
    Math.exp(sigma * noise.normal())
/** Seconds of a run that take five times as long on some days. */
const rarelySlow =
  (part: number, s: number): Amount =>
  (noise) =>
    100 * Math.exp(s * noise.normal()) * (noise.uniform() < part ? 5 : 1)
const platform = (incrementSeconds: number, minimumSeconds: number) => ({
  prices: [{ name: 'node', perHour: 3600, currency: 'USD', incrementSeconds, minimumSeconds }],
  ...{ nodes: 1, startupSeconds: 0, idleSeconds: 0 },
})
const billed =
  (seconds: Amount, incrementSeconds: number, minimumSeconds = 0): Amount =>
  (noise) =>
    billOf(platform(incrementSeconds, minimumSeconds), seconds(noise))
/** Of a run of 200 s, less a candidate's: what is dear is the candidate's rare day. */
const saved =
  (candidate: Amount): Amount =>
  (noise) =>
    200 * Math.exp(0.1 * noise.normal()) - candidate(noise)

const minutes =
  (sigma: number): Amount =>
  (noise) =>
    60 * lognormal(sigma)(noise)
const BILLS: [string, Amount][] = [
  ['normal', (noise) => noise.normal()],
  ['lognormal, σ 0.2 (skewness 0.6)', lognormal(0.2)],
  ['lognormal, σ 0.5 (skewness 1.7)', lognormal(0.5)],
  ['lognormal, σ 1 (skewness 6.2)', lognormal(1)],
  ['a minute, σ 0.5, billed at least 60 s', billed(minutes(0.5), 1, 60)],
  ['a minute, σ 0.2, by started minutes', billed(minutes(0.2), 60)],
  ['20 % of days take 5 times as long, s 0.1', rarelySlow(0.2, 0.1)],
  ['10 % of days, s 0.1', rarelySlow(0.1, 0.1)],
  ['5 % of days, s 0.1', rarelySlow(0.05, 0.1)],
  ['saved where the candidate’s bill is lognormal, σ 0.5', saved((noise) => 100 * lognormal(0.5)(noise))],
  ['saved where 10 % of the candidate’s days take 5 times as long', saved(rarelySlow(0.1, 0.1))],
]
const DAYS = [7, 14, 28]
/** Draws that stand for the true mean, where no formula has it. */
const DRAWS = 400_000

/** How often the 95 % interval of a mean bill has the true mean in it: months and years are multiples of it. */
export function meanBillCoverage(noise: Noise, replications: number): Table {
  return {
    title: 'The true mean of the bills lies within its interval (95 %)',
    header: ['bills of days', ...DAYS.flatMap((days) => [`Student's t, ${days} days`, `ours, ${days} days`])],
    rows: BILLS.map(([name, amount]) => {
      const truth = mean(times(DRAWS, () => amount(noise)))
      return [
        name,
        ...DAYS.flatMap((days) => {
          const histories = times(replications, () => times(days, () => amount(noise)))
          const held = (interval: (x: readonly number[]) => Interval | null) =>
            histories.filter((x) => {
              const { lower, upper } = interval(x) ?? { lower: truth, upper: truth }
              return lower <= truth && truth <= upper
            }).length
          return [student, ours].map((interval) => share(held(interval), replications))
        }),
      ]
    }),
  }
}

/** Widened for days that depend on each other, as the verdict does. */
const ours = (x: readonly number[]) => meanInterval(x, dependenceInflation(x))

function student(x: readonly number[]): Interval {
  const value = mean(x)
  const error = (studentTQuantile(0.975, x.length - 1) * standardDeviation(x)) / Math.sqrt(x.length)
  return { lower: value - error, upper: value + error }
}
