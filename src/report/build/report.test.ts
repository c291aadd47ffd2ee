import { describe, expect, it } from 'vitest'
import { simulatedJob, simulatedReport } from '../../../tests/simulated-report.ts'
import type { RunRecord } from '../../model/record/schema.ts'
import { comparisonName, otherPlaceText } from '../../render/site/places.ts'
import { alsoRanText } from '../../render/site/trials.ts'
import { seeRowsText } from '../../render/site/withheld.ts'
import { candidate, SCENARIOS, type Scenario } from '../../simulate/scenario.ts'
import { judge } from '../../verdict/judge.ts'
import { measuredOf } from '../../verdict/measured.ts'
import { comparisonSchema } from '../model/comparison.ts'
import { jobSchema } from '../model/job.ts'
import { overviewSchema } from '../model/overview.ts'
import { NOTHING_BESIDE } from './beside.ts'
import { buildReport } from './report.ts'

const BASE = SCENARIOS['second-candidate'] as Scenario
const reportOf = (scenarios: readonly Scenario[], asOf?: string) => simulatedReport(scenarios, asOf).report

describe('the report’s model', () => {
  const changed = {
    ...BASE,
    missing: [6, 19, 20],
    candidates: BASE.candidates.map((each) => ({ ...each, changes: [8], failureRate: 0.03 })),
  }

  it('fits its schemas', () => {
    const { overview, jobs } = reportOf([changed])
    expect(() => overviewSchema.parse(overview)).not.toThrow()
    for (const { page, comparisons } of jobs) {
      expect(() => jobSchema.parse(page)).not.toThrow()
      for (const { toPage } of comparisons) expect(() => comparisonSchema.parse(toPage())).not.toThrow()
    }
  })

  it.each([1, 2] as const)('says of each day what judge said as of that day, %i averaged', (averageDays) => {
    const records = simulatedReport([changed]).records.map((record) => ({ ...record, averageDays }))
    const job = simulatedJob(changed, records)
    const facts = { asOf: '2026-11-28', beside: NOTHING_BESIDE, leftOut: [], tool: '0.0.0' }
    const looks = buildReport({ records, jobs: [job], ...facts }).jobs.flatMap(({ page }) =>
      page.histories.flatMap(({ engine, epochs }) =>
        epochs.flatMap(({ number, looks: all }) =>
          all.map((look) => ({ engine: engine.name, number, ...look })),
        ),
      ),
    )
    const said = looks.flatMap(({ day, engine, number }) =>
      job.subjects
        .filter(({ candidate: name }) => name === engine)
        .map((subject) => judge(records, subject, job, day))
        .flatMap((verdict) =>
          verdict.decision !== 'nothing' && verdict.epoch.number === number
            ? [{ day, engine, number, interval: verdict.gates.speed.ratio?.interval ?? null }]
            : [],
        ),
    )
    expect(looks.length).toBeGreaterThan(30)
    expect(said.map(({ day, engine, number, interval }) => ({ day, engine, number, interval }))).toEqual(
      looks.map(({ day, engine, number, interval }) => ({ day, engine, number, interval })),
    )
  })

  it('counts what was measured of each candidate at each size, as advise does', () => {
    const { records, jobs, report } = simulatedReport([changed])
    const rows = report.jobs.flatMap(({ page }) => page.measured)
    const engines = { spark: {}, polars: {}, duckdb: {} }
    expect(rows.map(({ candidate: name }) => name).toSorted()).toEqual(['duckdb', 'polars'])
    expect(rows).toEqual(jobs.flatMap((job) => measuredOf(records, { ...job, engines }, '2026-11-28')))
  })

  it('has a job’s operations at each size of input, of the trials that are judged', () => {
    const withOperations = ({ trials, ...record }: RunRecord): RunRecord => ({
      ...record,
      trials: trials.map((trial) => ({
        ...trial,
        operations: [{ name: 'merge', seconds: Number(trial.measures.totalMs) / 1000 }],
      })),
    })
    const candidates = BASE.candidates.map((each) => ({ ...each, changes: [8] }))
    const { page } =
      simulatedReport([{ ...BASE, candidates }], undefined, withOperations).report.jobs[0] ?? {}
    expect(page?.operations).toMatchObject([{ name: 'merge', size: page?.size, isSame: true }])
    const judged = page?.histories.map(({ engine, points, epochs }) => {
      const number = epochs.find(({ isJudged }) => isJudged)?.number
      return [engine.name, points.filter(({ epoch, ratio }) => epoch === number && ratio !== null).length]
    })
    const runs = page?.operations[0]?.figures.map(({ engine, ratio }) => [engine, ratio?.n])
    expect(runs?.slice(1).toSorted()).toEqual(judged?.toSorted())
  })

  it('names the folder of results with the limits where a partition ran at several', () => {
    const scenario = { ...BASE, days: 3, candidates: [candidate({ name: 'polars', differs: [2, 3] })] }
    const { records, jobs } = simulatedReport([scenario])
    const [first, second] = records
    if (!first || !second) throw new Error('no records')
    const smaller = { ...second, id: 'smaller', limits: { cpus: 2, memoryBytes: null } }
    const facts = { asOf: '2026-11-28', beside: NOTHING_BESIDE, leftOut: [], tool: '0.0.0' }
    const pages = buildReport({ records: [...records, smaller], jobs, ...facts }).jobs[0]?.comparisons.map(
      ({ toPage }) => toPage(),
    )
    expect(pages?.map(({ folder }) => folder)).toEqual([
      'simulated/own',
      'simulated/own@4cpu-16GiB',
      'simulated/own@2cpu',
      'simulated/own',
    ])
    const [, page] = pages ?? []
    expect(page && seeRowsText({ ...page, rows: { state: 'withheld' } }, 'polars', {}).commands[1]).toContain(
      ' results/simulated/own@4cpu-16GiB/polars/1/output ',
    )
  })

  it('shows on the job’s page what ran at other limits, and names them on these pages', () => {
    const scenario = { ...BASE, days: 3, candidates: [candidate({ name: 'polars', ratio: 0.3 })] }
    const { records, jobs } = simulatedReport([scenario])
    const [, second] = records
    if (!second) throw new Error('no record')
    const smaller = { ...second, id: 'smaller', limits: { cpus: 2, memoryBytes: null } }
    const facts = { asOf: '2026-11-28', beside: NOTHING_BESIDE, leftOut: [], tool: '0.0.0' }
    const pagesWith = (all: typeof records) => buildReport({ records: all, jobs, ...facts }).jobs[0]
    const [report, alone] = [pagesWith([...records, smaller]), pagesWith(records)]
    const [place, ...others] = report?.page.otherPlaces ?? []
    expect(others).toEqual([])
    expect(place && otherPlaceText(place)).toMatch(/^2 cores: polars 0\.\d+× on 1 day$/)
    const linked = report?.comparisons.find(({ slug }) => slug === place?.runs[0]?.comparison)?.toPage()
    expect(linked && comparisonName(linked, linked.day)).toBe('2 Nov, 2 cores')
    expect(alone?.page.otherPlaces).toEqual([])
    const plain = alone?.comparisons[1]?.toPage()
    expect(plain && comparisonName(plain, plain.day)).toBe('2 Nov')
  })

  it('shows of a day with two codes the judged one, and says that the other ran', () => {
    const scenario = {
      ...BASE,
      days: 2,
      candidates: [candidate({ name: 'polars', ratio: 0.3, changes: [2] })],
    }
    const { records, jobs } = simulatedReport([scenario])
    const [first, second] = records
    if (!first || !second) throw new Error('no records')
    const again = { ...second, partition: first.partition, input: first.input }
    const facts = { asOf: '2026-11-28', beside: NOTHING_BESIDE, leftOut: [], tool: '0.0.0' }
    const pageOf = (of: typeof records) => buildReport({ records: of, jobs, ...facts }).jobs[0]?.page
    const [both, alone] = [pageOf([first, again]), pageOf([again])]
    const [row] = both?.days ?? []
    expect(row?.engines).toEqual(alone?.days[0]?.engines)
    expect(row && alsoRanText(row)).toBe('earlier code of polars also ran')
    expect(alone?.days[0] && alsoRanText(alone.days[0])).toBe('')
    const seconds = (page: typeof both) => page?.sizes.map((size) => size.seconds)
    expect(seconds(both)).toEqual(seconds(alone))
  })

  it('takes a candidate that hung for one that failed, as the verdict does', () => {
    const scenario = { ...BASE, candidates: [candidate({ name: 'polars', ratio: 0.3 })], days: 3 }
    const { records } = simulatedReport([scenario])
    const hung = records.map((record, index) =>
      index < 2
        ? record
        : {
            ...record,
            trials: record.trials.map((trial) =>
              trial.engine === 'polars'
                ? { ...trial, outcome: 'cancelled' as const, measures: { totalMs: 10 ** 9 } }
                : trial,
            ),
          },
    )
    const { jobs } = buildReport({
      ...{ records: hung, beside: NOTHING_BESIDE, asOf: '2026-11-28', leftOut: [], tool: '0.0.0' },
      jobs: [simulatedJob(scenario, hung)],
    })
    const [row] = jobs[0]?.page.candidates ?? []
    expect(row?.verdict.decision !== 'nothing' && row?.verdict.gates.failures.candidateAlone).toBe(1)
    expect(jobs[0]?.page.histories[0]?.points.map(({ state }) => state)).toEqual([
      'counted',
      'counted',
      'failed',
    ])
  })

  it('groups jobs by what is to be done about them, the nearest candidate first', () => {
    const job = (name: string, changes: Partial<Scenario>): Scenario => ({ ...BASE, job: name, ...changes })
    const { overview } = reportOf([
      job('slower', { candidates: [candidate({ name: 'polars', ratio: 1.8 })] }),
      job('short', { candidates: [candidate({ name: 'polars', ratio: 0.3 })], days: 3 }),
      job('differs', { candidates: [candidate({ name: 'polars', ratio: 0.3, differs: [27] })] }),
      job('ready', {
        candidates: [candidate({ name: 'polars', ratio: 0.3 }), candidate({ name: 'duckdb', ratio: 2 })],
      }),
    ])
    expect(overview.jobs.map(({ name, group }) => [name, group])).toEqual([
      ['ready', 'retire'],
      ['differs', 'fix'],
      ['short', 'measure'],
      ['slower', 'keep'],
    ])
  })

  it('has the candidate that the headline speaks of first everywhere, but in the columns of a comparison', () => {
    const { overview, jobs } = reportOf([
      {
        ...BASE,
        candidates: [
          candidate({ name: 'slower', ratio: 1.8 }),
          candidate({ name: 'quick', ratio: 0.3 }),
          candidate({ name: 'quicker', ratio: 0.2 }),
        ],
      },
    ])
    const order = ['quicker', 'quick', 'slower']
    const namesOf = (of: readonly { engine: { name: string } }[] = []) => of.map(({ engine }) => engine.name)
    const [report] = jobs
    expect(namesOf(overview.jobs[0]?.candidates)).toEqual(order)
    expect(namesOf(report?.page.histories)).toEqual(order)
    expect(namesOf(report?.page.days[0]?.engines)).toEqual(['spark', ...order])
    const names = report?.comparisons[0]?.toPage().engines.map(({ name }) => name)
    expect(names).toEqual(['spark', 'slower', 'quick', 'quicker'])
  })

  it('gives an engine one colour in all jobs, and a fourth candidate none', () => {
    const names = ['polars', 'duckdb', 'datafusion', 'dask']
    const all = { ...BASE, job: 'all', candidates: names.map((name) => candidate({ name })) }
    const one = { ...BASE, job: 'one', candidates: [candidate({ name: 'dask' })] }
    const { overview } = reportOf([all, one])
    const hues = Object.fromEntries(
      overview.jobs.flatMap(({ candidates }) => candidates.map(({ engine }) => [engine.name, engine.hue])),
    )
    expect(hues).toEqual({
      dask: 'candidate-1',
      polars: 'candidate-2',
      duckdb: 'candidate-3',
      datafusion: 'other',
    })
  })
})

