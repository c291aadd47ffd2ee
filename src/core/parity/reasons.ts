import { nearest } from '../config/nearest.ts'
import { knownOf, type Sides } from './known-engines.ts'

/** Numbers and words that a reason's explanation needs; `a` and `b` count the pairs where it's that side's doing. */
export type Details = Record<string, number | string>

/** Why two outputs differ, in words, and what would declare it in etl-compare.yml. */
export interface Reason {
  explain(sides: Sides, details?: Details): string
  /** `accept:` unless a tolerance says it better, absolute or relative; null where nothing can declare it. */
  declare?: 'abs' | 'rel' | null
}

/** The side, or sides, whose doing it is. */
function doer(sides: Sides, { a = 0, b = 0 }: Details = {}): string {
  if (Number(a) > 0 && Number(b) > 0) return `${sides.baseline} and ${sides.engine}, in turn,`
  if (Number(a) > 0) return sides.baseline
  return Number(b) > 0 ? sides.engine : 'one side'
}

/** Where equal values contradict what is said: of which rows alone it is true. */
const partly = ({ rows = '' }: Details = {}, otherwise = ''): string =>
  rows === '' ? otherwise : `, in only ${rows} ${rows === '1' ? 'row' : 'rows'}`

const plain = (words: string): Reason => ({
  explain: (_sides, details) => `${words}${partly(details)}`,
})

/** Words that begin with who does it. */
const bySide = (words: string): Reason => ({
  explain: (sides, details) => `${doer(sides, details)} ${words}${partly(details)}`,
})

/** The side whose values are the smaller in magnitude, and the other. */
function bySize({ baseline, engine }: Sides, { aSmaller = 0, bSmaller = 0 }: Details): [string, string] {
  return Number(aSmaller) >= Number(bSmaller) ? [baseline, engine] : [engine, baseline]
}

/** Pairs from which on a pattern can hardly be chance. */
const SURE = 5

const fits = ({ pairs = SURE }: Details): string => (Number(pairs) < SURE ? 'fits: ' : '')

const numbers = {
  'rounding-half-even': {
    explain: (sides, details = {}) => {
      const [smaller, greater] = bySize(sides, details)
      return `${fits(details)}${smaller} rounds halves to even, ${greater} away from zero${knownOf(sides, 'rounding')}`
    },
  },
  truncation: {
    explain: (sides, details = {}) => {
      const [smaller, greater] = bySize(sides, details)
      return `${smaller} cuts after the last decimal, ${greater} rounds`
    },
    declare: 'abs',
  },
  'last-digit': {
    explain: (sides) => `apart by one in the last decimal: rounded differently${knownOf(sides, 'rounding')}`,
    declare: 'abs',
  },
  'float-noise': { ...plain('floating-point noise, as from another order of summation'), declare: 'rel' },
  'float-precision': { ...bySide('rounds to a 32-bit float'), declare: 'rel' },
  'double-precision': bySide('rounds to a 64-bit float, which is exact to 2^53 only'),
  overflow: {
    explain: (_sides, { bits = '', ...details } = {}) =>
      `overflow: apart by a multiple of 2^${bits || 'n'}, as an integer of ${bits || 'n'} bits wraps${partly(details)}`,
  },
  saturation: bySide("stops at an integer type's bound"),
  sign: plain('the same number with the opposite sign'),
  factor: {
    explain: ({ baseline, engine }, { power = 0, ...details } = {}) => {
      const [greater, smaller] = Number(power) < 0 ? [engine, baseline] : [baseline, engine]
      const times = power === 0 ? 'a power of ten' : `10^${Math.abs(Number(power))}`
      return `${greater} is ${times} times ${smaller}${partly(details, ': another unit')}`
    },
  },
  'fewer-decimals': {
    explain: (sides, details = {}) => {
      const { place, how = 'rounded' } = details
      const decimals = place === 1 ? '1 decimal' : `${place ?? 'fewer'} decimals`
      return `${fits(details)}${doer(sides, details)} is ${how} to ${place === 0 ? 'a whole number' : decimals}`
    },
  },
  'integer-division': bySide('is cut to a whole number, as by integer division'),
  'off-by-one': {
    explain: (sides, details = {}) => {
      const [smaller, greater] = bySize(sides, details)
      const isMixed = Number(details.aSmaller) > 0 && Number(details.bSmaller) > 0
      return isMixed ? 'apart by one, either way' : `${greater} is one more than ${smaller}`
    },
  },
  nan: bySide('has NaN where the other has a number'),
  infinity: bySide('has infinity where the other has not'),
} satisfies Record<string, Reason>

const nulls = {
  'null-for-empty': bySide("has NULL where the other has ''"),
  'null-for-zero': {
    explain: (sides, details) =>
      `${doer(sides, details)} has NULL where the other has 0${knownOf(sides, 'emptySum')}`,
  },
  'null-for-nan': bySide('has NULL where the other has NaN'),
  'null-for-empty-list': bySide('has NULL where the other has an empty list'),
  'null-for-struct-of-nulls': bySide('has NULL where the other has a struct of NULLs'),
  'null-for-word': bySide('has NULL where the other has a word for it, such as None'),
  null: bySide('has NULL where the other has a value'),
} satisfies Record<string, Reason>

