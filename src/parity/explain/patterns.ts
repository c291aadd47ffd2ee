import { NO_OFFSET } from '../recognise/times.ts'
import { decimalsDetails } from './decimals.ts'
import type { EqualValues } from './equal-values.ts'

/** What is known of pairs of one reason. */
interface Distances {
  count: number
  /** Pairs that the tolerance doesn't allow. */
  beyond: number
  /** Of the pairs, those whose values are both finite numbers, and those whose are both times. */
  numbers: number
  times: number
  /** Greatest |a−b| and |a−b|/max(|a|,|b|) of finite numbers, and greatest seconds between times. */
  greatestAbs: number | null
  greatestRel: number | null
  greatestSeconds: number | null
  example: { pair: number; a: string | null; b: string | null }
}

/** Pairs of values of one leaf, one code, and one of its reasons, as SQL counted them. */
export interface Group extends Distances {
  /** The leaf's. */
  path: string
  code: number
  reason: string
  part: number
  /** Of the two numbers that are farthest apart, the distance as they are spelt. */
  spelt: number | null
  details?: Record<string, number | string>
}

/** All pairs of one reason. */
export interface Folded extends Distances {
  reason: string
  /** What the reason's words in the catalogue need: which side, which unit. */
  details: Record<string, number | string>
  /** Where inside the values, the most frequent place first. */
  paths: string[]
}

const SURE = 5
const SURE_OF_WHOLE = 8
const FITS = 2
const UNEXPLAINED = 'unexplained'
/** Of all rows, those that cutting changes by one unit: half of those that have more decimals. */
const CUT_ROWS = 1 / 4
/** One in 256 pairs of small integers is apart by a multiple of 256 for no reason, one in 15 minutes by a quarter of an hour. */
const CHANCE = 1 / 10
const BYTE_BITS = 8
const MAY_BE_CHANCE = [
  'factor',
  'overflow',
  'off-by-one',
  'last-digit',
  'truncation',
  'rounding-half-even',
  'time-zone',
  'day-shift',
  'epoch-unit',
]

/** Decides what only all pairs of a leaf show. */
export async function decideGroups(groups: readonly Group[], equal: EqualValues): Promise<Group[]> {
  const alone = groups.map((group) => decideAlone(group, groups))
  const decided = decideUnits(alone)
  const cut = countOf(decided, 'truncation')
  if (cut === 0) return unexplainChance(decided)
  const all = (await equal.count('a IS NOT NULL')) + countPairs(groups)
  return unexplainChance(cut >= all * CUT_ROWS ? decided : decided.map(roundedOtherwise))
}

/** One group a reason, most frequent first, of equals the one whose example is first. */
export function foldGroups(groups: readonly Group[]): Folded[] {
  const reasons = Map.groupBy(groups, ({ reason }) => reason)
  return [...reasons.values()].flatMap(fold).toSorted(byCount)
}

export const byCount = (a: Distances, b: Distances): number =>
  b.count - a.count || a.example.pair - b.example.pair

/** Pairs that differ: those with several reasons are in several groups. */
export const countPairs = (groups: readonly Pick<Group, 'code' | 'count'>[]): number =>
  sum([...new Map(groups.map(({ code, count }) => [code, count])).values()])

const roundedOtherwise = (group: Group): Group =>
  group.reason === 'truncation' ? { ...group, reason: 'last-digit' } : group

/** What chance brings about between unlike values is no reason: few such pairs among many that have none. */
function unexplainChance(groups: readonly Group[]): Group[] {
  const unexplained = countOf(groups, UNEXPLAINED)
  const isChance = ({ reason, part }: Group) =>
    MAY_BE_CHANCE.includes(reason) &&
    (reason !== 'overflow' || part === BYTE_BITS) &&
    countOf(groups, reason) < unexplained * CHANCE
  const codes = new Set(groups.filter(isChance).map(({ code }) => code))
  const decided = groups.map((group) => (codes.has(group.code) ? { ...group, reason: UNEXPLAINED } : group))
  return [...new Map(decided.map((group) => [`${group.code} ${group.reason}`, group])).values()]
}

function countOf(groups: readonly Group[], reason: string): number {
  return sum(groups.filter((group) => group.reason === reason).map(({ count }) => count))
}