describe('the strip of days', () => {
  const states = (scenario: Scenario, asOf?: string) => {
    const [candidateRow] = reportOf([scenario], asOf).overview.jobs[0]?.candidates ?? []
    return candidateRow?.strip.map(({ state }) => state)
  }
  const run = (changes: Partial<Scenario>): Scenario => ({
    ...BASE,
    candidates: [candidate({ name: 'polars', ratio: 0.3, differs: [3] })],
    days: 5,
    ...changes,
  })

  it('has a cell for each day, with what went wrong, and those to come', () => {
    const cells = states(run({ missing: [4] }), '2026-11-05')
    expect(cells?.slice(0, 5)).toEqual(['counted', 'counted', 'differs', 'missing', 'counted'])
    expect(cells?.slice(5)).toEqual(Array(24).fill('to-come'))
  })

  it('expects a weekly job once a week', () => {
    const daily = Array.from({ length: 28 }, (_, index) => index + 1)
    const weekly = run({ days: 28, missing: daily.filter((day) => day % 7 !== 1) })
    expect(states(weekly)?.filter((state) => state !== 'to-come')).toEqual(Array(4).fill('counted'))
  })

  it('shows a weekly run that did not come', () => {
    const daily = Array.from({ length: 28 }, (_, index) => index + 1)
    const weekly = run({ days: 28, missing: daily.filter((day) => day % 7 !== 1 || day === 15) })
    expect(states(weekly)?.filter((state) => state !== 'to-come')).toEqual([
      'counted',
      'counted',
      'missing',
      'counted',
    ])
  })
})
