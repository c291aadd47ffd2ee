import { formatDuration } from '../../model/units/duration.ts'
import { counted } from '../../text/text.ts'

const DAYS_A_YEAR = 365

/** `at least 11 more days`; a forecast of years is none. */
export const leastDays = (least: number): string =>
  least > DAYS_A_YEAR ? 'more than another year of days' : `at least ${moreDays(least)}`

/** `the 8 remaining days`. */
export const remainingDays = (left: number): string =>
  left === 1 ? 'the remaining day' : `the ${left} remaining days`

export const moreDays = (count: number): string => counted(count, 'more day')

/** `a, b and c`. */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

/** `a, b, c and 4 more`. */
export function firstFew(words: readonly string[], most: number): string {
  const rest = words.length - most
  return rest > 0 ? `${words.slice(0, most).join(', ')} and ${rest} more` : listed(words)
}

const MOST_DIGITS = 6

/** Two digits after the point, or as many as it takes to tell it from others. */
export function ratioText(ratio: number, ...others: number[]): string {
  if (ratio >= 1000) return 'over 1,000'
  if (ratio <= 0.001) return 'below 0.001'
  const digits = ratio >= 9.95 ? 0 : ratio >= 0.0995 ? 2 : 3
  const isAlike = (text: string, more: number) =>
    others.some((other) => other !== ratio && Number(other.toFixed(more)) === Number(text))
  for (let more = digits; more < MOST_DIGITS; more += 1) {
    const text = ratio.toFixed(more)
    if (!isAlike(text, more)) return text
  }
  return ratio.toFixed(MOST_DIGITS)
}

/** `0.29×`. */
export const timesText = (ratio: number): string => `${ratioText(ratio)}×`

/** Both ends as they are shown, once where they are shown alike: `0.25–0.33`. */
export function rangeText(
  { lower, upper }: { lower: number; upper: number },
  show: (end: number) => string,
): string {
  return [...new Set([show(lower), show(upper)])].join('–')
}

/** `3 days`, `26 hours`. */
export const hoursText = (hours: number): string =>
  hours < 48 ? counted(Math.round(hours), 'hour') : counted(Math.round(hours / 24), 'day')

/** `1 min`, `250 ms`. */
export function unitText(milliseconds: number): string {
  if (milliseconds < 1000) return `${milliseconds} ms`
  return milliseconds % 60_000 === 0 ? `${milliseconds / 60_000} min` : formatDuration(milliseconds / 1000)
}

/** `12.1 %`. */
export const percentText = (share: number): string => `${(100 * share).toFixed(1)} %`

/** From this part of all on, what happens is the rule and no exception. */
export const MUCH = 0.1
