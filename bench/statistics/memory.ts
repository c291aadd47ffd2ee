import { fitGrowth } from '../../src/statistics/growth.ts'
import { leastSquares, leverage } from '../../src/statistics/least-squares.ts'
import { predictGrowth } from '../../src/statistics/prediction.ts'
import { studentTQuantile } from '../../src/statistics/student-t.ts'
import type { Noise } from '../../tests/seeded-noise.ts'
import { share, type Table } from './table.ts'

const truth = (size: number) => 0.3 + 0.5 * size
const ERRORS: [string, (size: number) => number][] = [
  ['8 % of the value', (size) => 0.08 * truth(size)],
  ['the same everywhere', () => 0.1],
]
const DESIGNS = [
  [0.1, 0.1, 1, 1, 10, 10],
  [1, 1, 2, 2, 4, 4],
  [1, 2, 4, 8, 16],
]

/** How often the peak at twice the largest size is below the upper end that capacity is judged by. */
export function memory(noise: Noise, replications: number): Table {
  return {
    title: 'Memory at twice the largest size stays below the upper end (97.5 % is right)',
    header: ['error; measured sizes', 'unweighted', 'ours'],
    rows: ERRORS.flatMap(([name, error]) =>
      DESIGNS.map((sizes) => {
        const measure = (size: number) => Math.max(0.01, truth(size) + error(size) * noise.normal())
        const at = 2 * Math.max(...sizes)
        let [unweighted, ours] = [0, 0]
        for (let i = 0; i < replications; i += 1) {
          const values = sizes.map(measure)
          const next = measure(at)
          if (next <= unweightedUpper(sizes, values, at)) unweighted += 1
          if (next <= upperEnd(sizes, values, at)) ours += 1
        }
        return [`${name}; ${sizes.join(', ')} GB`, share(unweighted, replications), share(ours, replications)]
      }),
    ),
  }
}

/** Unweighted least squares' upper end, as a textbook has it. */
function unweightedUpper(sizes: number[], values: number[], at: number): number {
  const fit = leastSquares(
    sizes.map((size) => [1, size]),
    values,
    sizes.map(() => 1),
  )
  if (!fit) return Infinity
  const degrees = sizes.length - 2
  const [a = 0, b = 0] = fit.coefficients
  const variance = (fit.residual / degrees) * (1 + leverage(fit.covariance, [1, at]))
  return a + b * at + studentTQuantile(0.975, degrees) * Math.sqrt(variance)
}

function upperEnd(sizes: number[], values: number[], at: number): number {
  const fit = fitGrowth(sizes.map((size, i) => ({ size, value: values[i] ?? 0 })))
  const prediction = 'k' in fit ? predictGrowth(fit, at) : fit
  return 'why' in prediction ? Infinity : prediction.upper
}
