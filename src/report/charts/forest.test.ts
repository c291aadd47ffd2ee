import { describe, expect, it } from 'vitest'
import { simulatedReport } from '../../../tests/simulated-report.ts'
import { candidate, SCENARIOS, type Scenario } from '../../simulate/scenario.ts'
import { forestAxis, forestMark, forestShows } from './forest.ts'

const BASE = SCENARIOS['clear-win'] as Scenario
const jobsOf = (...scenarios: Partial<Scenario>[]) =>
  simulatedReport(scenarios.map((each) => ({ ...BASE, ...each }))).report.overview.jobs

describe('the axis of all jobs', () => {
  it('holds every estimate and interval, and the baseline’s own time', () => {
    const jobs = jobsOf({ job: 'a' }, { job: 'b', candidates: [candidate({ name: 'polars', ratio: 3 })] })
    const axis = forestAxis(jobs)
    expect(axis?.scale.ticks).toContain(1)
    for (const row of jobs.flatMap((job) => job.candidates)) {
      const mark = axis && forestMark(row, axis)
      expect(mark?.at).toBe(axis?.scale.at(row.ratio?.value ?? 0))
      expect(mark?.bar?.from).toBe(axis?.scale.at(row.ratio?.interval?.lower ?? 0))
      expect(mark?.bar?.from).toBeGreaterThan(0)
      expect(mark?.bar?.to).toBeLessThan(1)
    }
  })

  it('follows the estimates where an early interval is very wide', () => {
    const [job] = jobsOf({ job: 'a' })
    const [row] = job?.candidates ?? []
    if (!job || !row?.ratio) throw new Error('no ratio')
    const wide = { ...row, ratio: { ...row.ratio, interval: { lower: 1e-6, upper: 1e6 } } }
    const axis = forestAxis([{ ...job, candidates: [wide] }])
    expect(axis?.scale.domain[0]).toBeGreaterThan(0.01)
    expect(axis && forestMark(wide, axis)?.bar).toEqual({ from: 0, to: 1 })
  })

  it('has a ring for a few days, and a hollow bar for what does not count', () => {
    const jobs = jobsOf(
      { job: 'short', days: 3 },
      { job: 'differs', candidates: [candidate({ name: 'polars', ratio: 0.3, differs: [27] })] },
    )
    const axis = forestAxis(jobs)
    const marks = jobs.map((job) => axis && job.candidates[0] && forestMark(job.candidates[0], axis))
    expect(marks[0]).toMatchObject({ isVoid: true, bar: expect.anything() })
    expect(marks[1]).toMatchObject({ isVoid: false, bar: null })
  })

  it('is none where nothing has a time', () => expect(forestAxis([])).toBeUndefined())
})

describe('what the legend explains', () => {
  it('is what appears', () => {
    expect(forestShows(jobsOf({ job: 'won', days: 28 }))).toEqual({
      shows: { bars: true, rings: false, voids: false },
      days: new Set(['counted']),
    })
    const differs = { job: 'differs', days: 3, candidates: [candidate({ name: 'polars', differs: [2] })] }
    expect(forestShows(jobsOf(differs))).toEqual({
      shows: { bars: false, rings: true, voids: true },
      days: new Set(['counted', 'differs', 'missing', 'to-come']),
    })
  })
})
