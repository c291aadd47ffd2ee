import type { Noise } from '../../tests/seeded-noise.ts'
import { NO_EFFECT } from './histories.ts'
import {
  DAYS,
  type DayLook,
  firstLook,
  isDecided,
  PAIRS,
  PLAIN,
  type Rule,
  T_TEST,
  WEEKS,
  WIDENED,
  WINDOW,
} from './rules.ts'
import { share, type Table, times } from './table.ts'

/** Days in which a longer window than the default ends. */
const LONG = 98

const mayRetire =
  (window: number) =>
  ({ outcome, day }: DayLook): boolean =>
    outcome === 'pass' && day >= window

/** How often each rule decides, and how often wrongly for the candidate, where there is no effect. */
export function falseAlarms(noise: Noise, replications: number): Table[] {
  const counted = count(noise, replications, DAYS, [T_TEST, PLAIN, WIDENED, PAIRS])
  return [
    counted(`Wrong decisions in ${DAYS} daily looks without an effect`, [isDecided]),
    counted(`Of these histories, passed at a look from day ${WINDOW} on, when the verdict may be «retire»`, [
      mayRetire(WINDOW),
    ]),
  ]
}

/** The same in longer windows than the default one. */
export function falseAlarmsLater(noise: Noise, replications: number): Table[] {
  const counted = count(noise, replications, LONG, [WIDENED, PAIRS, WEEKS])
  const windows = [WINDOW, DAYS, 2 * DAYS]
  return [
    counted(`Wrong decisions in ${LONG} daily looks without an effect`, [isDecided]),
    counted(
      `Of these histories, passed at a look from day ${windows.join(' / ')} on (\`window.days\`)`,
      windows.map(mayRetire),
    ),
  ]
}

function count(noise: Noise, replications: number, days: number, rules: readonly Rule[]) {
  const made = NO_EFFECT.map(([name, make]) => ({
    name,
    histories: times(replications, () => make(noise, days)),
  }))
  return (title: string, meant: readonly ((look: DayLook) => boolean)[]): Table => ({
    title,
    header: ['', ...rules.map(({ name }) => name)],
    rows: made.map(({ name, histories }) => {
      const part = (rule: Rule, isMeant: (look: DayLook) => boolean) =>
        share(histories.filter((x) => firstLook(x, rule, isMeant) !== undefined).length, replications)
      return [name, ...rules.map((rule) => meant.map((isMeant) => part(rule, isMeant)).join(' / '))]
    }),
  })
}
