/**
 * How often the statistics are wrong, and how soon they are right, in histories of which the truth is known. Seeded: the
 * same figures on every machine. docs/statistics.md shows them and says what they mean.
 *
 * Usage: bench/statistics.ts [REPLICATIONS]; default: 8000
 */
import { dependenceInflation } from '../src/core/statistics/autocorrelation.ts'
import { averageByDays } from '../src/core/statistics/average-days.ts'
import { decide } from '../src/core/statistics/decision.ts'
import { fitGrowth, predictGrowth } from '../src/core/statistics/growth.ts'
import { leastSquares } from '../src/core/statistics/least-squares.ts'
import { levelFor } from '../src/core/statistics/level.ts'
import { outlook } from '../src/core/statistics/outlook.ts'
import { mean, standardDeviation } from '../src/core/statistics/sample.ts'
import { autoregressive, seededNoise } from '../src/core/statistics/seeded-noise.ts'
import { studentTQuantile } from '../src/core/statistics/student-t.ts'

const REPLICATIONS = Number(process.argv[2] ?? 8000)
/** Of what takes longer or needs fewer. */
const FEWER = Math.ceil(REPLICATIONS / 4)
const ALPHA = 0.05
const DAYS = 28
/** One candidate, first epoch. */
const LEVEL = levelFor(ALPHA, { candidates: 1, epoch: 1 })
const noise = seededNoise(20_261_121)

/** What one day's look says of the mean against a bound of 0. */
type Look = (x: readonly number[]) => 'pass' | 'fail' | 'not yet'

interface Method {
  name: string
  averageDays: 1 | 2 | 7
  look: Look
}

const sequence =
  (alpha: number): Look =>
  (x) =>
    decide(x, 0, alpha).outcome
const widened =
  (alpha: number): Look =>
  (x) =>
    decide(x, 0, alpha, dependenceInflation(x)).outcome

const T = Array.from({ length: 120 }, (_, n) => (n > 1 ? studentTQuantile(1 - ALPHA / 2, n - 1) : Infinity))
/** What many would do: a t-test at 5 % every day from the fifth on. */
const tTest: Look = (x) => {
  if (x.length < 5) return 'not yet'
  const halfWidth = ((T[x.length] ?? 0) * standardDeviation(x)) / Math.sqrt(x.length)
  if (mean(x) + halfWidth < 0) return 'pass'
  return mean(x) - halfWidth > 0 ? 'fail' : 'not yet'
}

const T_TEST: Method = { name: 't-test daily', averageDays: 1, look: tTest }
const PLAIN: Method = { name: 'sequence', averageDays: 1, look: sequence(LEVEL) }
const WIDENED: Method = { name: 'widened', averageDays: 1, look: widened(LEVEL) }
const PAIRS: Method = { name: 'averageDays 2', averageDays: 2, look: sequence(LEVEL) }
const WIDE_PAIRS: Method = { name: '2, widened', averageDays: 2, look: widened(LEVEL) }
const UNDIVIDED: Method = { name: 'sequence at 5 %', averageDays: 1, look: sequence(ALPHA) }

const WHEN = Array.from({ length: 120 }, (_, day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString())

interface DayLook {
  day: number
  outcome: ReturnType<Look>
}

/** The first of a history's daily looks that is of a kind; undefined where none is. */
function firstLook(
  history: readonly number[],
  { averageDays, look }: Method,
  isMeant: (look: DayLook) => boolean,
): DayLook | undefined {
  const dated = history.map((value, day) => ({ when: WHEN[day] ?? '', value }))
  const x = averageDays === 1 ? history : averageByDays(dated, averageDays).x
  for (let n = 5; n <= x.length; n += 1) {
    const seen = { outcome: look(x.slice(0, n)), day: n * averageDays }
    if (isMeant(seen)) return seen
  }
  return undefined
}

const isDecided = ({ outcome }: DayLook) => outcome !== 'not yet'

const share = (count: number, of: number) => `${((100 * count) / of).toFixed(1)} %`
const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make)

function printTable(title: string, header: string[], rows: string[][]): void {
  console.log(`\n**${title}**\n`)
  for (const row of [header, header.map((_, i) => (i === 0 ? '---' : '---:')), ...rows])
    console.log(`| ${row.join(' | ')} |`)
}

