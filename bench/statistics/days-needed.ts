import { dependenceInflation } from '../../src/statistics/autocorrelation.ts'
import { outlook } from '../../src/statistics/outlook.ts'
import { autoregressive, type Noise } from '../../tests/seeded-noise.ts'
import { firstLook, isDecided, LEVEL, WIDENED } from './rules.ts'
import { share, type Table, times } from './table.ts'

/** Whoever isn't decided by then took longer than a range with an end could say and be of use. */
const LONGEST = 500

interface Answer {
  fewest: number
  /** Undefined without an end. */
  most: number | undefined
  isHeld: boolean
}

/** Whether the range of days still needed held, asked on one day of histories not yet decided. */
export function daysNeeded(noise: Noise, replications: number): Table {
  const cells = [0, 0.3].flatMap((rho) => [0.5, 0.7, 1].map((effect): [number, number] => [rho, effect]))
  return {
    title: 'Days still needed: how often the range held (widened)',
    header: ['', 'asked', 'held', 'with an end', 'of these held', 'median from', 'to'],
    rows: cells.flatMap(([rho, effect]) => {
      const histories = times(replications, () => {
        const x = autoregressive(noise, LONGEST, rho).map((value) => value - effect)
        return { x, decided: firstLook(x, WIDENED, isDecided)?.day ?? Infinity }
      })
      return [5, 7, 14].map((now) => {
        const open = histories.filter(({ decided }) => decided > now)
        const answers = open.map(({ x, decided }) => answerOf(x.slice(0, now), decided - now))
        const name = `${rho === 0 ? 'independent' : `AR(1) ${rho}`}, effect ${effect} s, day ${now}`
        return [name, ...rowOf(answers)]
      })
    }),
  }
}

function answerOf(x: readonly number[], took: number): Answer {
  const range = outlook(x, 0, LEVEL, dependenceInflation(x))
  if (range === null) throw new RangeError('too few observations')
  const most = range.most ?? undefined
  return { fewest: range.fewest, most, isHeld: took >= range.fewest && took <= (most ?? Infinity) }
}

function rowOf(answers: readonly Answer[]): string[] {
  const held = (some: readonly Answer[]) => share(some.filter(({ isHeld }) => isHeld).length, some.length)
  const closed = answers.filter(({ most }) => most !== undefined)
  const middle = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Infinity
  const end = middle(answers.map(({ most }) => most ?? Infinity))
  return [
    String(answers.length),
    held(answers),
    share(closed.length, answers.length),
    held(closed),
    String(middle(answers.map(({ fewest }) => fewest))),
    Number.isFinite(end) ? String(end) : 'no end',
  ]
}
