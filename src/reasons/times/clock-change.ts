import { type Pattern, partly, type Reason } from '../reason.ts'
import { perSecondOf } from './steps.ts'

/** One zone of each rule for changing clocks by an hour; the words name it as an example. */
const ZONES = [
  ...['Europe/London', 'Europe/Berlin', 'Europe/Athens', 'Europe/Moscow', 'Asia/Jerusalem', 'Africa/Cairo'],
  ...['America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles', 'America/Halifax'],
  ...['America/Mexico_City', 'America/Santiago', 'America/Sao_Paulo', 'America/Havana'],
  ...['Australia/Sydney', 'Pacific/Auckland'],
]
const HOUR = 3_600_000_000n
const DAY = 24n * HOUR
/** No clock change is known of times further from 1970, and the last times that there are cannot be added to. */
const LATEST = 130n * 365n * DAY
/** Hours of clock changes that pairs may be at: more than forty years have. */
const MOST_HOURS = 100
/** The part of the cells that differ which are at such an hour. */
const MOSTLY = 0.9

/** SQL for the microseconds that a zone's clocks are ahead of UTC at an instant. */
const ahead = (zone: string, instant: string): string =>
  `(epoch_us(timezone('${zone}', make_timestamptz(${instant}))) - (${instant}))`

/** SQL that is true where a zone's clocks change by an hour at an instant. */
const changes = (zone: string, instant: string): string =>
  `abs(${ahead(zone, instant)} - ${ahead(zone, `${instant} - 1000000`)}) = ${HOUR}`

/** SQL for the instant at which a zone's clocks show a time, or would without the change: the later of both hours begins. */
const atClock = (zone: string, time: string): string =>
  `${time} - greatest(${ahead(zone, `${time} - ${DAY}`)}, ${ahead(zone, `${time} + ${DAY}`)})`

/**
 * Both times are an hour apart and a change of clocks lies between them, as where one side takes a time that clocks show
 * twice, or skip, by summer time and the other by winter time. Values may be instants or local times.
 */
export const clockChange: Reason = {
  id: 'clock-change',
  explain: ({ baseline, engine }, { zone, ...details } = {}) =>
    zone === undefined
      ? 'an hour apart where clocks change: a time that they show twice, or skip'
      : `an hour apart, only where clocks change as in ${zone}: ${baseline} and ${engine} read a time that clocks show twice, or skip, differently${partly(details)}`,
  declare: 'by-hand',
  kinds: ['timestamp'],
  entries: ['to-utc-dst', 'interval-24-hours'],
  patterns: ({ target }) => {
    if (target.kind !== 'timestamp') return undefined
    const scale = perSecondOf(target) / 1_000_000n
    const size = HOUR * scale
    const when = `abs(t - u) = ${size} AND abs(t) < ${LATEST * scale}`
    const later = 'greatest(t, u)'
    const hour = `((${later} - (${later} % ${size} + ${size}) % ${size}) // ${scale})::BIGINT`
    const hours = `list(DISTINCT ${hour}) FILTER (${when})`
    const pattern = (zone: string, at: (time: string) => string): Pattern => ({
      holds: `list_bool_and(list_transform(${hours}, lambda h: coalesce(${changes(zone, at('h'))}, false)))`,
      when,
      details: { zone },
    })
    return {
      isPossible: `count(*) FILTER (${when}) >= ${MOSTLY} * count(*)
        AND count(DISTINCT ${hour}) FILTER (${when}) BETWEEN 1 AND ${MOST_HOURS}`,
      of: ZONES.flatMap((zone) => [
        pattern(zone, (time) => time),
        ...(target.zoned ? [] : [pattern(zone, (time) => `(${atClock(zone, time)})`)]),
      ]),
    }
  },
}
