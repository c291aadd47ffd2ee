import { type Case, guarded } from '../case.ts'
import type { EngineNames } from '../known-engines.ts'
import { type Details, partly, type Reason } from '../reason.ts'
import { ofTimes } from './steps.ts'
import { timePrecision, unitsOf } from './time-precision.ts'

const SUMMER_TIME = 60
const MANY = 3
const MINUTES = 15
/** `part` counts quarters of an hour from here, so that it's positive. */
const NO_OFFSET = 96
/** No zone is further from another. */
const MOST_QUARTERS = 56n

const quarterOf = (perSecond: bigint): bigint => perSecond * BigInt(MINUTES) * 60n
const offset = (t: string, u: string, quarter: bigint): string =>
  `${NO_OFFSET} + ((${u} - ${t}) // ${quarter})::INTEGER`

function shifted(perSecond: bigint): Case {
  const quarter = quarterOf(perSecond)
  return {
    when: `(t - u) % ${quarter} = 0 AND abs(t - u) <= ${quarter * MOST_QUARTERS}`,
    part: offset('t', 'u', quarter),
  }
}

/** Cut, and in another time zone at once: the cut times are a shift apart. */
function cutAndShifted(perSecond: bigint): Case[] {
  const quarter = quarterOf(perSecond)
  return unitsOf(perSecond).map(({ size, part }) => {
    const [t = '', u = ''] = ['t', 'u'].map((time) => `(${time} - (${time} % ${size} + ${size}) % ${size})`)
    const isShifted = `(${t} - ${u}) % ${quarter} = 0 AND abs(${t} - ${u}) BETWEEN 1 AND ${quarter * MOST_QUARTERS}`
    return {
      when: guarded(`(t % ${size} = 0) <> (u % ${size} = 0)`, isShifted),
      part: offset(t, u, quarter),
      also: [{ reason: timePrecision.id, part: `${part}` }],
    }
  })
}

/**
 * `minutes` by which the engine is ahead, the most frequent first; `rows`, where only some of the column's rows are
 * shifted: then it may be no zone at all.
 */
function explain({ baseline, engine }: EngineNames, { minutes = '', rows = '' }: Details = {}): string {
  const offsets = `${minutes}`.split(',').filter(Boolean).map(Number)
  const sizes = [...new Set(offsets.map((offset) => Math.abs(offset)))].sort((a, b) => a - b)
  if (sizes.length === 0) return 'a different time zone'
  const [first = 0] = offsets
  const isOneWay = offsets.every((offset) => offset > 0 === first > 0)
  const spelt = sizes.slice(0, MANY).map((size) => (size % 60 === 0 ? `${size / 60} h` : `${size} min`))
  const apart = `${spelt.join(' or ')}${sizes.length > MANY ? ' or more' : ''}`
  const whose = isOneWay
    ? `${first > 0 ? engine : baseline} is ${apart} ahead`
    : `${apart} apart, in both directions`
  if (rows !== '') return `${whose}${partly({ rows })}`
  const [least = 0, most = 0] = sizes
  const isSummer = isOneWay && sizes.length === 2 && most - least === SUMMER_TIME
  return `${whose}: a different time zone${isSummer ? ' with summer time' : ''}`
}

export const timeZone: Reason = {
  id: 'time-zone',
  entries: ['from-utc-with-zone', 'timestamp-offset'],
  explain,
  declare: 'by-hand',
  ...ofTimes((perSecond) => [shifted(perSecond), ...cutAndShifted(perSecond)]),
  mayBeChance: () => true,
  details: (groups) => ({ minutes: groups.map(({ part }) => (part - NO_OFFSET) * MINUTES).join(',') }),
  refutedBy: () => 't IS NOT NULL',
}
