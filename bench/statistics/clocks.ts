import { dependenceInflation } from '../../src/statistics/autocorrelation.ts'
import { decide } from '../../src/statistics/decision.ts'
import { clockError } from '../../src/statistics/resolution.ts'
import type { Noise } from '../../tests/seeded-noise.ts'
import { DAYS, LEVEL, WINDOW } from './rules.ts'
import { share, type Table, times } from './table.ts'

/** A baseline's time, the true candidate/baseline, what is asked, and how both vary: with the day, and alone. */
interface Case {
  title: string
  unitMs: number
  baselineMs: number
  ratio: number
  dayNoise: number
  noise: number
}

const [MICROSECOND, SECOND, MINUTE] = [0.001, 1000, 60_000]
const VARYING = { dayNoise: 0.05, noise: 0.03 }
const CASES: Case[] = [
  { title: 'seconds; 30 s, −10 %', unitMs: SECOND, baselineMs: 30 * SECOND, ratio: 0.9, ...VARYING },
  { title: 'seconds; 10 s, −20 %', unitMs: SECOND, baselineMs: 10 * SECOND, ratio: 0.8, ...VARYING },
  { title: 'minutes; 10 min, −20 %', unitMs: MINUTE, baselineMs: 10 * MINUTE, ratio: 0.8, ...VARYING },
  { title: 'minutes; 10 min, no effect', unitMs: MINUTE, baselineMs: 10 * MINUTE, ratio: 1, ...VARYING },
  {
    title: 'minutes; 10 min, +3 %, steady',
    unitMs: MINUTE,
    baselineMs: 10 * MINUTE,
    ratio: 1.03,
    dayNoise: 0,
    noise: 0.01,
  },
  {
    title: 'seconds; 4 s, +8 %, steady',
    unitMs: SECOND,
    baselineMs: 4 * SECOND,
    ratio: 1.08,
    dayNoise: 0,
    noise: 0.02,
  },
  {
    title: 'microseconds; 11 s, −95 %',
    unitMs: MICROSECOND,
    baselineMs: 11 * SECOND,
    ratio: 0.05,
    ...VARYING,
  },
  {
    title: 'microseconds; 5 min, −10 %, steady',
    unitMs: MICROSECOND,
    baselineMs: 5 * MINUTE,
    ratio: 0.9,
    dayNoise: 0.006,
    noise: 0.006,
  },
  {
    title: 'microseconds; 10 s, −10 %, steady',
    unitMs: MICROSECOND,
    baselineMs: 10 * SECOND,
    ratio: 0.9,
    dayNoise: 0.006,
    noise: 0.006,
  },
]

/** Passes by day 28 where clocks round to whole units, with the allowance for that and without. */
export function clocks(noise: Noise, replications: number): Table {
  return {
    title: 'Clocks that round: passed at a look from day 14 to 28',
    header: ['unit; baseline, true effect', 'widened', 'and for clocks'],
    rows: CASES.map((each) => {
      const passed = times(replications, () => passes(noise, each))
      return [
        each.title,
        share(passed.filter(({ plain }) => plain).length, replications),
        share(passed.filter(({ allowed }) => allowed).length, replications),
      ]
    }),
  }
}

function passes(noise: Noise, { unitMs, baselineMs, ratio, dayNoise, noise: own }: Case) {
  const told = (time: number) =>
    Math.max(1, Math.round((time * Math.exp(own * noise.normal())) / unitMs)) * unitMs
  const pairs = times(DAYS, () => {
    const today = baselineMs * Math.exp(dayNoise * noise.normal())
    return { baseline: told(today), candidate: told(today * ratio) }
  })
  const looks = Array.from({ length: DAYS - WINDOW + 1 }, (_, index) => WINDOW + index)
  const isPassed = (withClocks: boolean) =>
    looks.some((days) => {
      const seen = pairs.slice(0, days)
      const x = seen.map(({ baseline, candidate }) => Math.log(candidate / baseline))
      const sides = [seen.map(({ baseline }) => baseline), seen.map(({ candidate }) => candidate)]
      return (
        decide(x, 0, LEVEL, dependenceInflation(x), withClocks ? clockError(sides) : 0).outcome === 'pass'
      )
    })
  return { plain: isPassed(false), allowed: isPassed(true) }
}
