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

/** `19–20 Nov`, `30 Oct–2 Nov`. */
export function rangeOfDays(from: string, to: string, asOf: string): string {
  if (from === to) return dayNear(from, asOf)
  const first = from.slice(0, 7) === to.slice(0, 7) ? String(Number(from.slice(8, 10))) : dayNear(from, asOf)
  return `${first}–${dayNear(to, asOf)}`
}

/** A day that stands by itself in a sentence: in a path, a name or a command it is a part of that. */
const DAY = /(?<![\w/.-]|--[a-z-]+ )\d{4}-\d\d-\d\d(?![\w/-]|\.\w)/g

/** A verdict's words with days as people say them: `2026-11-08` is for programs. */
export const spokenDays = (text: string, asOf: string): string =>
  text.replaceAll(DAY, (day) => dayNear(day, asOf))

const monthOf = (day: string): string => MONTHS[Number(day.slice(5, 7)) - 1] ?? ''