const chiSquared = (degrees: number) =>
  times(degrees, noise.normal).reduce((sum, value) => sum + value ** 2, 0)
const skewed = (sigma: number) => () => Math.exp(sigma * noise.normal()) - Math.exp(sigma ** 2 / 2)

/** Histories without any effect: the mean is 0. */
const NO_EFFECT: [string, (days: number) => number[]][] = [
  ['normal', (days) => times(days, noise.normal)],
  ['AR(1) 0.1', (days) => autoregressive(noise, days, 0.1)],
  ['AR(1) 0.3', (days) => autoregressive(noise, days, 0.3)],
  ['AR(1) 0.5', (days) => autoregressive(noise, days, 0.5)],
  ['heavy tails, t(3)', (days) => times(days, () => noise.normal() / Math.sqrt(chiSquared(3) / 3))],
  ['lognormal d, σ 0.5 (skewness 1.7)', (days) => times(days, skewed(0.5))],
  ['lognormal d, σ 1 (skewness 6.2)', (days) => times(days, skewed(1))],
]

function falseAlarms(
  days: number,
  methods: Method[],
  isAlarm: (look: DayLook) => boolean,
  rows = NO_EFFECT,
): string[][] {
  return rows.map(([name, make]) => {
    const histories = times(REPLICATIONS, () => make(days))
    const alarms = (method: Method) => histories.filter((x) => firstLook(x, method, isAlarm)).length
    return [name, ...methods.map((method) => share(alarms(method), REPLICATIONS))]
  })
}

function power(rho: number, methods: Method[]): string[][] {
  const cells = [0.1, 0.2].flatMap((saving) =>
    [0.05, 0.1, 0.2, 0.4].map((s): [number, number] => [saving, s]),
  )
  return cells.map(([saving, s]) => {
    const days = methods.map((): number[] => [])
    for (let i = 0; i < FEWER; i += 1) {
      const history = autoregressive(noise, DAYS, rho).map((value) => Math.log(1 - saving) + s * value)
      methods.forEach((method, m) => {
        const look = firstLook(history, method, isDecided)
        if (look?.outcome === 'pass') days[m]?.push(look.day)
      })
    }
    const by = (passed: number[]) =>
      [14, 21, 28].map((last) => ((100 * passed.filter((day) => day <= last).length) / FEWER).toFixed(0))
    return [`−${100 * saving} %, s ${s}`, ...days.map((passed) => by(passed).join(' / '))]
  })
}

/** Any wrong decision on three equal candidates, which share their baseline's noise, over two epochs. */
function family(): string[][] {
  const level = (epoch: number) => levelFor(ALPHA, { candidates: 3, epoch })
  const rules: [string, (epoch: number) => Look][] = [
    ['t-test daily', () => tTest],
    ['sequence at 5 % each', () => sequence(ALPHA)],
    ['sequence at α/(k·j·(j+1))', (epoch) => sequence(level(epoch))],
  ]
  const alarms = rules.map(() => 0)
  for (let i = 0; i < REPLICATIONS; i += 1) {
    const histories = [1, 2].flatMap((epoch) => {
      const baseline = times(DAYS, noise.normal)
      return times(3, () => ({ epoch, x: baseline.map((shared) => noise.normal() - shared) }))
    })
    rules.forEach(([name, look], r) => {
      const isWrong = ({ epoch, x }: (typeof histories)[number]) =>
        firstLook(x, { name, averageDays: 1, look: look(epoch) }, isDecided) !== undefined
      if (histories.some(isWrong)) alarms[r] = (alarms[r] ?? 0) + 1
    })
  }
  return rules.map(([name], r) => [name, share(alarms[r] ?? 0, REPLICATIONS)])
}

/** Whether the range of days still needed held, asked on one day of histories not yet decided. */
function outlooks(): string[][] {
  return [0.5, 0.7, 1].flatMap((effect) =>
    [5, 7, 14].map((now) => {
      const tally = { asked: 0, held: 0, open: 0 }
      for (let i = 0; i < FEWER; i += 1)
        askOutlook(
          tally,
          times(200, () => noise.normal() - effect),
          now,
        )
      const { asked, held, open } = tally
      return [`effect ${effect} s, day ${now}`, String(asked), share(held, asked), share(open, asked)]
    }),
  )
}

