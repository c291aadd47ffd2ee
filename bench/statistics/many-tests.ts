import type { Noise } from '../../tests/seeded-noise.ts'
import { correlated } from './histories.ts'
import { DAYS, firstLook, isDecided, WIDENED } from './rules.ts'
import { share, type Table, times } from './table.ts'

const TESTS = [1, 5, 20]

/** What happens to whoever judges an equal candidate at many sizes or limits, or renamed: α is not shared among those. */
export function manyTests(noise: Noise, replications: number): Table {
  const isAnyWrong = (tests: number, rho: number) =>
    times(tests, () => firstLook(correlated(rho)(noise, DAYS), WIDENED, isDecided)).some(Boolean)
  const row = (rho: number) =>
    TESTS.map((tests) =>
      share(times(replications, () => isAnyWrong(tests, rho)).filter(Boolean).length, replications),
    )
  return {
    title: 'At least one wrong decision where several sizes or limits are judged (widened)',
    header: ['', ...TESTS.map((tests) => (tests === 1 ? '1, as declared' : String(tests)))],
    rows: [
      ['independent', ...row(0)],
      ['AR(1) 0.3', ...row(0.3)],
    ],
  }
}
