import { MIN_OBSERVATIONS } from '../statistics/confidence-sequence.ts'
import { formatDuration } from '../units/duration.ts'
import type { JudgedBound, SpeedFacts } from './verdict.ts'

/** Two significant digits, none after the point from ten on. */
export const ratioText = (ratio: number): string => (ratio >= 9.95 ? ratio.toFixed(0) : ratio.toPrecision(2))

/** `0.31 times as long (0.27 to 0.36), at most 1 is asked`: never an estimate without its interval. */
export function boundText({ what, asked, n, value, interval, byValue }: JudgedBound): string {
  const unit = what === 'ratio' ? ratioText : formatDuration
  const wanted = what === 'ratio' ? `at most ${asked} is asked` : `${formatDuration(asked)} are allowed`
  if (value === null) return `no times yet, ${wanted}`
  const estimate = what === 'ratio' ? `${unit(value)} times as long` : unit(value)
  if (byValue) return `${estimate} every time, ${wanted}`
  const range = interval
    ? `${unit(interval.lower)} to ${unit(interval.upper)}`
    : n < MIN_OBSERVATIONS
      ? `no interval before ${MIN_OBSERVATIONS} observations`
      : 'nothing is excluded yet'
  return `${estimate} (${range}), ${wanted}`
}

/** `took 0.31 times as long (…), at most 1 is asked, and 1 min 12 s (…), 2 min 00 s are allowed`. */
export const speedText = (speed: SpeedFacts | null): string =>
  `took ${(speed?.bounds ?? []).map(boundText).join(', and ')}`
