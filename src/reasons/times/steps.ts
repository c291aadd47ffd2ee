import type { DataType } from '../../types/data-type.ts'
import { type Case, guarded, where } from '../case.ts'
import type { Reason } from '../reason.ts'

const PER_SECOND = { s: 1_000_000n, ms: 1_000_000n, us: 1_000_000n, ns: 1_000_000_000n }
export const SECONDS_A_DAY = 86_400n

/** What t and u count of a second, of timestamps and of texts that say instants. */
export const perSecondOf = (type: DataType): bigint =>
  PER_SECOND[type.kind === 'timestamp' ? type.unit : 'us']

/** SQL for the seconds between instants that t and u count. */
export const secondsApart = (perSecond: bigint): string => `abs(t - u)::DOUBLE / ${perSecond}`

/** t and u: what timestamps and dates count since 1970, and ya and yb, their years. */
export function timeSteps(type: DataType) {
  const isDate = type.kind === 'date'
  const since = (side: string): string => {
    const count = `${perSecondOf(type) === PER_SECOND.ns ? 'epoch_ns' : 'epoch_us'}(${side})`
    return guarded(`isfinite(${side})`, `${isDate ? `(${side} - DATE '1970-01-01')` : count}::HUGEINT`)
  }
  return {
    steps: [`${since('a')} AS t, ${since('b')} AS u, year(a) AS ya, year(b) AS yb`],
    seconds: isDate ? `abs(t - u)::DOUBLE * ${SECONDS_A_DAY}` : secondsApart(perSecondOf(type)),
  }
}

/** t and u of times of day: what they count since midnight. */
export function timeOfDaySteps(name: string) {
  const [count, perSecond] = name === 'TIME' ? ['epoch_us', PER_SECOND.us] : ['epoch_ns', PER_SECOND.ns]
  return {
    steps: [`${count}(a)::HUGEINT AS t, ${count}(b)::HUGEINT AS u`],
    seconds: secondsApart(perSecond),
  }
}

/** A reason of times, with its cases of instants, of timestamps and of texts that say some, and of dates. */
export const ofTimes = (
  ofInstants: (perSecond: bigint) => readonly Case[],
  dates: readonly Case[] = [],
): Required<Pick<Reason, 'kinds' | 'cases'>> => ({
  kinds: ['timestamp', 'date', 'text'],
  cases: (type) => {
    if (type.kind === 'date') return dates
    if (type.kind === 'timestamp') return ofInstants(perSecondOf(type))
    return type.kind === 'text' ? where('t IS NOT NULL AND u IS NOT NULL', ofInstants(perSecondOf(type))) : []
  },
})
