import { describe, expect, it } from 'vitest'
import {
  DIFFERS,
  EVEN,
  FLAKY,
  job,
  polars,
  READY,
  reportOf,
  SHORT,
  SLOWER,
} from '../../../tests/simulated-jobs.ts'
import { simulatedReport } from '../../../tests/simulated-report.ts'
import { leastDays } from '../verdict/numbers.ts'
import { stepText } from '../verdict/step.ts'
import { headlineOf, standings } from './candidate.ts'
import { gateWord, keyFigures } from './job.ts'
import {
  coverageText,
  firstSteps,
  jobStandings,
  noiseText,
  overviewHeadline,
  overviewLead,
  placeText,
  stripText,
} from './overview.ts'

describe('the first page', () => {
  const { overview } = reportOf(READY, DIFFERS, FLAKY, SHORT, SLOWER)

  it('says how many jobs no longer need the baseline, which, and what the others wait for', () => {
    expect(overviewHeadline(overview)).toBe('1 of 5 jobs no longer needs Spark.')
    expect(overviewLead(overview)).toBe(
      'invoices can move to polars now. Two jobs need their candidate fixed first, one needs more days and one stays on Spark.',
    )
  })

  it('says of a job that no longer runs since when, before it counts days to come', () => {
    const [row] =
      simulatedReport([{ ...SHORT, from: '2026-11-10' }]).report.overview.jobs[0]?.candidates ?? []
    const [running] = reportOf(SHORT).overview.jobs[0]?.candidates ?? []
    expect(row && standings([row])).toEqual([
      expect.stringMatching(
        /^polars: not measured since 12 Nov; at least \d+ more days once it runs again\.$/,
      ),
    ])
    expect(row && headlineOf(row)).toMatch(
      /^Keep measuring: not measured since 12 Nov; at least \d+ more days once it runs again\.$/,
    )
    expect(running && standings([running])).toEqual(['polars: at least 11 more days.'])
  })

  it('says on what all this rests', () => {
    expect(coverageText(overview)).toBe(
      '5 candidates · 115 comparisons since 1 Nov · last one 28 Nov 2026, 03:00 UTC',
    )
    expect(placeText(overview.jobs)).toMatch(
      /^Spark and its candidates ran on single machines.*: 4 cores, 16 GiB\. Not a cluster\.$/,
    )
  })

  it('begins with a capital where jobs have baselines of several names', () => {
    const [first, second] = overview.jobs
    if (!first || !second) throw new Error('no jobs')
    const other = { ...second, baseline: { ...second.baseline, name: 'hive' } }
    expect(placeText([first, other])).toMatch(/^The baseline and its candidates ran /)
  })

  it.each([
    [READY, 'invoices no longer needs Spark.'],
    [SHORT, 'Sessions may still need Spark: it needs more days.'],
    [SLOWER, 'Graph stays on Spark.'],
  ])('speaks of an only job by its name', (scenario, headline) =>
    expect(overviewHeadline(reportOf(scenario).overview).toLowerCase()).toBe(headline.toLowerCase()),
  )

  it('without any comparison says what to do', () => {
    const { overview: empty } = reportOf()
    expect(overviewHeadline(empty)).toBe('No comparison yet.')
    expect(overviewLead(empty)).toMatch(/^Run a job’s versions side by side/)
  })

  it('of an engine that ran alone says what is there, what is missing, and the next command', () => {
    const alone = (engine: string) =>
      simulatedReport([SHORT], '2026-11-28', (record) => ({
        ...record,
        trials: record.trials.filter((trial) => trial.engine === engine),
      }))
    const { overview: ofPolars } = alone('polars').report
    expect(coverageText(ofPolars)).toMatch(/^1 candidate · 3 runs of one side only since 26 Nov · /)
    expect(placeText(ofPolars.jobs)).toMatch(/^All runs were on single machines/)
    const [first] = ofPolars.jobs
    expect(first && firstSteps(first, { ledger: 'nightly' })).toEqual([
      { text: 'Run both over the same input:', command: 'etl-compare run sessions --ledger nightly' },
      {
        text: 'Or record spark where it runs:',
        command:
          'etl-compare record --job sessions --engine spark --partition PARTITION --ledger nightly -- COMMAND',
      },
    ])
    expect(first && firstSteps(first, {})[0]?.command).toBe(
      'etl-compare run sessions && etl-compare ledger add results',
    )
    const [job] = alone('spark').report.overview.jobs
    if (!job) throw new Error('no job')
    const lone = { ...job, candidates: [] }
    expect(coverageText({ ...ofPolars, jobs: [lone] })).toMatch(/^no candidate yet · 3 runs of one side only/)
    expect(jobStandings(lone)).toEqual([
      'Only Spark has run, for 3 partitions. A comparison needs another engine over the same input.',
    ])
    expect(firstSteps(lone, {}).map(stepText).join(' ')).toMatch(
      /^Add the other engine .* etl-compare record --job sessions --engine NAME --partition /,
    )
  })

  it('says in words what a strip shows', () => {
    const [row] = reportOf(job('x', { missing: [6], ...polars({ ratio: 0.3, differs: [27] }) })).overview.jobs
    expect(row?.candidates[0] && stripText(row.candidates[0])).toBe('27 days · 1 differed · 1 missing')
  })
})

