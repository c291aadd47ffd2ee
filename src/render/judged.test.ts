import { describe, expect, it } from 'vitest'
import { DIFFERS, job, polars, READY, reportOf, SHORT } from '../../tests/simulated-jobs.ts'
import type { JobRow } from '../report/model/overview.ts'
import { candidate } from '../simulate/scenario.ts'
import { judgedText } from './judged.ts'

const textOf = (scenarios: Parameters<typeof reportOf>, areNamed = false, columns = 200): string => {
  const { jobs } = reportOf(...scenarios).overview
  return textOfJobs(jobs, areNamed, columns)
}
function textOfJobs(jobs: readonly JobRow[], areNamed = false, columns = 200): string {
  const invocation = { ledger: 'nightly', config: 'conf/etl-compare.yml' }
  const toMeasured = () => jobs.flatMap(({ measured }) => measured)
  return judgedText({ jobs, areNamed, toMeasured, place: 'nightly', invocation, columns })
}
const many = Array.from({ length: 40 }, (_, index) =>
  job(`job_${index}`, {
    days: 3,
    candidates: ['polars', 'duckdb', 'datafusion'].map((name) => candidate({ name })),
  }),
)

describe('what judge prints', () => {
  it('of one candidate is its verdict alone', () =>
    expect(textOf([READY])).toMatch(/^invoices · polars instead of spark · /))

  it('of several begins with where the jobs stand and a line a candidate, and has the verdicts below', () => {
    const [overview = '', ...full] = textOf([DIFFERS, SHORT, READY]).split('\n\n\n')
    expect(overview.split('\n')).toEqual([
      '1 of 3 jobs no longer needs Spark.',
      'invoices can move to polars now. One job needs its candidate fixed first and one needs more days.',
      '',
      expect.stringMatching(/^verdict +job +candidate +× Spark’s time +days$/),
      expect.stringMatching(/^✓ Retire Spark +invoices +polars +0\.\d\d× \(0\.\d\d–0\.\d\d\) +28 of 14–28$/),
      expect.stringMatching(
        /^✕ Fix the candidate first +shipments +polars +.*, does not count +28 of 14–28$/,
      ),
      expect.stringMatching(/^… Keep measuring +sessions +polars +0\.\d\d× \(3 days\) +3 of 14–28$/),
    ])
    expect(full.map((text) => text.split(' ')[0])).toEqual(['invoices', 'shipments', 'sessions'])
  })

  it('of many is the list, and the command that says all of a job', () => {
    const lines = textOf(many).split('\n')
    expect(lines.length).toBeLessThan(130)
    expect(lines.at(-1)).toBe(
      'The gates and reasons of a job: etl-compare judge JOB --config conf/etl-compare.yml --ledger nightly',
    )
    expect(textOf(many, true)).toContain('job_7 · polars instead of spark')
  })

  it('ends with when to use which where a job was measured at several sizes', () => {
    const { jobs } = reportOf(READY).overview
    const [row] = jobs.flatMap(({ measured }) => measured)
    const larger = jobs.map((each) => ({ ...each, measured: row ? [row, { ...row, inputBytes: 7e9 }] : [] }))
    const table = textOfJobs(larger).split('\n\n\n').at(-1)?.split('\n') ?? []
    expect(table[0]).toBe('When to use which, by the comparisons in nightly:')
    expect(table.at(-1)).toMatch(/invoices +7 GB .* polars +28 of 28/)
    expect(textOfJobs(jobs)).not.toContain('When to use which')
  })

  it('fits into a narrow terminal', () => {
    const lines = textOf([READY, job('other', polars({ ratio: 0.5 }))], false, 60).split('\n')
    expect(lines.filter((line) => line.length > 60)).toEqual([])
  })
})
