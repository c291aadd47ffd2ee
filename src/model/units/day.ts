const DAY_MS = 86_400_000

/** Calendar days from one UTC day to a later one: `2026-11-20` to `2026-11-21` is 1. */
export const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY_MS

/** The UTC day of a moment, such as `2026-11-20`. */
export const utcDayOf = (when: Date): string => when.toISOString().slice(0, 10)

/** The UTC day so many calendar days after another. */
export const dayAfter = (day: string, days: number): string =>
  utcDayOf(new Date(Date.parse(day) + days * DAY_MS))
