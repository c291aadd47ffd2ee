/** The partition of a run that names none: the UTC date, such as `2026-11-20`. */
export const defaultPartition = (now: Date): string => now.toISOString().slice(0, 10)
