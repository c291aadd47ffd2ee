import type { Expectation } from '../../verdict/expectation.ts'
import { leastDays, moreDays, remainingDays } from './numbers.ts'

/** `at least 11 more days`, `about 3 to 5 more days`. */
export function expectedDays({ least, most }: Expectation & { what: 'days' }): string {
  if (most === null) return `at least ${moreDays(least)}`
  return least === most ? `about ${moreDays(least)}` : `about ${least} to ${moreDays(most)}`
}

/** What the days to come will bring, as a clause. */
export function expectedText(expected: Exclude<Expectation, { what: 'work' }>): string {
  if (expected.what === 'days') return expectedDays(expected)
  const { left, least } = expected
  const needed = `${leastDays(least)} needed`
  return left === 0
    ? `the window ends today, ${needed}`
    : `${remainingDays(left)} will probably not be enough (${needed})`
}
