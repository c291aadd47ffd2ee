import { dependenceInflation } from '../../src/statistics/autocorrelation.ts'
import { halfWidthFactor } from '../../src/statistics/confidence-sequence.ts'
import { mean, standardDeviation } from '../../src/statistics/sample.ts'
import { autoregressive, type Noise } from '../../tests/seeded-noise.ts'
import { LEVEL, tHalfWidth } from './rules.ts'
import { type Table, times } from './table.ts'

/** How wide the intervals are. */
export function width(noise: Noise, replications: number): Table {
  const averageInflation = (n: number, rho: number) =>
    mean(times(replications, () => dependenceInflation(autoregressive(noise, n, rho))))
  return {
    title: 'Half-width in sample standard deviations s, the widened one on average',
    header: ['', 't interval at 5 %', 'plain', '**widened**, independent', 'widened, AR(1) 0.3', 'AR(1) 0.5'],
    rows: [7, 14, 21, 28].map((n) => {
      const factor = halfWidthFactor(n, LEVEL)
      const days = Array.from({ length: n }, (_, i) => i)
      const t = tHalfWidth(days) / standardDeviation(days)
      const wide = [0, 0.3, 0.5].map((rho) => factor * averageInflation(n, rho))
      return [`${n} observations`, ...[t, factor, ...wide].map((halfWidth) => `± ${halfWidth.toFixed(2)}`)]
    }),
  }
}
