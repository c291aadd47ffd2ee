import { describe, expect, it } from 'vitest'
import { DIFFERS, EVEN, FLAKY, job, READY, reportOf, SHORT, SLOWER } from '../../../tests/simulated-jobs.ts'
import type { CandidateRow } from '../../report/model/overview.ts'
import { candidate, type Scenario } from '../../simulate/scenario.ts'
import { headlineOf, soFarText, standings } from './candidate.ts'
import { leading } from './figures.ts'

describe('the headline of a job', () => {
  const headlineFor = (scenario: Scenario) => {
    const [report] = reportOf(scenario).jobs
    const row = report && leading(report.page)
    return row ? headlineOf(row) : undefined
  }

  it.each([
    [READY, /^Retire Spark: polars delivers the same data in \d\d % of the time\.$/],
    [DIFFERS, /^Fix polars first: it delivered different data on 27 Nov\.$/],
    [FLAKY, /^Fix polars first: it failed alone in \d+ of 28 comparisons\.$/],
    [SHORT, /^Keep measuring: at least 11 more days\.$/],
    [SLOWER, /^Keep Spark: polars takes 1\.\d\d× the time \(1\.\d\d–\d\.\d\d×\)\.$/],
    [EVEN, /^Undecided after 28 days, so keep Spark for now: polars takes \d\.\d\d× the time \(.*×\)\.$/],
  ])('is its decision', (scenario, headline) => expect(headlineFor(scenario)).toMatch(headline))

  it('names the failures of both that no day heals', () => {
    const [row] = reportOf(SHORT).overview.jobs[0]?.candidates ?? []
    if (!row || row.verdict.decision === 'nothing') throw new Error('not judged')
    const epoch = { ...row.verdict.epoch, bothFailed: { comparisons: 1, partition: '2026-11-03' } }
    expect(headlineOf({ ...row, verdict: { ...row.verdict, epoch } })).toBe(
      'Keep measuring once the failures are fixed: both engines failed in the last comparison (partition 3 Nov).',
    )
  })

  it('names the gate that time ran out for, where that is not the time', () => {
    const [row] = reportOf(EVEN).overview.jobs[0]?.candidates ?? []
    if (!row || row.verdict.decision === 'nothing') throw new Error('not undecided')
    const { parity } = row.verdict.gates
    const open = { ...parity, state: 'not yet' as const, open: 'same-inputs' as const, needs: null }
    const gates = { ...row.verdict.gates, parity: open }
    expect(headlineOf({ ...row, verdict: { ...row.verdict, gates } })).toMatch(
      /^Undecided after 28 days, so keep Spark for now: parity needs /,
    )
  })
})

describe('what was found so far', () => {
  const soFar = (scenario: Scenario) => {
    const [row] = reportOf(scenario).jobs[0]?.page.candidates ?? []
    return row && soFarText(row)
  }

  it('is said of a candidate that more days may decide, and of no other', () => {
    expect(soFar(SHORT)).toMatch(
      /^So far, polars delivers the same data in \d\d % of Spark’s time, on 3 days\.$/,
    )
    expect([READY, DIFFERS, FLAKY, SLOWER].map(soFar)).toEqual(['', '', '', ''])
  })
})

describe('several candidates', () => {
  it('of which the same is said are named together, the quickest first', () => {
    const several = ['slow', 'quick'].map((name, index) =>
      candidate({ name, ratio: index === 0 ? 0.6 : 0.3 }),
    )
    const rowsOf = (changes: Partial<Scenario>) =>
      reportOf(job('x', { candidates: several, ...changes })).overview.jobs[0]?.candidates ?? []
    expect(standings(rowsOf({}))).toEqual([
      expect.stringMatching(/^quick delivers the same data in \d\d % of Spark’s time\.$/),
      expect.stringMatching(/^Also: slow \(\d\d %\)\.$/),
    ])
    expect(standings(rowsOf({ from: '2026-11-27', days: 2 }))).toEqual([
      'quick and slow: at least 12 more days.',
    ])
  })

  it('without a comparison are named once', () => {
    const rows = reportOf(job('x', { candidates: ['a', 'b'].map((name) => candidate({ name })) })).overview
      .jobs[0]?.candidates
    const none = (rows ?? []).map((row): CandidateRow => {
      const { subject, asOf, elsewhere } = row.verdict
      const missing = [subject.candidate]
      const noEvidence = { why: 'one-side' as const, missing, runs: 3 }
      return {
        ...row,
        group: 'nothing',
        verdict: { decision: 'nothing', subject, asOf, elsewhere, noEvidence },
      }
    })
    expect(standings(none)).toEqual(['spark ran 3 times, b and a not yet.'])
  })
})
