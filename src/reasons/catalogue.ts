import { nearest } from '../text/nearest.ts'
import { knownOf } from './known-engines.ts'
import { explainOffsets } from './offsets.ts'
import { bySide, bySize, doer, fits, type Kind, of, partly, plain, type Reason } from './reason.ts'

const NUMBERS: readonly Kind[] = ['integer', 'decimal', 'float', 'text']
const FRACTIONS: readonly Kind[] = ['decimal', 'float', 'text']
const TEXTS: readonly Kind[] = ['text']
const TIMES: readonly Kind[] = ['timestamp', 'date', 'text']

const numbers = of(NUMBERS, {
  'rounding-half-even': {
    explain: (sides, details = {}) => {
      const [smaller, greater] = bySize(sides, details)
      return `${fits(details)}${smaller} rounds halves to even, ${greater} away from zero${knownOf(sides, 'rounding')}`
    },
    declare: 'abs',
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
    declare: 'by-hand',
  },
  saturation: { ...bySide("stops at an integer type's bound"), declare: 'by-hand' },
  sign: { ...plain('the same number with the opposite sign'), declare: 'by-hand' },
  factor: {
    explain: ({ baseline, engine }, { power = 0, ...details } = {}) => {
      const [greater, smaller] = Number(power) < 0 ? [engine, baseline] : [baseline, engine]
      const times = power === 0 ? 'a power of ten' : `10^${Math.abs(Number(power))}`
      return `${greater} is ${times} times ${smaller}${partly(details, ': another unit')}`
    },
    declare: 'by-hand',
  },
  'fewer-decimals': {
    explain: (sides, details = {}) => {
      const { place, how = 'rounded' } = details
      const decimals = place === 1 ? '1 decimal' : `${place ?? 'fewer'} decimals`
      return `${fits(details)}${doer(sides, details)} is ${how} to ${place === 0 ? 'a whole number' : decimals}`
    },
    declare: 'abs',
    kinds: FRACTIONS,
  },
  'integer-division': {
    ...bySide('is cut to a whole number, as by integer division'),
    declare: 'abs',
    kinds: FRACTIONS,
  },
  'off-by-one': {
    explain: (sides, details = {}) => {
      const [smaller, greater] = bySize(sides, details)
      const isMixed = Number(details.aSmaller) > 0 && Number(details.bSmaller) > 0
      return isMixed ? 'apart by one, either way' : `${greater} is one more than ${smaller}`
    },
    declare: 'abs',
  },
  nan: { ...bySide('has NaN where the other has a number'), kinds: ['float'] },
  infinity: { ...bySide('has infinity where the other has not'), kinds: ['float', 'timestamp', 'date'] },
})

const nulls = {
  'null-for-empty': { ...bySide("has NULL where the other has ''"), kinds: TEXTS },
  'null-for-zero': {
    kinds: ['integer', 'decimal', 'float'],
    explain: (sides, details) =>
      `${doer(sides, details)} has NULL where the other has 0${knownOf(sides, 'emptySum')}`,
  },
  'null-for-nan': { ...bySide('has NULL where the other has NaN'), kinds: ['float'] },
  'null-for-empty-list': { ...bySide('has NULL where the other has an empty list'), kinds: ['list', 'map'] },
  'null-for-struct-of-nulls': {
    ...bySide('has NULL where the other has a struct of NULLs'),
    kinds: ['struct'],
  },
  'null-for-word': {
    ...bySide('has NULL where the other has a word for it, such as None'),
    kinds: TEXTS,
  },
  null: bySide('has NULL where the other has a value'),
} satisfies Record<string, Reason>

const texts = of(TEXTS, {
  trimming: bySide('has no white space around the text'),
  'letter-case': plain('the same but for upper and lower case'),
  'unicode-form': plain('the same characters in another Unicode form'),
  'line-ending': plain('the same but for line endings'),
  'white-space': plain('the same but for white space within'),
  'cut-off': { ...bySide('ends early: its text is the beginning of the other'), declare: 'by-hand' },
  'replacement-character': {
    ...plain('characters lost to U+FFFD: bytes that were not UTF-8'),
    declare: 'by-hand',
  },
  'number-format': plain('the same number, written otherwise'),
  'time-format': plain('the same time, written otherwise'),
  'boolean-format': plain('the same truth value, written otherwise'),
  mojibake: plain('UTF-8 read as Latin-1'),
})

