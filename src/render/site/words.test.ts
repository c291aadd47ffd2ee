import { describe, expect, it } from 'vitest'
import { simulatedReport } from '../../../tests/simulated-report.ts'
import { NOTHING_BESIDE } from '../../report/build/beside.ts'
import { buildReport } from '../../report/build/report.ts'
import { funnelOf } from '../../report/charts/funnel.ts'
import type { Live, LiveChart } from '../../report/charts/live.ts'
import type { CandidateRow } from '../../report/model/overview.ts'
import { candidate, SCENARIOS, type Scenario } from '../../simulate/scenario.ts'
import { leastDays } from '../verdict/numbers.ts'
import { headlineOf, standings } from './candidate.ts'
import { funnelCaption, funnelTitle } from './charts.ts'
import {
  comparisonHeadline,
  conditionsText,
  disturbanceTexts,
  noFindingsText,
  parityWords,
} from './comparison.ts'
import { instantText, rangeOfDays, spokenDays } from './dates.ts'
import { factsOf } from './facts.ts'
import { glued, leading, percentOf, secondsIn, timeShare } from './figures.ts'
import { gateWord, jobPlace, keyFigures, nextStepOf, notInFileText } from './job.ts'
import {
  coverageText,
  jobStandings,
  noiseText,
  overviewHeadline,
  overviewLead,
  placeText,
  stripText,
} from './overview.ts'
import { tipOf } from './tip.ts'
import { unjudgedText } from './trials.ts'

const BASE = SCENARIOS['clear-win'] as Scenario
const job = (name: string, changes: Partial<Scenario> = {}): Scenario => ({ ...BASE, job: name, ...changes })
const polars = (changes: object) => ({ candidates: [candidate({ name: 'polars', ...changes })] })
const reportOf = (...scenarios: Scenario[]) => simulatedReport(scenarios).report

const READY = job('invoices')
const DIFFERS = job('shipments', polars({ ratio: 0.3, differs: [27] }))
const FLAKY = job('stock', polars({ ratio: 0.3, failureRate: 0.2 }))
const SHORT = job('sessions', { from: '2026-11-26', days: 3 })
const SLOWER = job('graph', polars({ ratio: 1.8 }))
const EVEN = job('index', polars({ ratio: 1 }))

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
    expect(overviewLead(ofPolars)).toMatch(/^Next: Run both over the same input: etl-compare run sessions, /)
    const [job] = alone('spark').report.overview.jobs
    if (!job) throw new Error('no job')
    const lone = { ...job, candidates: [] }
    expect(coverageText({ ...ofPolars, jobs: [lone] })).toMatch(/^no candidate yet · 3 runs of one side only/)
    expect(jobStandings(lone, [lone, job])).toEqual([
      'Only Spark has run, for 3 partitions. A comparison needs another engine over the same input.',
      expect.stringMatching(
        /^Next: Add the other engine .* etl-compare record --job sessions --engine NAME --partition /,
      ),
    ])
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
      'slow and quick: at least 12 more days.',
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
    expect(standings(none)).toEqual([
      'Nothing to judge: x has no comparison of a and b with spark, because a and b had no trial that counts in 3 runs.',
    ])
  })
})

describe('the page of a job', () => {
  const [report] = reportOf(job('orders', { missing: [6], ...polars({ ratio: 0.6, changes: [8] }) })).jobs
  if (!report) throw new Error('no job')
  const { page } = report
  const funnel = funnelOf(page)

  it('says where the interval lies, and what the marks of its chart stand for', () => {
    expect(funnelTitle(page)).toMatch(/^The interval closed on 0\.\d\d×, below Spark’s own time$/)
    expect(funnelTitle({ ...page, margin: 0.1 })).toMatch(/above the margin of 0\.10×$/)
    const caption = funnel ? funnelCaption(funnel, page).join(' ') : ''
    expect(caption).toContain('new code, so the count begins again (polars on 8 Nov).')
    expect(caption).toContain('Hatched: no run.')
  })

  it.each([
    [FLAKY, /^0\.\d\d× so far, interval 0\.\d\d–0\.\d\d: it does not count while polars fails$/],
    [DIFFERS, /^0\.\d\d× so far, interval 0\.\d\d–0\.\d\d: it does not count while the data differ$/],
    [{ ...FLAKY, days: 4 }, /^0\.\d\d× so far, without an interval: it does not count while polars fails$/],
  ])('says over the chart why times do not count', (scenario, title) => {
    const [flawed] = reportOf(scenario).jobs
    expect(flawed && funnelTitle(flawed.page)).toMatch(title)
  })

  it('says where all ran, over how much, and how far repeats lie apart', () =>
    expect(jobPlace(page)).toMatch(
      /^Spark and its candidates ran on single machines, .* with 4 cores, 16 GiB, over 5 GB of input\. Not a cluster\. Noise: .* typically took \d+\.\d % longer than the quickest\.$/,
    ))

  it('in one file says which days it leaves out, and where they are', () => {
    const { days } = page
    expect(notInFileText([])).toBe('Not in this file: a page for each comparison. The whole site has them:')
    expect(notInFileText([days.slice(20), days.slice(9, 20)])).toBe(
      'Not in this file: the days from 1 Nov 2026 to 19 Nov 2026, and a page for each comparison. The whole site has them:',
    )
  })

  it('has four figures, and says of a saving without prices what is missing', () => {
    const [row] = page.candidates
    const figures = row ? keyFigures(row, 'spark') : []
    expect(figures.map(({ term }) => term)).toEqual([
      'Time, Spark is 1',
      'Days measured',
      'Failures of polars alone',
      'Saving a year',
    ])
    expect(figures[3]).toEqual({ term: 'Saving a year', value: null, detail: 'no prices declared' })
  })
})

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

  it('counts no time of an engine that failed', () => {
    const page = pageOn(job('x', { candidates: ['polars', 'duckdb'].map((name) => candidate({ name })) }), 1)
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

  it('names the master of Spark where it is known', () => {
    const page = pageOn(READY, 1)
    const trials = page.trials.map((trial) => ({ ...trial, settings: { 'spark.master': 'local[2]' } }))
    expect(conditionsText(page)).toContain('Not a cluster.')
    expect(conditionsText({ ...page, trials })).toContain('Spark’s master is local[2], not a cluster.')
  })
})

