import { rangeText, ratioText, timesText } from '../verdict/numbers.ts'

/** A name as it is spoken in a sentence: tables, code and labels keep it as it is configured. */
export const properName = (name: string): string => (name === 'spark' ? 'Spark' : name)

/** `Spark’s`. */
export const possessive = (name: string): string => `${properName(name)}’${name.endsWith('s') ? '' : 's'}`

/** `61 %` of a ratio; two digits where it is small: `4.6 %`, `3.0 %`. */
export const percentOf = (ratio: number): string =>
  `${ratio >= 0.0995 ? Math.round(100 * ratio) : Math.max(0.001, 100 * ratio).toPrecision(2)} %`

/** `0.28–0.32`. */
export const intervalText = (interval: { lower: number; upper: number }): string =>
  rangeText(interval, (end) => ratioText(end))

/** `61 % of the time`, `1.80× the time`, `the same time`. */
export function timeShare(ratio: number, whose = 'the', what = 'time'): string {
  if (ratio < 0.995) return `${percentOf(ratio)} of ${whose} ${what}`
  return ratio < 1.005
    ? `${whose === 'the' ? 'the same' : whose} ${what}`
    : `${timesText(ratio)} ${whose} ${what}`
}

/** A figure and its unit, or the two of a day, stay on one line. */
export const glued = (text: string): string =>
  text.replaceAll(/(?<=\d) (?=%|[kMGT]?i?B\b|(?:s|min|ms|h|UTC|cores?|days?)\b|[A-Z][a-z]{2}\b)/g, '\u00a0')

/** How many, in words up to nine. */
export const numberWord = (count: number): string =>
  ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'][count] ??
  count.toLocaleString('en')

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** A name that is cut where a label has no more room. */
export const shortName = (name: string, most = 16): string =>
  [...name].length > most ? `${[...name].slice(0, most - 1).join('')}…` : name

/** The candidate that the page speaks of first. */
export const leading = <Row>({ candidates: [first] }: { candidates: readonly Row[] }): Row | undefined =>
  first

/** Times of a table in one unit, that of the longest: `3.5 min`. */
export function secondsIn(longest: number): (seconds: number) => string {
  if (longest >= 7200) return (seconds) => `${(seconds / 3600).toFixed(2)} h`
  if (longest >= 120) return (seconds) => `${(seconds / 60).toFixed(1)} min`
  return (seconds) => `${seconds >= 9.995 ? seconds.toFixed(1) : seconds.toPrecision(3)} s`
}