const times = of(TIMES, {
  'time-zone': {
    explain: (sides, details = {}) => explainOffsets(sides, details),
    declare: 'by-hand',
  },
  'time-precision': {
    explain: (_sides, { unit = '', ...details } = {}) => {
      if (unit === 'day') return `one side has no time of day${partly(details)}`
      return `one side has no fraction finer than ${unit ? `1 ${unit}` : 'the other'}${partly(details)}`
    },
    declare: 'time',
  },
  'day-shift': { ...plain('a day apart, often a time zone'), declare: 'by-hand' },
  calendar: {
    ...plain('before 1582-10-15, the Julian calendar against the Gregorian'),
    declare: 'by-hand',
  },
  'epoch-unit': {
    ...plain('another unit of time since 1970, such as milliseconds read as microseconds'),
    declare: 'by-hand',
  },
})

const others = {
  'element-order': { ...plain('the same elements in another order'), kinds: ['list'] },
  opposite: { ...plain('true against false'), kinds: ['boolean'] },
  unexplained: { ...plain('no known explanation'), declare: null },
} satisfies Record<string, Reason>

const schemas = {
  'integer-width': { ...plain('integers of another width'), kinds: ['integer'] },
  'decimal-precision': { ...plain('decimals of another precision'), kinds: ['decimal'] },
  'decimal-scale': { ...plain('decimals of another scale'), kinds: ['decimal'] },
  'float-width': { ...plain('a 32-bit float against a 64-bit one'), kinds: ['float'] },
  'timestamp-unit': { ...plain('timestamps of another unit'), kinds: ['timestamp'] },
  'duration-unit': { ...plain('durations of another unit'), kinds: ['duration'] },
  'naive-timestamp': {
    ...plain('a timestamp without a zone against one with; read as UTC'),
    kinds: ['timestamp'],
  },
  'date-for-timestamp': {
    ...plain('a date against a timestamp; read as its midnight'),
    kinds: ['date', 'timestamp'],
  },
  'float-for-integer': { ...plain('a float against an integer'), kinds: ['float', 'integer'] },
  'float-for-decimal': { ...plain('a float against a decimal'), kinds: ['float', 'decimal'] },
  'null-type': plain('a column of NULLs alone, without a type'),
  'binary-for-text': { ...plain('bytes against text'), kinds: ['binary', 'text'] },
  'text-for-type': { ...plain('text against a typed column; read as that type'), kinds: TEXTS },
  missing: { explain: ({ engine }) => `${engine} lacks the column`, declare: null },
  extra: { explain: ({ baseline }) => `${baseline} lacks the column`, declare: null },
  type: { ...plain('types that cannot be compared'), declare: null },
} satisfies Record<string, Reason>

const CATALOGUE = { ...numbers, ...nulls, ...texts, ...times, ...others, ...schemas }

/** Every reason by the id that records and `accept:` name it by. */
export const REASONS: Record<string, Reason> = CATALOGUE

/** Whether all values that differ for a reason are numbers. */
export const isOfNumbers = (reason: string): boolean =>
  ['abs', 'rel'].includes(REASONS[reason]?.declare ?? '')

/** Whether a text names a reason. */
export const isReason = (text: string): text is keyof typeof CATALOGUE => Object.hasOwn(REASONS, text)

/** What to say of a text that names no reason: which was probably meant, and where all are listed. */
export function unknownReason(text: string): string {
  const known = Object.keys(REASONS)
  const meant = nearest(text, known) ?? known.find((reason) => text !== '' && reason.includes(text))
  const question = meant === undefined ? '' : `Did you mean '${meant}'? `
  return `unknown reason '${text}'. ${question}docs/parity.md lists all reasons`
}
