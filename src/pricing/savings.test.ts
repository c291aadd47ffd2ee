import { describe, expect, it } from 'vitest'
import { breakEvenMonths, runsAMonth, runsAYear, scaled } from './savings.ts'

describe('savings', () => {
  it('of a year are those of 365 days, of a month a twelfth of them', () => {
    expect(runsAYear(24)).toBe(24 * 365)
    expect(runsAMonth(24)).toBe((24 * 365) / 12)
    expect(scaled({ value: 0.52, lower: 0.5, upper: 0.6 }, runsAMonth(24))).toEqual({
      ...{ value: 0.52 * 730, lower: 0.5 * 730, upper: 0.6 * 730 },
    })
  })
})

describe('a migration of 10 days at 800', () => {
  const effort = { days: 10, perDay: 800 }
  it.each([
    [
      'between both ends of what is saved',
      { lower: 400, upper: 500 },
      { lower: 8000 / 500, upper: 8000 / 400 },
    ],
    ['perhaps never, if perhaps nothing is saved', { lower: -10, upper: 500 }, { lower: 16, upper: null }],
    ['never, if nothing is saved', { lower: -10, upper: 0 }, null],
  ])('is paid for %s', (_, perMonth, months) => expect(breakEvenMonths(effort, perMonth)).toEqual(months))
})
