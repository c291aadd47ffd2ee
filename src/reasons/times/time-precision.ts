import type { DataType } from '../../types/data-type.ts'
import { type Case, eitherWay } from '../case.ts'
import { partly, type Reason } from '../reason.ts'
import { ofTimes, perSecondOf, SECONDS_A_DAY } from './steps.ts'

/** By `part`. */
const UNITS = ['', 's', 'ms', 'us', 'day']
const DAY = UNITS.indexOf('day')

/** Second, millisecond, microsecond, as far as they are coarser than what is counted: the finest first. */
export const unitsOf = (perSecond: bigint) =>
  [1n, 1000n, 1_000_000n]
    .map((perUnit, index) => ({ size: perSecond / perUnit, part: index + 1 }))
    .filter(({ size }) => size > 1n)
    .reverse()

/** One side holds no finer unit than this and the other is within one of it. */
function cut(perSecond: bigint): Case {
  const fits = (size: bigint): string => `abs(t - u) < ${size} AND ((t % ${size} = 0) <> (u % ${size} = 0))`
  const day = perSecond * SECONDS_A_DAY
  const isMidnight = `abs(t - u) < ${day} AND ${eitherWay(`{a} % ${day} = 0 AND {b} > {a}`, 't', 'u')} AND (t - u) % ${perSecond * 900n} <> 0`
  const branches = unitsOf(perSecond).map(({ size, part }) => `WHEN ${fits(size)} THEN ${part}`)
  const part = `CASE ${branches.join(' ')} WHEN ${isMidnight} THEN ${DAY} ELSE 0 END`
  return { when: `${part} > 0`, part }
}

/** A time that has a part finer than the unit. */
function isFiner(unit: unknown, type: DataType): string | undefined {
  const perSecond = perSecondOf(type)
  const place = UNITS.indexOf(`${unit}`)
  const size =
    place === DAY ? perSecond * SECONDS_A_DAY : unitsOf(perSecond).find(({ part }) => part === place)?.size
  return size === undefined ? undefined : `t % ${size} <> 0`
}

export const timePrecision: Reason = {
  id: 'time-precision',
  explain: (_sides, { unit = '', ...details } = {}) => {
    if (unit === 'day') return `one side has no time of day${partly(details)}`
    return `one side is ${unit ? `precise only to 1 ${unit}` : 'less precise'}${partly(details)}`
  },
  declare: 'time',
  lakehouseEntries: ['delta-nanoseconds'],
  ...ofTimes((perSecond) => [cut(perSecond)]),
  details: ([commonest]) => ({ unit: UNITS[commonest?.part ?? 0] ?? '' }),
  refutedBy: ({ unit }, type) => isFiner(unit, type),
}
