import { crossoverOfFits } from '../../src/statistics/crossover.ts'
import { fitGrowth } from '../../src/statistics/growth.ts'
import { predictGrowth } from '../../src/statistics/prediction.ts'
import type { SizedValue } from '../../src/statistics/run-means.ts'
import { serialShare } from '../../src/statistics/serial-share.ts'
import type { Noise } from '../../tests/seeded-noise.ts'
import { share, type Table, times } from './table.ts'

/** Of a run, which all its trials share, and of a trial; as shares of the value. */
interface Errors {
  run: number
  trial: number
}
type Curve = (size: number) => number

const ERRORS: [string, Errors][] = [
  ['each trial by itself, 5 %', { run: 0, trial: 0.05 }],
  ['a run 5 %, a trial 2 %', { run: 0.05, trial: 0.02 }],
  ['a run 2 %, a trial 5 %', { run: 0.02, trial: 0.05 }],
]
/** Sizes of the runs, of two trials each. */
const DESIGNS: [string, Curve, number[]][] = [
  ['0.3 + 0.5·size; 0.1, 0.3, 1, 3 GB', (size) => 0.3 + 0.5 * size, [0.1, 0.3, 1, 3]],
  ['20 + 40·size; 14 × 3, 1, 6 GB', (size) => 20 + 40 * size, [...times(14, () => 3), 1, 6]],
  ['2 + 3·size^0.8; 7 sizes of 0.1 to 10 GB', (size) => 2 + 3 * size ** 0.8, [0.1, 0.2, 0.5, 1, 2, 5, 10]],
  ['2 + size^1.3; 2 × 5 sizes of 1 to 16 GB', (size) => 2 + size ** 1.3, [1, 2, 4, 8, 16, 1, 2, 4, 8, 16]],
]

const measureRuns = (noise: Noise, curve: Curve, sizes: readonly number[], errors: Errors): SizedValue[] =>
  sizes.flatMap((size, index) => {
    const ofRun = errors.run * noise.normal()
    return times(2, () => ({
      size,
      value: curve(size) * (1 + ofRun + errors.trial * noise.normal()),
      run: String(index),
    }))
  })

/** How often a new trial of a new run lies within the 95 % interval: at the middle of the sizes, and at twice the largest. */
export function growthCoverage(noise: Noise, replications: number): Table {
  return {
    title: 'A new trial lies within the 95 % interval of the fit',
    header: [
      'error; curve; sizes',
      'trials as if independent, at twice the largest',
      'within the sizes',
      'twice the largest',
    ],
    rows: ERRORS.flatMap(([name, errors]) =>
      DESIGNS.map(([design, curve, sizes]) => {
        const places = [Math.sqrt(Math.min(...sizes) * Math.max(...sizes)), 2 * Math.max(...sizes)] as const
        const held = [0, 0, 0]
        for (let i = 0; i < replications; i += 1) {
          const values = measureRuns(noise, curve, sizes, errors)
          const [inside, beyond] = places.map((at) => newTrial(noise, curve, at, errors)) as [number, number]
          const apart = values.map(({ size, value }) => ({ size, value }))
          const hits = [
            covers(apart, places[1], beyond),
            covers(values, places[0], inside),
            covers(values, places[1], beyond),
          ]
          for (const [index, hit] of hits.entries()) held[index] = (held[index] ?? 0) + Number(hit)
        }
        return [`${name}; ${design}`, ...held.map((count) => share(count, replications))]
      }),
    ),
  }
}

const newTrial = (noise: Noise, curve: Curve, size: number, { run, trial }: Errors): number =>
  curve(size) * (1 + run * noise.normal() + trial * noise.normal())

function covers(values: readonly SizedValue[], at: number, truth: number): boolean {
  const fit = fitGrowth(values)
  const prediction = 'why' in fit ? fit : predictGrowth(fit, at)
  return 'why' in prediction || (prediction.lower <= truth && truth <= prediction.upper)
}

/** Spark starts slowly and grows slowly: both take 22.5 s at 1.25 GB. */
const SPARK: Curve = (size) => 20 + 2 * size
const POLARS: Curve = (size) => 5 + 14 * size
const MEET = 1.25

/** How often the size at which both take as long lies within the interval, where a crossing was seen at all. */
export function crossoverCoverage(noise: Noise, replications: number): Table {
  return {
    title: 'Both engines take as long within the interval of the crossover (95 %)',
    header: ['error; sizes', 'a crossing was seen', 'of these within the interval'],
    rows: ERRORS.flatMap(([name, errors]) =>
      [
        [0.1, 0.3, 1, 3],
        [0.1, 0.3, 1, 3, 0.1, 0.3, 1, 3],
      ].map((sizes) => {
        const seen = times(replications, () => holdsCrossing(noise, sizes, errors)).filter(
          (held) => held !== null,
        )
        const held = seen.filter(Boolean).length
        return [`${name}; ${sizes.join(', ')} GB`, share(seen.length, replications), share(held, seen.length)]
      }),
    ),
  }
}

/** Null where no crossing is seen. */
function holdsCrossing(noise: Noise, sizes: readonly number[], errors: Errors): boolean | null {
  const [spark, polars] = [SPARK, POLARS].map((curve) => fitGrowth(measureRuns(noise, curve, sizes, errors)))
  if (!spark || !polars || 'why' in spark || 'why' in polars) return null
  const found = crossoverOfFits(spark, polars)
  if (found.value === null || !found.interval) return null
  const { lower, upper } = found.interval
  return (lower ?? 0) <= MEET && MEET <= (upper ?? Infinity)
}

/** How often the true serial share lies within its interval. */
export function serialCoverage(noise: Noise, replications: number): Table {
  const designs = [
    [1, 1, 2, 2],
    [1, 2, 4],
    [1, 1, 2, 2, 4, 4],
    [1, 2, 4, 8, 16],
  ]
  return {
    title: 'The serial share lies within its interval (95 %)',
    header: ['error; cores of the runs', 'share 0.05', 'share 0.3'],
    rows: ERRORS.flatMap(([name, errors]) =>
      designs.map((cores) => [
        `${name}; ${cores.join(', ')}`,
        ...[0.05, 0.3].map((serial) => {
          const held = times(replications, () => holdsSerial(noise, cores, serial, errors)).filter(
            Boolean,
          ).length
          return share(held, replications)
        }),
      ]),
    ),
  }
}

function holdsSerial(noise: Noise, cores: readonly number[], serial: number, errors: Errors): boolean {
  const time: Curve = (count) => 100 * (serial + (1 - serial) / count)
  const found = serialShare(
    measureRuns(noise, time, cores, errors).map(({ size, value, run = '' }) => ({
      count: size,
      seconds: value,
      run,
    })),
  )
  return !('why' in found) && found.lower <= serial && serial <= found.upper
}
