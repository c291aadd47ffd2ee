import { digitsThatCount } from '../../canonical/digits.ts'
import { collapsed, trimmed, unixLines } from './blanks.ts'
import { type Case, eitherWay, guarded, type Recognition } from './case.ts'
import { mixtures } from './mixtures.ts'
import { APART, floatCases, floatDecimals, numberSteps } from './numbers.ts'
import { instants, secondsApart } from './times.ts'

const YES = `('true', 't', 'yes', 'y', '1')`
const NO = `('false', 'f', 'no', 'n', '0')`
const PER_SECOND = 1_000_000n

/** Text that starts as a number or a time does: with a digit, a sign, a point or a blank. */
const startsAsNumber = (side: string): string => `${side} < ':' AND ${side} > ''`
const number = (side: string): string => guarded(startsAsNumber(side), `try_cast(${side} AS DOUBLE)`)
const finite = (side: string): string => guarded(`isfinite(${number(side)})`, number(side))
/** SQL for the instant that a text says. */
export const time = (side: string): string =>
  guarded(
    `${startsAsNumber(side)} AND strlen(${side}) BETWEEN 8 AND 40`,
    // A cast to the last hours of the last year that there is fails, though it is tried only.
    `try(try_cast(${side} AS TIMESTAMP WITH TIME ZONE))`,
  )
const micros = (side: string): string =>
  guarded(`isfinite(${time(side)})`, `epoch_us(${time(side)})::HUGEINT`)

/** The digits after the second, of which micros may have cut some. */
const fraction = (side: string): string => `rtrim(regexp_extract(${side}, '[.](\\d*)', 1), '0')`

/** Whether two texts of one double say one number. */
const haveSameDigits = (a: string, b: string): string =>
  `${digitsThatCount(a)} = ${digitsThatCount(b)} AND (x <> 0 OR ${digitsThatCount(a)} = '')`

const trimming = { reason: 'trimming', part: lessBlank() }

/** 1 where a has fewer blanks around it. */
function lessBlank(): string {
  const blanks = (side: string): string => `strlen(${side}) - strlen(${trimmed(side)})`
  return `CASE WHEN ${blanks('a')} < ${blanks('b')} THEN 1 ELSE 0 END`
}

/** Cases of text, and of numbers and times written as text. */
export const texts: Recognition = {
  decimals: floatDecimals,
  steps: [
    `${finite('a')} AS x, ${finite('b')} AS y, ${micros('a')} AS t, ${micros('b')} AS u`,
    `year(${time('a')}) AS ya, year(${time('b')}) AS yb`,
    ...numberSteps({ kind: 'text' }),
  ],
  cases: [
    {
      reason: 'boolean-format',
      when: guarded(
        'strlen(a) <= 5 AND strlen(b) <= 5',
        [YES, NO].map((words) => `(lower(a) IN ${words} AND lower(b) IN ${words})`).join(' OR '),
      ),
    },
    { reason: 'number-format', when: guarded('x = y', haveSameDigits('a', 'b')) },
    { ...trimming, when: `${trimmed('a')} = ${trimmed('b')}` },
    {
      ...trimming,
      when: guarded('x = y', haveSameDigits(trimmed('a'), trimmed('b'))),
      also: [{ reason: 'number-format' }],
    },
    {
      reason: 'double-precision',
      when: 'x = y',
      part: `CASE WHEN ${digitsThatCount('a')} = ${digitsThatCount('x::VARCHAR')} THEN 1 ELSE 0 END`,
    },
    { reason: 'letter-case', when: guarded('length(a) = length(b)', 'lower(a) = lower(b)') },
    { reason: 'line-ending', when: guarded(contains('chr(13)'), `${unixLines('a')} = ${unixLines('b')}`) },
    {
      reason: 'white-space',
      when: guarded(
        ["'  '", 'chr(160)', 'chr(9)', 'chr(10)', 'chr(13)'].map(contains).join(' OR '),
        `${collapsed('a')} = ${collapsed('b')}`,
      ),
    },
    ...encodings(),
    mixtures(trimming),
    { reason: 'time-precision', when: guarded('t = u', `${fraction('a')} <> ${fraction('b')}`), part: '3' },
    { reason: 'time-format', when: 't = u', part: '0' },
    ...floatCases.map(forNumbers),
    ...instants(PER_SECOND).map(forTimes),
    {
      reason: 'cut-off',
      when: guarded(
        "a > '' AND b > '' AND (x IS NULL OR y IS NULL)",
        eitherWay('starts_with({a}, {b})', 'a', 'b'),
      ),
      part: 'CASE WHEN strlen(a) < strlen(b) THEN 1 ELSE 0 END',
    },
  ],
  numbers: APART,
  seconds: secondsApart(PER_SECOND),
}

function contains(text: string): string {
  return `contains(a, ${text}) OR contains(b, ${text})`
}

/** Each needs characters beyond ASCII on one side. */
function encodings(): Case[] {
  const isWide = 'strlen(a) <> length(a) OR strlen(b) <> length(b)'
  const anyForLost = `regexp_replace(regexp_escape({a}), chr(65533) || '+', '.+', 'g')`
  const hexOfCodes = `array_to_string(list_transform(string_split({a}, ''), lambda c: printf('%02X', unicode(c))), '')`
  return [
    { reason: 'unicode-form', when: guarded(isWide, 'nfc_normalize(a) = nfc_normalize(b)') },
    {
      reason: 'replacement-character',
      when: guarded(
        'contains(a, chr(65533)) <> contains(b, chr(65533))',
        eitherWay(`contains({a}, chr(65533)) AND regexp_full_match({b}, ${anyForLost}, 's')`, 'a', 'b'),
      ),
    },
    {
      reason: 'mojibake',
      when: guarded(
        'strlen(a) <> strlen(b) AND length(a) <> length(b)',
        eitherWay(
          `CASE WHEN length({a}) = strlen({b}) AND strlen({a}) > length({a}) THEN ${hexOfCodes} = hex({b}) END`,
          'a',
          'b',
        ),
      ),
    },
  ]
}

function forNumbers({ reason, when, part }: Case): Case {
  return { reason, when: guarded('x IS NOT NULL AND y IS NOT NULL', when), ...(part && { part }) }
}

function forTimes({ reason, when, part }: Case): Case {
  return { reason, when: guarded('t IS NOT NULL AND u IS NOT NULL', when), ...(part && { part }) }
}