function decideAlone(group: Group, groups: readonly Group[]): Group {
  if (group.reason === 'float-noise' && group.part === 1) {
    const isPrecision = countOf(groups, 'float-precision') >= group.count
    return isPrecision ? { ...group, reason: 'float-precision' } : group
  }
  return group
}

/** Which place the column was rounded to, and how. */
function decideUnits(groups: readonly Group[]): Group[] {
  const units = groups.filter(({ reason }) => reason === 'unit')
  const places = Map.groupBy(units, ({ part }) => part & 15)
  const [commonest] = [...places].sort((x, y) => countOf(y[1], 'unit') - countOf(x[1], 'unit'))
  if (!commonest) return [...groups]
  const [place, atPlace] = commonest
  const pattern = roundingOf(place, atPlace)
  return groups.map((group) => {
    if (group.reason !== 'unit') return group
    return (group.part & 15) === place ? { ...group, ...pattern } : { ...group, reason: UNEXPLAINED }
  })
}

function roundingOf(place: number, units: readonly Group[]): Pick<Group, 'reason' | 'details'> {
  const pairs = countOf(units, 'unit')
  const aSmaller = countOf(
    units.filter(({ part }) => part & 16),
    'unit',
  )
  const even = countOf(
    units.filter(({ part }) => part & 32),
    'unit',
  )
  const details = { place, pairs, aSmaller, bSmaller: pairs - aSmaller }
  const isOneSided = aSmaller === 0 || aSmaller === pairs
  const isEnough = pairs >= (place === 0 ? SURE_OF_WHOLE : FITS)
  if (isOneSided && isEnough && even === pairs) return { reason: 'rounding-half-even', details }
  if (place === 0) return { reason: 'off-by-one', details }
  return { reason: isOneSided && pairs >= SURE && even > 0 ? 'truncation' : 'last-digit', details }
}

function fold(groups: readonly Group[]): Folded[] {
  const sorted = groups.toSorted(byCount)
  const [first] = sorted
  if (!first) return []
  return [
    {
      reason: first.reason,
      count: sum(groups.map(({ count }) => count)),
      beyond: sum(groups.map(({ beyond }) => beyond)),
      numbers: sum(groups.map(({ numbers }) => numbers)),
      times: sum(groups.map(({ times }) => times)),
      greatestAbs: greatest(groups.map(({ greatestAbs }) => greatestAbs)),
      greatestRel: greatest(groups.map(({ greatestRel }) => greatestRel)),
      greatestSeconds: greatest(groups.map(({ greatestSeconds }) => greatestSeconds)),
      example: groups.reduce((a, b) => (b.example.pair < a.example.pair ? b : a)).example,
      details: first.details ?? detailsOf(first.reason, sorted),
      paths: [...new Set(sorted.map(({ path }) => path))],
    },
  ]
}

const UNITS = ['', 's', 'ms', 'us', 'day']
const NO_POWER = 16

/** What the parts of a reason's groups say. */
function detailsOf(reason: string, groups: readonly Group[]): Record<string, number | string> {
  const [commonest] = groups
  if (!commonest) return {}
  switch (reason) {
    case 'time-zone':
      return { minutes: groups.map(({ part }) => (part - NO_OFFSET) * 15).join(',') }
    case 'time-precision':
      return { unit: UNITS[commonest.part] ?? '' }
    case 'factor':
      return { power: commonest.part - NO_POWER }
    case 'fewer-decimals':
      return decimalsDetails(commonest.part, countOf(groups, reason))
    case 'overflow':
      return { bits: commonest.part }
    default:
      return sidesOf(groups)
  }
}

/** In most reasons `part` is 1 where it is a's doing: where a is the NULL, the NaN, the shorter. */
function sidesOf(groups: readonly Group[]): Record<string, number> {
  const a = sum(groups.filter(({ part }) => part === 1).map(({ count }) => count))
  return { a, b: sum(groups.map(({ count }) => count)) - a }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, value) => total + value, 0)

function greatest(numbers: readonly (number | null)[]): number | null {
  const known = numbers.filter((value) => value !== null)
  return known.length === 0 ? null : Math.max(...known)
}
