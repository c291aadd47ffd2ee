import { halfWidthFactor } from '../../src/statistics/confidence-sequence.ts'
import { mean, standardDeviation } from '../../src/statistics/sample.ts'
import { autoregressive, type Noise } from '../../tests/seeded-noise.ts'
import { DAYS, LEVEL } from './rules.ts'
import { share, type Table, times } from './table.ts'

/** Weights of e-processes with mixture variances: their average is an e-process too. */
type Mixture = readonly [weight: number, variance: number][]

const MIXTURES: [string, Mixture][] = [
  ['1 (ours)', [[1, 1]]],
  [
    'half 1, half 100',
    [
      [0.5, 1],
      [0.5, 100],
    ],
  ],
  [
    '0.9 of 1, 0.1 of 100',
    [
      [0.9, 1],
      [0.1, 100],
    ],
  ],
]
const WIDTHS = [3, 4, 5, 6, 7, 14, 28]
/** What a built-in job shows, and what margins are for. */
const EFFECTS = [
  { title: 'first settled, 0.06×, s 0.08', ratio: 0.06, s: 0.08 },
  { title: 'first settled, 0.3×, s 0.1', ratio: 0.3, s: 0.1 },
]
const POWER = { title: 'passed by day 14, −10 %, s 0.1', ratio: 0.9, s: 0.1, day: 14 }

/** Half-width in standard deviations: the largest w = t²/ν at which the averaged e-process stays below 1/α. */
function mixedFactor(n: number, mixture: Mixture): number {
  if (mixture.length === 1) return halfWidthFactor(n, LEVEL)
  const isBelow = (w: number) =>
    mixture.reduce((sum, [weight, variance]) => {
      const r = 1 + n * variance
      return sum + weight * r ** -0.5 * ((1 + w) / (1 + w / r)) ** (n / 2)
    }, 0) <
    1 / LEVEL
  let [low, high] = [0, 1e9]
  if (isBelow(high)) return Infinity
  for (let step = 0; step < 200; step += 1) {
    const middle = (low + high) / 2
    if (isBelow(middle)) low = middle
    else high = middle
  }
  return Math.sqrt(((n - 1) * high) / n)
}

/** What mixing a wide alternative in would buy, and what it would cost. */
export function mixture(noise: Noise, replications: number): Table {
  const histories = [...EFFECTS, POWER].map(({ ratio, s }) =>
    times(replications, () => autoregressive(noise, DAYS, 0).map((each) => Math.log(ratio) + s * each)),
  )
  return {
    title: 'Mixture variances: width in s, and when a large effect is settled',
    header: [
      '',
      ...WIDTHS.map((n) => `${n} observations`),
      ...EFFECTS.map(({ title }) => title),
      POWER.title,
    ],
    rows: MIXTURES.map(([name, each]) => {
      const factors = Array.from({ length: DAYS + 1 }, (_, n) => mixedFactor(n, each))
      const settled = (x: readonly number[]) => {
        for (let n = 3; n <= DAYS; n += 1) {
          const seen = x.slice(0, n)
          if (mean(seen) + (factors[n] ?? Infinity) * standardDeviation(seen) < 0) return n
        }
        return Infinity
      }
      const days = histories.map((ofEffect) => ofEffect.map(settled))
      return [
        name,
        ...WIDTHS.map((n) => (factors[n] === Infinity ? '∞' : `± ${factors[n]?.toFixed(2)}`)),
        ...EFFECTS.map((_, index) => `day ${medianOf(days[index] ?? [])}`),
        share((days[EFFECTS.length] ?? []).filter((day) => day <= POWER.day).length, replications),
      ]
    }),
  }
}

const medianOf = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Infinity
