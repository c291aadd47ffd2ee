import { describe, expect, it } from 'vitest'
import { simulatedReport } from '../../tests/simulated-report.ts'
import { freshRunOf } from '../report/build/fresh.ts'
import { candidate, SCENARIOS, type Scenario } from '../simulate/scenario.ts'
import { isKept, resultsOf } from './results.ts'

const scenario = (name: keyof typeof SCENARIOS): Scenario => ({ ...(SCENARIOS[name] as Scenario), job: name })

/** What the action says after the last `runs` of them. */
function resultsAfter(scenarios: readonly Scenario[], runs = 1) {
  const { records, jobs, report } = simulatedReport(scenarios)
  const fresh = records.slice(-runs).map((record) =>
    freshRunOf(
      record,
      report,
      jobs.find(({ name }) => name === record.job),
      '2026-11-28',
    ),
  )
  return { ...resultsOf(fresh, report.overview), isKept: isKept(report.overview) }
}

describe('what the action says to later steps', () => {
  it('is one verdict of all jobs', () => {
    expect(resultsAfter([scenario('clear-win')])).toMatchObject({ verdict: 'retire', isKept: false })
    expect(resultsAfter([scenario('clear-loss')])).toMatchObject({ verdict: 'keep', isKept: true })
    expect(resultsAfter([scenario('clear-win'), scenario('clear-loss')])).toMatchObject({
      verdict: 'measuring',
    })
  })

  it('lets a job retire its baseline where one of several candidates can replace it', () => {
    const candidates = [candidate({ name: 'polars', ratio: 0.3 }), candidate({ name: 'duckdb', ratio: 3 })]
    expect(resultsAfter([{ ...scenario('clear-win'), candidates }])).toMatchObject({ verdict: 'retire' })
  })

  it('names the engine that won every comparison, and how many times as fast it was', () => {
    const candidates = [candidate({ name: 'polars', ratio: 0.25, noise: 0 })]
    const { winner, speedup, parity } = resultsAfter([{ ...scenario('clear-win'), candidates }], 3)
    expect({ winner, parity }).toEqual({ winner: 'polars', parity: 'pass' })
    expect(Number(speedup)).toBeGreaterThan(3)
    expect(Number(speedup)).toBeLessThan(5)
  })

  it('names nobody where outputs differ', () => {
    const candidates = [candidate({ name: 'polars', ratio: 0.3, differs: [28] })]
    expect(resultsAfter([{ ...scenario('clear-win'), candidates }])).toMatchObject({
      parity: 'fail',
      winner: '',
      speedup: '',
    })
  })

  it('says nothing of a verdict without a ledger, and nothing of runs where there are none', () => {
    expect(resultsOf([], null)).toEqual({ verdict: '', parity: '', winner: '', speedup: '' })
  })
})
