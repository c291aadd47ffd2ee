import { MIN_OBSERVATIONS } from '../statistics/confidence-sequence.ts'
import { counted } from '../text.ts'
import { formatDuration } from '../units/duration.ts'
import type { JudgedBound, SpeedFacts } from './verdict.ts'

export const moreDays = (count: number): string => counted(count, 'more day')

/** `a, b and c`. */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

const MOST_DIGITS = 6

/** Two digits after the point, or as many as it takes to tell it from what is asked. */
export function ratioText(ratio: number, asked?: number): string {
  if (ratio >= 1000) return 'over 1,000'
  if (ratio <= 0.001) return 'below 0.001'
  const digits = ratio >= 9.95 ? 0 : ratio >= 0.0995 ? 2 : 3
  for (let more = digits; more < MOST_DIGITS; more += 1) {
    const text = ratio.toFixed(more)
    if (asked === undefined || ratio === asked || Number(text) !== asked) return text
  }
  return ratio.toFixed(MOST_DIGITS)
}

/** `0.31 times as long (0.27 to 0.36), at most 1 is asked`: never an estimate without its interval. */
export function boundText({ what, asked, n, value, interval, byValue, state }: JudgedBound): string {
  const unit = (each: number) => (what === 'ratio' ? ratioText(each, asked) : formatDuration(each))
  const wanted = what === 'ratio' ? `at most ${asked} is asked` : `${formatDuration(asked)} are allowed`
  if (value === null) return `no times yet, ${wanted}`
  const estimate = what === 'ratio' ? `${ratioText(value)} times as long` : formatDuration(value)
  if (byValue) return `${estimate} every time, ${wanted}`
  if (!interval) return `${estimate} (${withoutInterval(n)}), ${wanted}`
  const between = state === 'not yet' ? ', which lies between' : ''
  return `${estimate} (${unit(interval.lower)} to ${unit(interval.upper)}), ${wanted}${between}`
}

const withoutInterval = (n: number): string =>
  n < MIN_OBSERVATIONS ? `no interval before ${MIN_OBSERVATIONS} observations` : 'nothing is excluded yet'

/** `took 0.31 times as long (…), at most 1 is asked, and 1 min 12 s (…), 2 min 00 s are allowed`. */
export function speedText(speed: SpeedFacts | null): string {
  const { bounds = [], ratio = null } = speed ?? {}
  if (bounds.every(({ value }) => value === null)) return 'has no times yet'
  const unasked = ratio && !bounds.some(({ what }) => what === 'ratio') ? `, ${unaskedText(ratio)}` : ''
  return `took ${bounds.map(boundText).join(', and ')}${unasked}`
}

/** The ratio where only a limit in minutes is asked: whoever reads «retire» must know of it. */
const unaskedText = ({ value, interval }: NonNullable<SpeedFacts['ratio']>): string =>
  `${ratioText(value)} times as long as the baseline (${ratioText(interval.lower)} to ${ratioText(interval.upper)}), which is not asked`