describe('what the days to come can bring', () => {
  const until = (day: string) => simulatedReport([EVEN], day).report
  const LATE = '2026-11-20'

  it('is the same on the first page and on the job’s', () => {
    const { overview, jobs } = until(LATE)
    const [row] = overview.jobs[0]?.candidates ?? []
    if (!row || !jobs[0]) throw new Error('no job')
    const late = /the 8 remaining days will probably not be enough \(at least \d+ more days needed\)\.$/
    expect(headlineOf(row)).toMatch(late)
    expect(standings([row])).toEqual([expect.stringMatching(late)])
    expect(overviewHeadline(overview)).toBe(
      'index may still need Spark: the remaining days will probably not be enough.',
    )
    const both = { ...overview, jobs: [...overview.jobs, ...reportOf(SHORT).overview.jobs] }
    expect(overviewLead(both)).toBe(
      'One job needs more days and one will probably not be decided in the days left.',
    )
  })

  it('after the window is nothing: what is undecided is not called a stay', () => {
    expect(overviewHeadline(until('2026-11-28').overview)).toBe(
      'index stays on Spark for now: nothing was decided in time.',
    )
  })

  it('is no forecast of years', () => {
    expect([1, 365, 366].map(leastDays)).toEqual([
      'at least 1 more day',
      'at least 365 more days',
      'more than another year of days',
    ])
  })

  it('that were not enough is not called a stay among several jobs either', () =>
    expect(overviewLead(reportOf(EVEN, SHORT).overview)).toBe(
      'One job needs more days and one is still undecided after its window.',
    ))

  it('of years of days is said by the window that took them, and by all that was measured', () => {
    const old = { ...EVEN, from: '2026-01-01', days: 332, ...polars({ ratio: 1, noise: 0.3 }) }
    const [row] = reportOf(old).overview.jobs[0]?.candidates ?? []
    if (!row || row.verdict.decision === 'nothing') throw new Error('no verdict')
    expect(headlineOf(row)).toMatch(/^Undecided after 332 days, so keep Spark for now: /)
    expect(keyFigures(row, 'spark')[1]).toEqual({
      term: 'Days measured',
      value: '42',
      detail: 'in the 42 calendar days from 1 Jan; the window of 14 to 28 is over',
    })
    expect(gateWord(row.verdict, 'window').text).toMatch(
      /^time is up: 42.days in the 42 calendar days from 1.Jan \(policy: 14 to 28\); still open: \w+\.$/,
    )
    expect(stripText(row)).toMatch(/^42 days, window over/)
  })

  it('of a window that closed early is what it lacked', () => {
    const paused = { ...READY, from: '2026-09-01', days: 12 }
    const [row] = reportOf(paused).overview.jobs[0]?.candidates ?? []
    if (!row || row.verdict.decision === 'nothing') throw new Error('no verdict')
    expect(headlineOf(row)).toBe(
      'Undecided after 12 days, so keep Spark for now: at least 14 days are needed within 42 calendar days of 1 Sep.',
    )
    expect(gateWord(row.verdict, 'failures').text).toMatch(/Needs a window with 14.measured days\.$/)
  })
})

describe('the noise of the baseline', () => {
  const { overview } = reportOf(READY, FLAKY)
  const [first] = overview.jobs

  it('is the range over all jobs', () =>
    expect(noiseText(overview.jobs)).toMatch(
      /^Noise, by job: the slowest of Spark’s own repeats typically took \d\.\d % to \d\.\d % longer than the quickest\.$/,
    ))

  it('of one job is one figure, and nothing where trials were not repeated', () => {
    if (!first) throw new Error('no job')
    expect(noiseText([first])).toMatch(/^Noise: .* \d\.\d % longer/)
    expect(noiseText([{ ...first, noise: null }])).toBe('')
  })
})
