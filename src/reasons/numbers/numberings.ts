import {
  type BesideColumn,
  type Details,
  type Pattern,
  type Patterns,
  partly,
  type Reason,
} from '../reason.ts'

/** Pairs from which on a pattern can hardly be chance. */
const FITS = 3

/** A way to number days of the week: from `first`, which is `iso`'s number where Monday is 1. */
interface Weekdays {
  words: string
  first: number
  iso(value: string): string
}

const WEEKDAYS: readonly Weekdays[] = [
  { words: 'Sunday 1', first: 1, iso: (value) => `(${value} + 5) % 7 + 1` },
  { words: 'Sunday 0', first: 0, iso: (value) => `(${value} + 6) % 7 + 1` },
  { words: 'Monday 1', first: 1, iso: (value) => value },
  { words: 'Monday 0', first: 0, iso: (value) => `${value} + 1` },
]

/** A way to number weeks of the year. */
interface Weeks {
  words: string
  of(day: string): string
}

const firstOfYear = (day: string): string => `date_trunc('year', ${day})`

const WEEKS: readonly Weeks[] = [
  { words: 'ISO 8601', of: (day) => `week(${day})` },
  { words: 'the first Sunday', of: (day) => `strftime(${day}, '%U')::INTEGER` },
  { words: 'the first Monday', of: (day) => `strftime(${day}, '%W')::INTEGER` },
  { words: '1 January', of: (day) => `(dayofyear(${day}) - 1) // 7 + 1` },
  {
    words: '1 January, each from Sunday',
    of: (day) => `(dayofyear(${day}) + dayofweek(${firstOfYear(day)}) - 1) // 7 + 1`,
  },
]

const isFromSunday = ({ words }: Weekdays): boolean => words.startsWith('Sunday')

const isIn = (value: string, { first }: Weekdays): string => `${value} BETWEEN ${first} AND ${first + 6}`

/** All pairs, none of them with a NULL. */
const all = (condition: string): string => `count(*) >= ${FITS} AND count(*) FILTER (${condition}) = count(*)`

/** Every two of some ways to number. */
const twoOf = <T>(ways: readonly T[]): [T, T][] =>
  ways.flatMap((a) => ways.filter((b) => b !== a).map((b): [T, T] => [a, b]))

/** Each day of the week has one number on either side, and they meet at other days: no numbers but these do so. */
const byNumbers: readonly Pattern[] = twoOf(WEEKDAYS).flatMap(([a, b]) => {
  if (isFromSunday(a) === isFromSunday(b)) return []
  const when = `${isIn('a', a)} AND ${isIn('b', b)} AND ${a.iso('a')} = ${b.iso('b')}`
  return {
    holds: `${all(when)} AND count(DISTINCT a) = 7`,
    when,
    refutedBy: 'a IS NOT NULL',
    details: { a: a.words, b: b.words },
  }
})

/** The numbers are those of a day in the same row. */
function weekdaysOf(day: string, column: string): Pattern[] {
  return twoOf(WEEKDAYS).map(([a, b]) => {
    const when = `${isIn('a', a)} AND ${isIn('b', b)} AND ${a.iso('a')} = isodow(${day}) AND ${b.iso('b')} = isodow(${day})`
    const isVaried = `(count(DISTINCT a) > 1 OR bool_and(least(a, b) = 0 AND greatest(a, b) = 7))`
    // Sunday is 0 on one side and 7 on the other, and all other days have one number.
    const isSundayAlone = [a, b].every((one) => one.first === (isFromSunday(one) ? 0 : 1))
    return {
      holds: `${all(when)} AND ${isVaried}`,
      when,
      refutedBy: isSundayAlone ? 'a IN (0, 7)' : 'a IS NOT NULL',
      details: { a: a.words, b: b.words, column },
    }
  })
}

function weeksOf(day: string, column: string): Pattern[] {
  return twoOf(WEEKS).map(([a, b]) => {
    const when = `a = ${a.of(day)} AND b = ${b.of(day)}`
    return {
      holds: `${all(when)} AND count(DISTINCT a) > 1`,
      when,
      details: { a: a.words, b: b.words, column },
    }
  })
}

/** Patterns by the days in the same rows, where both sides have the same. */
const byDays = (
  beside: readonly BesideColumn[],
  patterns: (day: string, column: string) => readonly Pattern[],
): Pattern[] =>
  beside
    .filter(({ type }) => type.kind === 'date' || type.kind === 'timestamp')
    .flatMap(({ name, a, b }) =>
      patterns(`(CASE WHEN ${a} = ${b} AND isfinite(${a}) THEN ${a}::DATE END)`, name),
    )

/** Numbers of days or weeks that both sides take from one day. */
const numbering = (
  id: string,
  verb: string,
  greatest: number,
  of: (beside: readonly BesideColumn[]) => readonly Pattern[],
): Reason => ({
  id,
  explain: ({ baseline, engine }, { a, b, column, ...details }: Details = {}) => {
    if (a === undefined) return `one side ${verb} in another way`
    const whose = column === undefined ? '' : ` of ${column}`
    return `${baseline} ${verb}${whose} from ${a}, ${engine} from ${b}${partly(details)}`
  },
  declare: 'by-hand',
  kinds: ['integer'],
  patterns: ({ target }, beside): Patterns | undefined =>
    target.kind === 'integer'
      ? {
          isPossible: `min(least(a, b)) >= 0 AND max(greatest(a, b)) <= ${greatest}`,
          of: of(beside),
        }
      : undefined,
})

export const weekdayNumbering: Reason = {
  ...numbering('weekday-numbering', 'numbers weekdays', 7, (beside) => [
    ...byDays(beside, weekdaysOf),
    ...byNumbers,
  ]),
  entries: ['day-of-week'],
}

export const weekNumbering = numbering('week-numbering', 'counts weeks', 53, (beside) =>
  byDays(beside, weeksOf),
)
