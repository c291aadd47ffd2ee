import { describe, expect, it } from 'vitest'
import { judged, judgedAfter, scenario } from '../../../tests/simulated-verdicts.ts'
import { simulateRecords } from '../../simulate/records.ts'

/** Runs on every so many days. */
const every = (step: number, runs: number, asOf: string, policy = {}) =>
  judged(
    simulateRecords(scenario({ days: step * runs }), 'x').filter((_, day) => day % step === 0),
    { asOf, policy },
  )

describe('the window', () => {
  it('counts measured days, and how many more there may be', () => {
    expect(judgedAfter(10).gates.window).toMatchObject({
      days: 10,
      left: 18,
      open: 'days',
      needs: { least: 4 },
    })
  })

  it('says early that a weekly job cannot meet it', () => {
    const weekly = every(7, 2, '2026-11-08')
    expect(weekly.gates.window).toMatchObject({
      state: 'not yet',
      open: 'pace',
      days: 2,
      left: 4,
      needs: null,
    })
    expect(weekly.daysNeeded?.left).toBe(4)
  })

  it('is met by a weekly job whose policy sets all three', () => {
    const policy = { window: { days: 6, most: 16, within: 112 } }
    expect(every(7, 6, '2026-12-06', policy)).toMatchObject({
      decision: 'retire',
      gates: { window: { days: 6 } },
    })
  })

  it('holds weekdays only', () => {
    const records = simulateRecords(scenario({ days: 12 }), 'x').filter(
      ({ partition }) => ![0, 6].includes(new Date(partition).getUTCDay()),
    )
    expect(judged(records, { asOf: '2026-11-12' }).gates.window).toMatchObject({ open: 'days', days: 9 })
  })

  it('ends after the calendar days that the policy allows, measured or not', () => {
    expect(judgedAfter(5, {}, { asOf: '2026-12-20' })).toMatchObject({
      decision: 'keep',
      basis: 'undecided',
      decisive: 'window',
    })
  })

  it('begins again after a pause as long as itself', () => {
    const paused = simulateRecords(scenario({ days: 60 }), 'x').filter((_, day) => day < 5 || day > 55)
    const verdict = judged(paused)
    expect(verdict.gates.window).toMatchObject({ days: 4, first: '2026-12-27' })
    expect(verdict.epoch.completeDays).toHaveLength(9)
  })
})
