import type { DataType } from '../../types/data-type.ts'
import { type Case, eitherWay, guarded, type Recognition } from './case.ts'

const DAY = 86_400n
const PER_SECOND = { s: 1_000_000n, ms: 1_000_000n, us: 1_000_000n, ns: 1_000_000_000n }
/** The part of a shift by no quarter of an hour. */
export const NO_OFFSET = 96

/** What t and u count of a second, of timestamps and of texts that say instants. */
export const perSecondOf = (type: DataType): bigint =>
  PER_SECOND[type.kind === 'timestamp' ? type.unit : 'us']

/** SQL for the seconds between instants that t and u count. */
export const secondsApart = (perSecond: bigint): string => `abs(t - u)::DOUBLE / ${perSecond}`

/** Times of day, over t and u: what they count since midnight. */
export function recogniseTimesOfDay(name: 'TIME' | 'TIME_NS'): Recognition {
  const [count, perSecond] = name === 'TIME' ? ['epoch_us', PER_SECOND.us] : ['epoch_ns', PER_SECOND.ns]
  return {
    steps: [`${count}(a)::HUGEINT AS t, ${count}(b)::HUGEINT AS u`],
    cases: [],
    seconds: secondsApart(perSecond),
  }
}

/** Cases of timestamps and dates, over t and u: what they count since 1970. */
export function recogniseTimes(type: DataType): Recognition {
  const infinite: Case = { reason: 'infinity', when: 'NOT isfinite(a) OR NOT isfinite(b)' }
  if (type.kind !== 'timestamp') {
    const days = (side: string): string =>
      guarded(`isfinite(${side})`, `(${side} - DATE '1970-01-01')::HUGEINT`)
    return {
      steps: [`${days('a')} AS t, ${days('b')} AS u, year(a) AS ya, year(b) AS yb`],
      cases: [
        infinite,
        calendar(1n),
        { reason: 'day-shift', when: 'abs(t - u) = 1', part: '(t < u)::INTEGER' },
      ],
      seconds: `abs(t - u)::DOUBLE * ${DAY}`,
    }
  }
  const count = type.unit === 'ns' ? 'epoch_ns' : 'epoch_us'
  const since = (side: string): string => guarded(`isfinite(${side})`, `${count}(${side})::HUGEINT`)
  return {
    steps: [`${since('a')} AS t, ${since('b')} AS u, year(a) AS ya, year(b) AS yb`],
    cases: [infinite, ...instants(PER_SECOND[type.unit])],
    seconds: secondsApart(PER_SECOND[type.unit]),
  }
}

/** Cases of instants that t and u count. */
export function instants(perSecond: bigint): Case[] {
  const quarter = perSecond * 900n
  return [
    calendar(perSecond * DAY),
    cut(perSecond),
    {
      reason: 'time-zone',
      when: `(t - u) % ${quarter} = 0 AND abs(t - u) <= ${quarter * 56n}`,
      part: `${NO_OFFSET} + ((u - t) // ${quarter})::INTEGER`,
    },
    ...cutElsewhere(perSecond, quarter),
    { reason: 'day-shift', when: `abs(t - u) = ${perSecond * DAY}`, part: '(t < u)::INTEGER' },
    {
      reason: 'epoch-unit',
      when: guarded(
        't <> 0 AND u <> 0',
        [1000, 1_000_000, 1_000_000_000].map((k) => eitherWay(`{a} // ${k} = {b}`, 't', 'u')).join(' OR '),
      ),
    },
  ]
}

/** Cut, and in another time zone at once: the cut times are a shift apart. */
function cutElsewhere(perSecond: bigint, quarter: bigint): Case[] {
  return unitsOf(perSecond).map(({ size, part }) => {
    const [t, u] = ['t', 'u'].map((time) => `(${time} - (${time} % ${size} + ${size}) % ${size})`)
    const isCut = `(t % ${size} = 0) <> (u % ${size} = 0)`
    return {
      reason: 'time-zone',
      when: guarded(
        isCut,
        `(${t} - ${u}) % ${quarter} = 0 AND abs(${t} - ${u}) BETWEEN 1 AND ${quarter * 56n}`,
      ),
      part: `${NO_OFFSET} + ((${u} - ${t}) // ${quarter})::INTEGER`,
      also: [{ reason: 'time-precision', part: `${part}` }],
    }
  })
}

/** Second, millisecond, microsecond, as far as they are coarser than what is counted: the finest first. */
const unitsOf = (perSecond: bigint) =>
  [1n, 1000n, 1_000_000n]
    .map((perUnit, index) => ({ size: perSecond / perUnit, part: index + 1 }))
    .filter(({ size }) => size > 1n)
    .reverse()

/** One side holds no finer unit than this and the other is within one of it: 1 s, 2 ms, 3 us; 4 a whole day. */
function cut(perSecond: bigint): Case {
  const fits = ({ size }: { size: bigint }): string =>
    `abs(t - u) < ${size} AND ((t % ${size} = 0) <> (u % ${size} = 0))`
  const day = perSecond * DAY
  const isMidnight = `abs(t - u) < ${day} AND ${eitherWay(`{a} % ${day} = 0 AND {b} > {a}`, 't', 'u')} AND (t - u) % ${perSecond * 900n} <> 0`
  const branches = unitsOf(perSecond).map((unit) => `WHEN ${fits(unit)} THEN ${unit.part}`)
  const part = `CASE ${branches.join(' ')} WHEN ${isMidnight} THEN 4 ELSE 0 END`
  return { reason: 'time-precision', when: `${part} > 0`, part }
}

/** As many days apart as the Julian calendar is from the Gregorian one in that century. */
function calendar(perDay: bigint): Case {
  const shift = (year: string): string => `((${year} // 100) - (${year} // 400) - 2) * ${perDay}`
  const years = ['ya', 'yb', '(ya - 1)', '(yb - 1)']
  return {
    reason: 'calendar',
    when: guarded(
      'least(ya, yb) < 1583',
      years.map((year) => `abs(t - u) = abs(${shift(year)})`).join(' OR '),
    ),
  }
}