describe('figures in words', () => {
  it.each([
    [0.612, '61 %'],
    [0.0463, '4.6 %'],
    [0.1, '10 %'],
    [0.03, '3.0 %'],
  ])('%d is %s', (ratio, text) => expect(percentOf(ratio)).toBe(text))

  it.each([
    [0.61, '61 % of the time'],
    [1.001, 'the same time'],
    [1.8, '1.80× the time'],
  ])('%d takes %s', (ratio, text) => expect(timeShare(ratio)).toBe(text))

  it('times of a table are in one unit', () => {
    expect([210, 30].map(secondsIn(210))).toEqual(['3.5 min', '0.5 min'])
    expect([33.84, 2.021].map(secondsIn(34))).toEqual(['33.8 s', '2.02 s'])
  })

  it('days have a year only where it is another', () => {
    expect(instantText('2026-11-28T03:00:00.000Z')).toBe('28 Nov 2026, 03:00 UTC')
    expect(rangeOfDays('2026-11-19', '2026-11-20', '2026-11-28')).toBe('19–20 Nov')
    expect(rangeOfDays('2025-12-30', '2026-01-02', '2026-11-28')).toBe('30 Dec 2025–2 Jan')
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

describe('the tip of a point', () => {
  const live = {
    job: 'j',
    charts: {},
    engines: [],
    comparisons: [[3, 'c']],
    first: '2026-11-01',
    asOf: '2026-11-28',
  } satisfies Live
  const engine = { name: 'polars', hue: 'candidate-1' } as const
  const chart = (unit: LiveChart['y']['unit']): LiveChart => ({
    x: { domain: [0, 28], unit: 'days' },
    y: { domain: [1, 2], scale: 'log', unit },
    series: [],
  })

  it.each([
    [0.6075, 'ratio', '0.6075×'],
    [8.125, 'seconds', '8.125 s'],
    [138.482, 'seconds', '2 min 18 s (138.482 s)'],
    [1_523_456_789, 'bytes', '1.52 GB (1,523,456,789 B)'],
    [512, 'bytes', '512 B'],
    [1.97, 'cores', '1.97 cores'],
  ] as const)('of %d, %s, says %s', (value, unit, text) =>
    expect(tipOf(live, chart(unit), { engine, kind: 'run', points: [[0, value]] }, 0)).toEqual({
      engine: 'polars',
      at: '4 Nov',
      lines: [text],
    }),
  )

  it('of an interval says its ends, and how much it rests on', () =>
    expect(
      tipOf(live, chart('ratio'), { engine, kind: 'look', points: [[9, 0.61, 0.55, 0.67, 10]] }, 0),
    ).toEqual({
      engine: 'polars',
      at: '10 Nov',
      lines: ['mean so far 0.61×', 'interval 0.55 to 0.67×', '10 observations'],
    }))
})

describe('words of a verdict on a page', () => {
  it('have days as people say them, and leave names and paths as they are', () =>
    expect(
      spokenDays(
        'since 2026-11-08: runs/2026-11-08.json, t_2026-11-08, dt=x-2026-11-08, --keep 2026-11-08, on 2025-01-02.',
        '2026-11-28',
      ),
    ).toBe(
      'since 8 Nov: runs/2026-11-08.json, t_2026-11-08, dt=x-2026-11-08, --keep 2026-11-08, on 2 Jan 2025.',
    ))

  it('are in every sentence that says where a candidate stands or what to do', () => {
    const paused = { ...READY, from: '2026-09-01', days: 12 }
    for (const scenario of [paused, DIFFERS, FLAKY, EVEN]) {
      const { jobs } = reportOf(scenario)
      const [row] = jobs[0]?.page.candidates ?? []
      if (!jobs[0] || !row) throw new Error('no job')
      const texts = [headlineOf(row), ...standings([row]), nextStepOf(jobs[0].page)]
      expect(texts.join(' ')).not.toMatch(/(?<!--\w+ )\d{4}-\d\d-\d\d/)
    }
  })

  it('keep a figure and its unit on one line', () =>
    expect(glued('took 1.2 % of 5 GB in 3 min on 8 Nov, 2 jobs')).toBe(
      'took 1.2\u00a0% of 5\u00a0GB in 3\u00a0min on 8\u00a0Nov, 2 jobs',
    ))
})
