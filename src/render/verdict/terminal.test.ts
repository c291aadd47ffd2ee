import { describe, expect, it } from 'vitest'
import { failing, scenario, verdictOn } from '../../../tests/simulated-verdicts.ts'
import { simulateRecords } from '../../simulate/records.ts'
import { candidate } from '../../simulate/scenario.ts'
import { verdictText } from './terminal.ts'

const records = (days: number, differs: number[] = []) =>
  simulateRecords(scenario({ days, candidates: [candidate({ name: 'polars', ratio: 0.3, differs })] }), 'x')
const strip = (ledger: Parameters<typeof verdictOn>[0]) =>
  /\d+–\d+ {2}([^ ]+) {2}epoch/.exec(verdictText(verdictOn(ledger), {}))?.[1]?.replaceAll('□', '')

describe('the strip of days', () => {
  it('shows a day on which one of the candidate’s trials failed, though others delivered', () => {
    const ledger = records(5).map((record, day) => (day === 2 ? failing(record, 'polars', 'one') : record))
    expect(strip(ledger)).toBe('■■✕■■')
  })

  it('shows a day with different data', () => expect(strip(records(5, [4]))).toBe('■■■≠■'))

  it('shows a day on which the baseline failed, and one without a run', () => {
    const ledger = records(5).map((record, day) => (day === 1 ? failing(record, 'spark', 'all') : record))
    expect(strip(ledger.filter((_, day) => day !== 3))).toBe('■○■·■')
  })
})
