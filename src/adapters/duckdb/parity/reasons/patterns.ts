import { decimalsDetails } from './decimals.ts'

/** Pairs of one reason and one `part` of it, as SQL counted them; or, once folded, of one reason. */
export interface Group {
  reason: string
  part: number
  count: number
  beyond: number
  greatestAbs: number | null
  greatestRel: number | null
  example: { pair: number; a: string | null; b: string | null }
  details?: Record<string, number | string>
}

const SURE = 5
const SURE_OF_WHOLE = 8
const FITS = 2
/** One in 256 pairs of small integers is apart by a multiple of 256 for no reason. */
const CHANCE_OF_BYTE = 1 / 20

/** Decides what only the whole column shows, and folds groups into one a reason, most frequent first. */
export function foldGroups(groups: readonly Group[]): Group[] {
  const decided = decideUnits(groups.map((group) => decideAlone(group, groups)))
  const reasons = Map.groupBy(decided, ({ reason }) => reason)
  return [...reasons.values()].flatMap(fold).sort((a, b) => b.count - a.count)
}

function countOf(groups: readonly Group[], reason: string): number {
  return sum(groups.filter((group) => group.reason === reason).map(({ count }) => count))
}

function decideAlone(group: Group, groups: readonly Group[]): Group {
  if (group.reason === 'float-noise' && group.part === 1) {
    const isPrecision = countOf(groups, 'float-precision') >= group.count
    return isPrecision ? { ...group, reason: 'float-precision' } : group
  }
  if (group.reason === 'overflow' && group.part === 8) {
    const isChance = group.count < countOf(groups, 'unexplained') * CHANCE_OF_BYTE
    return isChance ? { ...group, reason: 'unexplained' } : group
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
    return (group.part & 15) === place ? { ...group, ...pattern } : { ...group, reason: 'unexplained' }
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

function fold(groups: readonly Group[]): Group[] {
  const [first] = groups
  if (!first) return []
  return [
    {
      ...first,
      count: sum(groups.map(({ count }) => count)),
      beyond: sum(groups.map(({ beyond }) => beyond)),
      greatestAbs: greatest(groups.map(({ greatestAbs }) => greatestAbs)),
      greatestRel: greatest(groups.map(({ greatestRel }) => greatestRel)),
      example: groups.reduce((a, b) => (b.example.pair < a.example.pair ? b : a)).example,
      details: first.details ?? detailsOf(first.reason, groups),
    },
  ]
}

const UNITS = ['', 's', 'ms', 'us', 'day']
const NO_OFFSET = 96
const NO_POWER = 16

/** What the parts of a reason's groups say. */
function detailsOf(reason: string, groups: readonly Group[]): Record<string, number | string> {
  const byCount = groups.toSorted((a, b) => b.count - a.count)
  const [commonest] = byCount
  if (!commonest) return {}
  switch (reason) {
    case 'time-zone':
      return { minutes: byCount.map(({ part }) => (part - NO_OFFSET) * 15).join(',') }
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
