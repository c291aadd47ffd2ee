const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `28 Nov` of a UTC day. */
export const shortDay = (day: string): string => `${Number(day.slice(8, 10))} ${monthOf(day)}`

/** `28 Nov 2026`. */
export const longDay = (day: string): string => `${shortDay(day)} ${day.slice(0, 4)}`

/** The year only where it is another than that of the reader's day. */
export const dayNear = (day: string, asOf: string): string =>
  day.slice(0, 4) === asOf.slice(0, 4) ? shortDay(day) : longDay(day)

/** `28 Nov 2026, 03:00 UTC` of an instant. */
export const instantText = (instant: string): string => `${longDay(instant)}, ${instant.slice(11, 16)} UTC`

const monthOf = (day: string): string => MONTHS[Number(day.slice(5, 7)) - 1] ?? ''
