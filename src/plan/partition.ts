import { utcDayOf } from '../model/units/day.ts'

/** The partition of a run that names none: the UTC date, such as `2026-11-20`. */
export const defaultPartition = (now: Date): string => utcDayOf(now)
