import { describe, expect, it } from 'vitest'
import { failing, judged, scenario } from '../../../tests/simulated-verdicts.ts'
import { simulateRecords } from '../../simulate/records.ts'

const failedOn = (days: number, ...failed: number[]) =>
  judged(
    simulateRecords(scenario({ days }), 'x').map((record, index) =>
      failed.includes(index + 1) ? failing(record, 'polars', 'all') : record,
    ),
    { policy: { maxFailures: 0 } },
  )

describe('failures in a verdict', () => {
  it.each([
    ['the window is full at the earliest', 6, [5], 13],
    ['the last of them is 14 measured days old', 16, [14], 12],
    ['the last of them is 14 measured days old, whoever failed before', 20, [4, 19], 13],
  ])('keep it open until %s', (_, days, failed, least) => {
    const verdict = failedOn(days, ...failed)
    expect(verdict.gates.failures).toMatchObject({ state: 'not yet', needs: { least, most: least } })
    expect(verdict.daysNeeded?.least).toBe(least)
  })

  it('no longer count after 14 measured days without one', () => {
    expect(failedOn(26, 12).gates.failures.state).toBe('pass')
    expect(failedOn(25, 12).gates.failures).toMatchObject({ state: 'not yet', needs: { least: 1 } })
  })
})