const texts = {
  trimming: bySide('has no white space around the text'),
  'letter-case': plain('the same but for upper and lower case'),
  'unicode-form': plain('the same characters in another Unicode form'),
  'line-ending': plain('the same but for line endings'),
  'white-space': plain('the same but for white space within'),
  'cut-off': bySide('ends early: its text is the beginning of the other'),
  'replacement-character': plain('characters lost to U+FFFD: bytes that were not UTF-8'),
  'number-format': plain('the same number, written otherwise'),
  'time-format': plain('the same time, written otherwise'),
  'boolean-format': plain('the same truth value, written otherwise'),
  mojibake: plain('UTF-8 read as Latin-1'),
} satisfies Record<string, Reason>

const times = {
  'time-zone': {
    explain: (sides, details = {}) => explainOffsets(sides, details),
  },
  'time-precision': {
    explain: (_sides, { unit = '' } = {}) => {
      if (unit === 'day') return 'one side has no time of day'
      return `one side has no fraction finer than ${unit ? `1 ${unit}` : 'the other'}`
    },
  },
  'day-shift': plain('a day apart, often a time zone'),
  calendar: plain('before 1582-10-15, the Julian calendar against the Gregorian'),
  'epoch-unit': plain('another unit of time since 1970, such as milliseconds read as microseconds'),
} satisfies Record<string, Reason>

const SUMMER_TIME = 60
const MANY = 3

/**
 * `minutes` by which the engine is ahead, the most frequent first; `rows`, where only some of the column's rows are
 * shifted: then it may be no zone at all.
 */
function explainOffsets({ baseline, engine }: Sides, { minutes = '', rows = '' }: Details): string {
  const offsets = `${minutes}`.split(',').filter(Boolean).map(Number)
  const sizes = [...new Set(offsets.map((offset) => Math.abs(offset)))].sort((a, b) => a - b)
  if (sizes.length === 0) return 'another time zone'
  const [first = 0] = offsets
  const isOneWay = offsets.every((offset) => offset > 0 === first > 0)
  const spelt = sizes.slice(0, MANY).map((size) => (size % 60 === 0 ? `${size / 60} h` : `${size} min`))
  const apart = `${spelt.join(' or ')}${sizes.length > MANY ? ' or more' : ''}`
  const whose = isOneWay ? `${first > 0 ? engine : baseline} is ${apart} ahead` : `${apart} apart, either way`
  if (rows !== '') return `${whose}${partly({ rows })}`
  const [least = 0, most = 0] = sizes
  const isSummer = isOneWay && sizes.length === 2 && most - least === SUMMER_TIME
  return `${whose}: another time zone${isSummer ? ', one with summer time' : ''}`
}

const others = {
  'element-order': plain('the same elements in another order'),
  opposite: plain('true against false'),
  unexplained: { ...plain('for no reason that is known here'), declare: null },
} satisfies Record<string, Reason>

const schemas = {
  'integer-width': plain('integers of another width'),
  'decimal-precision': plain('decimals of another precision'),
  'decimal-scale': plain('decimals of another scale'),
  'float-width': plain('a 32-bit float against a 64-bit one'),
  'timestamp-unit': plain('timestamps of another unit'),
  'naive-timestamp': plain('a timestamp without a zone against one with; read as UTC'),
  'date-for-timestamp': plain('a date against a timestamp; read as its midnight'),
  'float-for-integer': plain('a float against an integer'),
  'float-for-decimal': plain('a float against a decimal'),
  'null-type': plain('a column of NULLs alone, without a type'),
  'binary-for-text': plain('bytes against text'),
  'text-for-type': plain('text against a typed column; read as that type'),
  missing: { explain: ({ engine }) => `${engine} lacks the column`, declare: null },
  extra: { explain: ({ baseline }) => `${baseline} lacks the column`, declare: null },
  type: { ...plain('types that cannot be compared'), declare: null },
} satisfies Record<string, Reason>

const CATALOGUE = { ...numbers, ...nulls, ...texts, ...times, ...others, ...schemas }

/** Every reason by the id that records and `accept:` name it by. */
export const REASONS: Record<string, Reason> = CATALOGUE

/** Whether a reason is one of numbers alone, that tolerances make up for. */
export const isOfNumbers = (reason: string): boolean => Boolean(REASONS[reason]?.declare)

/** Whether a text names a reason. */
export const isReason = (text: string): text is keyof typeof CATALOGUE => Object.hasOwn(REASONS, text)

/** What to say of a text that names no reason: which was probably meant, and where all are listed. */
export function unknownReason(text: string): string {
  const known = Object.keys(REASONS)
  const meant = nearest(text, known) ?? known.find((reason) => text !== '' && reason.includes(text))
  const question = meant === undefined ? '' : `Did you mean '${meant}'? `
  return `no reason: '${text}'. ${question}docs/parity.md lists all reasons`
}
