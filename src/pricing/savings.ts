/** Amounts between two ends. */
export interface Range {
  lower: number
  upper: number
}

const [DAYS_A_YEAR, MONTHS_A_YEAR] = [365, 12]

export const runsAYear = (runsPerDay: number): number => runsPerDay * DAYS_A_YEAR
export const runsAMonth = (runsPerDay: number): number => runsAYear(runsPerDay) / MONTHS_A_YEAR

/** Each amount times a factor. */
export const scaled = <Name extends string>(
  amounts: Readonly<Record<Name, number>>,
  factor: number,
): Record<Name, number> =>
  Object.fromEntries(
    Object.entries<number>(amounts).map(([name, amount]) => [name, amount * factor]),
  ) as Record<Name, number>

/**
 * Months after which savings have paid for a migration: effort / savings a month.
 *
 * @param perMonth what is saved
 * @returns null where nothing is saved; its upper end is null where it is not sure that anything is
 */
export function breakEvenMonths(
  { days, perDay }: { days: number; perDay: number },
  perMonth: Range,
): { lower: number; upper: number | null } | null {
  const effort = days * perDay
  if (perMonth.upper <= 0) return null
  return { lower: effort / perMonth.upper, upper: perMonth.lower > 0 ? effort / perMonth.lower : null }
}