function askOutlook(tally: { asked: number; held: number; open: number }, x: number[], now: number): void {
  const day = firstLook(x, PLAIN, isDecided)?.day ?? Infinity
  const range = outlook(x.slice(0, now), 0, LEVEL)
  if (day <= now || !('fewest' in range)) return
  const took = day - now
  const isOpen = typeof range.most !== 'number'
  tally.asked += 1
  if (took >= range.fewest && (typeof range.most !== 'number' || took <= range.most)) tally.held += 1
  if (isOpen) tally.open += 1
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
  const variance = (fit.residual / degrees) * (1 + fit.leverage([1, at]))
  return a + b * at + studentTQuantile(0.975, degrees) * Math.sqrt(variance)
}

function capacity(): string[][] {
  const truth = (size: number) => 0.3 + 0.5 * size
  const errors: [string, (size: number) => number][] = [
    ['8 % of the value', (size) => 0.08 * truth(size)],
    ['the same everywhere', () => 0.1],
  ]
  const designs = [
    [0.1, 0.1, 1, 1, 10, 10],
    [1, 1, 2, 2, 4, 4],
    [1, 2, 4, 8, 16],
  ]
  return errors.flatMap(([name, error]) =>
    designs.map((sizes) => {
      const measure = (size: number) => Math.max(0.01, truth(size) + error(size) * noise.normal())
      const at = 2 * Math.max(...sizes)
      let [plain, ours] = [0, 0]
      for (let i = 0; i < FEWER; i += 1) {
        const values = sizes.map(measure)
        const next = measure(at)
        if (next <= unweightedUpper(sizes, values, at)) plain += 1
        if (next <= upperEnd(sizes, values, at)) ours += 1
      }
      return [`${name}; ${sizes.join(', ')} GB`, share(plain, FEWER), share(ours, FEWER)]
    }),
  )
}

function upperEnd(sizes: number[], values: number[], at: number): number {
  const fit = fitGrowth(sizes.map((size, i) => ({ size, value: values[i] ?? 0 })))
  const prediction = 'k' in fit ? predictGrowth(fit, at) : fit
  return prediction.value === null ? Infinity : prediction.upper
}

const begun = performance.now()
const methods = [T_TEST, UNDIVIDED, PLAIN, WIDENED, PAIRS, WIDE_PAIRS]
const names = (list: Method[]) => list.map(({ name }) => name)
console.log(`${REPLICATIONS} histories a cell; of power, days still needed and memory ${FEWER};`)
console.log(`α = ${ALPHA}, one candidate in its first epoch (α' = ${LEVEL}) where nothing else is said.`)
printTable(
  `Wrong decisions in ${DAYS} daily looks without an effect`,
  ['', ...names(methods)],
  falseAlarms(DAYS, methods, isDecided),
)
printTable(
  'Of them wrong passes at a look from day 14 on, when the verdict may be «retire»',
  ['', ...names(methods)],
  falseAlarms(DAYS, methods, (look) => look.outcome === 'pass' && look.day >= 14),
)
const WEEKS: Method = { name: 'averageDays 7', averageDays: 7, look: sequence(LEVEL) }
const long = [T_TEST, PLAIN, WIDENED, PAIRS, WEEKS]
printTable(
  'The same in 98 daily looks',
  ['', ...names(long)],
  falseAlarms(
    98,
    long,
    isDecided,
    NO_EFFECT.filter(([name]) => name === 'normal' || name.startsWith('AR')),
  ),
)
printTable(
  'Any wrong decision, 3 candidates × 2 epochs of 28 days without an effect',
  ['', 'family-wise'],
  family(),
)
const judged = [PLAIN, WIDENED, PAIRS, WIDE_PAIRS]
for (const rho of [0, 0.3])
  printTable(
    `Passed by day 14 / 21 / 28, in percent${rho === 0 ? '' : `, AR(1) ${rho}`}`,
    ['', ...names(judged)],
    power(rho, judged),
  )
printTable('Days still needed: how often the range held', ['', 'asked', 'held', 'without an end'], outlooks())
printTable(
  'Memory at twice the largest size stays below the upper end (97.5 % is right)',
  ['error; measured sizes', 'unweighted', 'ours'],
  capacity(),
)
console.log(`\n${((performance.now() - begun) / 1000).toFixed(0)} s`)
