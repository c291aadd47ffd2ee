import { autoregressive, type Noise } from '../../tests/seeded-noise.ts'
import { DAYS, firstLook, isDecided, PAIRS, PLAIN, WIDENED } from './rules.ts'
import type { Table } from './table.ts'

const RULES = [PLAIN, WIDENED, PAIRS]

/** How soon a candidate that is faster passes «not slower». */
export function power(noise: Noise, replications: number, rho: number): Table {
  const cells = [0.1, 0.2].flatMap((saving) =>
    [0.05, 0.1, 0.2, 0.4].map((s): [number, number] => [saving, s]),
  )
  return {
    title: `Passed by day 14 / 21 / 28, in percent, ${rho === 0 ? 'independent' : `AR(1) ${rho}`}`,
    header: ['', ...RULES.map(({ name }) => name)],
    rows: cells.map(([saving, s]) => {
      const days = RULES.map((): number[] => [])
      for (let i = 0; i < replications; i += 1) {
        const history = autoregressive(noise, DAYS, rho).map((value) => Math.log(1 - saving) + s * value)
        RULES.forEach((rule, r) => {
          const look = firstLook(history, rule, isDecided)
          if (look?.outcome === 'pass') days[r]?.push(look.day)
        })
      }
      const by = (passed: number[]) =>
        [14, 21, 28].map((last) =>
          ((100 * passed.filter((day) => day <= last).length) / replications).toFixed(0),
        )
      return [`−${100 * saving} %, s ${s}`, ...days.map((passed) => by(passed).join(' / '))]
    }),
  }
}
