import { levelFor } from '../../src/statistics/level.ts'
import { autoregressive, type Noise } from '../../tests/seeded-noise.ts'
import { ALPHA, firstLook, isDecided, type Look, plain, tTest, widened } from './rules.ts'
import { share, type Table, times } from './table.ts'

const CANDIDATES = 3
const EPOCHS = Array.from({ length: 6 }, (_, i) => i + 1)

interface Situation {
  name: string
  epochs: readonly number[]
  days: number
  rho: number
}

const SITUATIONS: Situation[] = [
  { name: '2 epochs × 28 days, independent', epochs: EPOCHS.slice(0, 2), days: 28, rho: 0 },
  { name: '6 × 14, independent', epochs: EPOCHS, days: 14, rho: 0 },
  { name: '6 × 14, AR(1) 0.5', epochs: EPOCHS, days: 14, rho: 0.5 },
  { name: '6 × 14, AR(1) 0.7', epochs: EPOCHS, days: 14, rho: 0.7 },
]

const level = (epoch: number) => levelFor(ALPHA, { candidates: CANDIDATES, epoch })
const RULES: [string, (epoch: number) => Look][] = [
  ['t-test daily', () => tTest],
  ['plain at 5 % each', () => plain(ALPHA)],
  ["plain at α'", (epoch) => plain(level(epoch))],
  ["**widened at α'**", (epoch) => widened(level(epoch))],
]

/** Any wrong decision on three equal candidates, which share their baseline's noise, over several epochs. */
export function family(noise: Noise, replications: number): Table {
  const columns = SITUATIONS.map((situation) => alarmsOf(noise, replications, situation))
  return {
    title: `Any wrong decision on ${CANDIDATES} equal candidates, by epochs`,
    header: ['', ...SITUATIONS.map(({ name }) => name)],
    rows: RULES.map(([name], r) => [name, ...columns.map((column) => share(column[r] ?? 0, replications))]),
  }
}

function alarmsOf(noise: Noise, replications: number, { epochs, days, rho }: Situation): number[] {
  const alarms = RULES.map(() => 0)
  for (let i = 0; i < replications; i += 1) {
    const histories = epochs.flatMap((epoch) => {
      const baseline = autoregressive(noise, days, rho)
      const difference = () =>
        autoregressive(noise, days, rho).map((value, day) => value - (baseline[day] ?? 0))
      return times(CANDIDATES, () => ({ epoch, x: difference() }))
    })
    RULES.forEach(([name, lookIn], r) => {
      const isWrong = ({ epoch, x }: (typeof histories)[number]) =>
        firstLook(x, { name, averageDays: 1, look: lookIn(epoch) }, isDecided) !== undefined
      if (histories.some(isWrong)) alarms[r] = (alarms[r] ?? 0) + 1
    })
  }
  return alarms
}
