import { describe, expect, it } from 'vitest'
import { DIFFERS, EVEN, FLAKY, job, polars, READY, reportOf } from '../../../tests/simulated-jobs.ts'
import { simulatedReport } from '../../../tests/simulated-report.ts'
import { NOTHING_BESIDE } from '../../report/build/beside.ts'
import { buildReport } from '../../report/build/report.ts'
import { candidate, type Scenario } from '../../simulate/scenario.ts'
import { comparisonHeadline } from './comparison.ts'
import { conditionsText, disturbanceTexts } from './conditions.ts'
import { factsOf } from './facts.ts'
import { noFindingsText, parityWords } from './parity.ts'
import { unjudgedText } from './trials.ts'
import { logText, noSamplesText } from './withheld.ts'

describe('the page of a comparison', () => {
  const pageOn = (scenario: Scenario, day: number) => {
    const page = reportOf(scenario).jobs[0]?.comparisons[day - 1]?.toPage()
    if (!page) throw new Error('no comparison')
    return page
  }

  it('speaks of the data first, and of times only where the data are the same', () => {
    expect(comparisonHeadline(pageOn(READY, 1))).toMatch(/^Same data\. polars took \d\d % of Spark’s time\.$/)
    expect(comparisonHeadline(pageOn(DIFFERS, 27))).toBe('Different data from polars.')
  })

  it('says of whom no difference was shown, and states no share of theirs', () => {
    expect(comparisonHeadline(pageOn(EVEN, 1))).toBe(
      'Same data. No difference from Spark’s time was shown for polars.',
    )
    const fast = candidate({ name: 'duckdb', ratio: 0.2 })
    const page = pageOn(job('even', { candidates: [candidate({ name: 'polars', noise: 0 }), fast] }), 1)
    expect(comparisonHeadline(page)).toMatch(
      /^Same data\. duckdb took \d\d % of Spark’s time\. No difference from Spark’s time was shown for polars\.$/,
    )
  })

  it('names the engine that does not support all of the job, where nothing was compared as a whole', () => {
    const page = { ...pageOn(READY, 1), parity: [] }
    const trials = page.trials.map((trial) =>
      trial.engine.name === 'polars' ? { ...trial, outcome: 'unsupported' as const } : trial,
    )
    expect(comparisonHeadline({ ...page, trials })).toContain('polars does not support all of the job.')
    expect(comparisonHeadline(page)).toContain('Only one side ran.')
  })

  it('counts no time of an engine that failed', () => {
    const page = pageOn(
      job('x', { candidates: ['polars', 'duckdb'].map((name) => candidate({ name, ratio: 0.3 })) }),
      1,
    )
    const failing = (...names: string[]) => ({
      ...page,
      trials: page.trials.map((trial, index) =>
        names.includes(trial.engine.name) &&
        page.trials.findIndex(({ engine }) => engine.name === trial.engine.name) === index
          ? { ...trial, outcome: 'failed' as const }
          : trial,
      ),
    })
    expect(comparisonHeadline(failing('polars'))).toMatch(
      /^Same data, but polars failed in 1 of 2 trials\. Its time does not count\. duckdb took .*time\.$/,
    )
    expect(comparisonHeadline(failing('polars', 'duckdb'))).toBe(
      'Same data, but polars failed in 1 of 2 and duckdb failed in 1 of 2 trials. Their times do not count.',
    )
    expect(comparisonHeadline(failing('spark'))).toBe(
      'Same data, but spark failed in 1 of 2 trials. Times do not count.',
    )
  })

  it('promises neither logs nor samples of simulated trials', () => {
    const page = pageOn(FLAKY, 6)
    const logs = page.trials.flatMap(({ log }) => (log ? [logText(log, page)] : []))
    expect([...new Set(logs)]).toEqual(['Simulated: there is no log.'])
    expect(noSamplesText(page)).toBe('Simulated: there are no samples.')
    expect(noSamplesText({ isSimulated: false })).toMatch(/until the job runs again\. .* draws them:$/)
  })

  it('says what differs', () => {
    const page = pageOn(DIFFERS, 27)
    expect(parityWords(page)).toMatchObject([
      {
        state: 'fail',
        text: expect.stringMatching(/^polars: orders: .* No winner is named\.$/),
      },
    ])
  })

  it('speaks of the judged code alone where a partition ran with another before, and says so', () => {
    const scenario = job('x', { days: 2, ...polars({ ratio: 0.3, changes: [2] }) })
    const { records, jobs } = simulatedReport([scenario])
    const [first, second] = records
    if (!first || !second) throw new Error('no records')
    const again = { ...second, partition: first.partition, input: first.input }
    const facts = { asOf: '2026-11-28', beside: NOTHING_BESIDE, leftOut: [], tool: '0.0.0' }
    const pageOf = (of: typeof records) =>
      buildReport({ records: of, jobs, ...facts }).jobs[0]?.comparisons[0]?.toPage()
    const [both, alone] = [pageOf([first, again]), pageOf([again])]
    if (!both || !alone) throw new Error('no page')
    expect(both.trials).toHaveLength(8)
    expect([both.table, both.spreads]).toEqual([alone.table, alone.spreads])
    expect(unjudgedText(both)).toBe(
      'Trials 1–4 are not judged: earlier code of polars. The figures are of trials 5–8.',
    )
    expect(unjudgedText(alone)).toBe('')
  })

  it('calls no declared difference none, and no unseen input empty', () => {
    const page = pageOn(READY, 1)
    const by = { by: 'ignore' as const, table: 'orders', column: 'loaded_at' }
    const declared = { ...page, parity: page.parity.map((each) => ({ ...each, declared: [by] })) }
    expect(noFindingsText(page)).toBe('None, by the fingerprints of all tables.')
    expect(noFindingsText(declared)).toBe('None beyond what is declared: orders.loaded_at is ignored.')
    const unseen = { ...page, input: { ...page.input, source: 'partition', bytes: 0, files: 0 } }
    const inputOf = (of: typeof page) => factsOf(of).find(({ term }) => term === 'Input')?.text
    expect(inputOf(page)).toMatch(/^5 GB in 1 file, sha256 /)
    expect(inputOf(unseen)).toMatch(/^not seen /)
    const rates = { name: 'rates', sha256: 'ab'.repeat(32), bytes: 2000, files: 2 }
    const several = { ...page, input: { ...page.input, parts: [rates] } }
    expect(inputOf(several)).toMatch(/^5 GB in 1 file, .*; rates 2 kB in 2 files, sha256 abababababab…/)
  })

  it('names together who delivered the same', () => {
    const [page] = reportOf(
      job('x', { candidates: ['a', 'b'].map((name) => candidate({ name, ratio: 0.5 })) }),
    ).jobs
    const words = page?.comparisons[0] ? parityWords(page.comparisons[0].toPage()) : []
    expect(words.map(({ text }) => text)).toEqual([
      'a and b delivered the same rows as spark (rows: orders 1,000,000).',
    ])
  })

  it('says once how busy the machine was, and whom it hit', () => {
    const page = pageOn(READY, 1)
    const disturbance = { busyPercent: 81.6, seen: 'during' as const, otherRuns: 1 }
    const trials = page.trials.map((trial, index) => ({
      ...trial,
      disturbance: index === 0 ? disturbance : null,
    }))
    expect(disturbanceTexts(page)).toEqual([])
    expect(comparisonHeadline({ ...page, trials })).toMatch(/ of Spark’s time, on a busy machine\.$/)
    expect(disturbanceTexts({ ...page, trials })).toEqual([
      `other work used up to 82 % of the cores in 1 of 4 trials (${trials[0]?.engine.name} 82 %)`,
      'another etl-compare process was measuring during 1 of 4 trials',
    ])
  })

  it('names where Spark ran, as far as it is known', () => {
    const page = pageOn(READY, 1)
    const spark = { kind: 'spark', software: 'Spark 4.1.4', place: { mode: 'local' } } as const
    const setups = page.setups.map((setup) =>
      setup.engine.name === 'spark' ? { ...setup, deployment: spark } : setup,
    )
    expect(conditionsText(page)).toContain('Not a cluster.')
    expect(conditionsText({ ...page, setups })).toContain(
      ' spark: Spark 4.1.4 in local mode; polars: not recorded.',
    )
  })
})
