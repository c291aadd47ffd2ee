import { type DataType, isExact } from '../../types/data-type.ts'
import { type Case, flag, guarded } from '../case.ts'
import { type EngineNames, knownOf, roundingHabits, roundsHalves } from '../known-engines.ts'
import { type Counted, countOf, type Details, NUMBERS, type Reason } from '../reason.ts'
import { unexplained } from '../unexplained.ts'
import { hasDecimals, ofNumbers, PLACE } from './steps.ts'

/** Pairs from which on a pattern can hardly be chance: of whole numbers, and of those that fit with few. */
const [SURE, SURE_OF_WHOLE, FITS] = [5, 8, 2]
/** Of all rows, those that cutting changes by one unit: half of those that have more decimals. */
const CUT_ROWS = 1 / 4
/** Of numbers with one more decimal, a tenth are halves. */
const HALVES = 1 / 10
/** Of halves that are rounded to even, nearly all are so: doubles may be just below one. It takes many to tell. */
const [MOSTLY_EVEN, MANY] = [0.9, 20]
/** Bits of `part`. */
const [AT_PLACE, SMALLER, EVEN] = [15, 16, 32]

/** SQL that is true of numbers one unit apart that have no more decimals than that. */
export function isUnit(type: DataType): string {
  if (type.kind === 'integer') return 'f = 1'
  const atPlace = ['x', 'y'].map((x) => (isExact(type) ? `${x} % d = 0` : hasDecimals(x, 'power')))
  return guarded('abs(f * power - 1) < 1e-4', atPlace.join(' AND '))
}

/** `part` holds the place, whether a is smaller in magnitude, and whether the smaller one's last digit is even. */
function unit(type: DataType): Case {
  const smaller = 'least(abs(x), abs(y))'
  const last = isExact(type) ? `${smaller} // d` : `round(${smaller} * power)`
  const isEven = type.kind === 'decimal' ? `(${smaller} % (d + d)) = 0` : `${last} % 2 = 0`
  const part = `greatest(0, ${PLACE}) + ${flag('abs(x) < abs(y)', SMALLER)} + ${flag(isEven, EVEN)}`
  return { when: isUnit(type), part }
}

/** Which place the column was rounded to, and how: until then, all pairs one unit apart are of the first reason. */
async function decide<G extends Counted>(groups: readonly G[], rows: () => Promise<number>): Promise<G[]> {
  const places = Map.groupBy(
    groups.filter(({ reason }) => reason === roundingHalfEven.id),
    ({ part }) => part & AT_PLACE,
  )
  const [commonest] = [...places].sort((x, y) => countOf(y[1]) - countOf(x[1]))
  if (!commonest) return [...groups]
  const [place, atPlace] = commonest
  const found = roundingOf(place, atPlace)
  const pattern =
    found.reason === truncation.id ? { ...found, reason: cutOf(countOf(atPlace), await rows()) } : found
  return groups.map((group) => {
    if (group.reason !== roundingHalfEven.id) return group
    return (group.part & AT_PLACE) === place ? { ...group, ...pattern } : { ...group, reason: unexplained.id }
  })
}

function roundingOf(place: number, units: readonly Counted[]): Pick<Counted, 'reason' | 'details'> {
  const pairs = countOf(units)
  const having = (bit: number) => countOf(units.filter(({ part }) => part & bit))
  const [aSmaller, even] = [having(SMALLER), having(EVEN)]
  const details = { place, pairs, aSmaller, bSmaller: pairs - aSmaller }
  const isOneSided = aSmaller === 0 || aSmaller === pairs
  const isEnough = pairs >= (place === 0 ? SURE_OF_WHOLE : FITS)
  const isEven = even === pairs || (place > 0 && pairs >= MANY && even >= MOSTLY_EVEN * pairs)
  if (isOneSided && isEnough && isEven) return { reason: roundingHalfEven.id, details }
  if (place === 0) return { reason: offByOne.id, details }
  return { reason: isOneSided && pairs >= SURE && even > 0 ? truncation.id : lastDigit.id, details }
}

/** What pairs are that differ in one direction, even and odd ones: many of all rows are cut, few are halves of doubles. */
function cutOf(pairs: number, rows: number): string {
  if (pairs >= rows * CUT_ROWS) return truncation.id
  return pairs >= SURE_OF_WHOLE && pairs <= rows * HALVES ? doubleHalves.id : lastDigit.id
}

/** The side whose values are the smaller in magnitude, and the other. */
function bySize(
  { baseline, engine }: EngineNames,
  { aSmaller = 0, bSmaller = 0 }: Details = {},
): [string, string] {
  return Number(aSmaller) >= Number(bSmaller) ? [baseline, engine] : [engine, baseline]
}

export const possibly = ({ pairs = SURE }: Details = {}): string => (Number(pairs) < SURE ? 'possibly: ' : '')

const common = { declare: 'abs', kinds: NUMBERS, mayBeChance: () => true } as const

const roundingHalfEven: Reason = {
  ...common,
  id: 'rounding-half-even',
  entries: ['round-double', 'round-decimal'],
  explain: (sides, details) => {
    const [smaller, greater] = bySize(sides, details)
    return `${possibly(details)}${smaller} rounds halves to even, ${greater} away from zero${knownOf(sides, roundsHalves)}`
  },
  ...ofNumbers([unit({ kind: 'float', name: 'DOUBLE' })], (type) => [unit(type)]),
  decide,
}

const truncation: Reason = {
  ...common,
  id: 'truncation',
  entries: ['avg-of-decimals'],
  explain: (sides, details) => {
    const [smaller, greater] = bySize(sides, details)
    return `${smaller} truncates after the last decimal, ${greater} rounds`
  },
}

const doubleHalves: Reason = {
  ...common,
  id: 'double-halves',
  explain: (sides, details) => {
    const [smaller, greater] = bySize(sides, details)
    return `probably: ${greater} rounds halves by their digits, ${smaller} by the double, which may be just below the half`
  },
  entries: ['round-double-digits', 'cast-double-to-decimal'],
}

const lastDigit: Reason = {
  ...common,
  id: 'last-digit',
  entries: ['round-double-digits'],
  explain: (sides) => `differ by one in the last decimal: rounded differently${roundingHabits(sides)}`,
}

const offByOne: Reason = {
  ...common,
  id: 'off-by-one',
  entries: ['cast-fraction-to-integer', 'levenshtein'],
  explain: (sides, details = {}) => {
    const [smaller, greater] = bySize(sides, details)
    const isMixed = Number(details.aSmaller) > 0 && Number(details.bSmaller) > 0
    return isMixed ? 'differ by one, in both directions' : `${greater} is one more than ${smaller}`
  },
}

export const ROUNDING = [roundingHalfEven, truncation, doubleHalves, lastDigit, offByOne]
