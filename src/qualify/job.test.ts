import { describe, expect, it } from 'vitest'
import { run } from '../../tests/qualified-run.ts'
import { jobName, jobsOf } from './job.ts'

const day = (of: number, hour = 2) => new Date(Date.UTC(2026, 10, of, hour)).toISOString()

describe('the name of a job', () => {
  it.each([
    ['orders_2026-11-20', 'orders_*'],
    ['orders 20261120', 'orders *'],
    ['orders-2026-11-20T03:17:00', 'orders-*'],
    ['orders 1764123456789', 'orders *'],
    ['orders 5f0c19ab-1111-4222-8333-444455556666', 'orders *'],
    ['orders 2026/11/20', 'orders *'],
    ['orders 20.11.2026', 'orders *'],
    ['orders 2026-11', 'orders *'],
    ['orders v2', 'orders v2'],
    ['orders 2026-99', 'orders 2026-99'],
  ])('of %s is %s', (name, job) => expect(jobName(name)).toBe(job))
})

describe('a job', () => {
  it('is all runs of a name over days, whose typical, high and highest figures are those of runs that ended well', () => {
    const runs = [10, 20, 30, 40].map((wallSeconds, index) =>
      run({ name: `orders_${day(index + 1).slice(0, 10)}`, startedAt: day(index + 1), wallSeconds }),
    )
    const [job, ...others] = jobsOf([
      ...runs,
      run({ name: 'orders_2026-11-05', startedAt: day(5), wallSeconds: 9000, isFailed: true }),
    ])
    expect(others).toEqual([])
    expect(job).toMatchObject({
      name: 'orders_*',
      days: 5,
      failedRuns: 1,
      coreHours: 5,
      wallSeconds: { p50: 20, p95: 40, max: 40 },
    })
  })

  it('has the reason of a figure that no run has', () => {
    const [job] = jobsOf([run({ fileBytes: { value: null, reason: 'no-scans' } })])
    expect(job?.fileBytes).toEqual({ value: null, reason: 'no-scans' })
  })

  it('has the core-hours of those of its runs that name executors', () => {
    const unknown = run({ id: 'app-2', coreHours: { value: null, reason: 'no-executors' } })
    expect(jobsOf([run(), unknown])[0]?.coreHours).toBe(1)
    expect(jobsOf([unknown])[0]?.coreHours).toEqual({ value: null, reason: 'no-executors' })
  })

  it('grows by the median of all slopes: doubled in 30 days, whatever one odd day has', () => {
    const runs = [0, 5, 10, 20, 30].map((of) =>
      run({
        startedAt: day(1 + of),
        fileBytes: of === 10 ? 1e12 : 1e9 * 2 ** (of / 30),
        readBytes: 1e8 * 4 ** (of / 30),
      }),
    )
    const [job] = jobsOf(runs)
    expect(job?.growth).toBeCloseTo(1, 9)
    expect(job?.readGrowth).toBeCloseTo(3, 9)
  })

  it('of a few days does not show how it grows', () => {
    const [job] = jobsOf([1, 2, 3, 4, 5, 6].map((of) => run({ startedAt: day(of) })))
    expect(job?.growth).toEqual({ value: null, reason: 'too-few-days' })
  })

  it('whose runs overlap may be two programs, but attempts of one application are not', () => {
    const overlapping = (id: string) =>
      jobsOf([
        run({ id: 'app-1', startedAt: day(1), wallSeconds: 60 }),
        run({ id, attempt: '2', startedAt: day(1) }),
      ])
    expect(overlapping('app-2')[0]?.isOverlapping).toBe(true)
    expect(overlapping('app-1')[0]?.isOverlapping).toBe(false)
  })
})
