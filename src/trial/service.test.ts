import { describe, expect, it } from 'vitest'
import type { Served } from './served.ts'
import { errorText, growthOf, serviceEnding, serviceMeasures, toServiceRun } from './service.ts'
import { ranStep, type Sample } from './step-run.ts'

const MIB = 2 ** 20
const STARTED = 1_000_000

/** Memory in MiB at each 100 ms, with half a core in use. */
const samplesOf = (memory: readonly number[]): Sample[] =>
  memory.map((mib, index) => [100 * index, mib * MIB, 0.05 * index])

const load = {
  fromMs: STARTED + 1000,
  untilMs: STARTED + 2000,
  due: 10,
  latenciesMs: Float64Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 20]),
  lateMs: Float64Array.from([0.1, 0.2]),
  errors: {},
  failures: new Map(),
}
const served = (more: Partial<Served> = {}): Served => ({
  stage: 'done',
  problem: null,
  readyAtMs: STARTED + 400,
  idleUntilMs: STARTED + 1000,
  asking: null,
  answers: [],
  load,
  ...more,
})
const MEMORY = [...Array(10).fill(100), ...Array(11).fill(150)]
const ran = ranStep({ startedAtMs: STARTED, samples: samplesOf(MEMORY), exitCode: 0 })

describe('a service', () => {
  it('is measured from its start, while it was idle, and under load', () => {
    expect(serviceMeasures(ran, served())).toMatchObject({
      coldStartMs: 400,
      idleBytes: 100 * MIB,
      loadBytes: 150 * MIB,
      p50Ms: 5,
      p95Ms: 20,
      maxMs: 20,
      requestsPerSecond: 10,
      // Half a core for a second, over ten answers.
      cpuPerRequestMs: expect.closeTo(50, 6),
    })
  })

  it('has no CPU per request where its steps are a large part of it', () => {
    const { cpuPerRequestMs } = serviceMeasures(ran, served({ load: { ...load, untilMs: STARTED + 1900 } }))
    expect(cpuPerRequestMs).toMatchObject({ reason: expect.stringContaining('less than 0.5 s of CPU') })
  })

  it('has reasons where it was never ready, or nobody saw its memory', () => {
    const never = serviceMeasures(ran, served({ readyAtMs: null, idleUntilMs: null, load: null }))
    expect(never.coldStartMs).toEqual({ value: null, reason: 'it was never ready' })
    expect(never.p95Ms).toEqual({ value: null, reason: 'it was not asked under load' })
    const unseen = serviceMeasures({ ...ran, samples: [] }, served())
    expect(unseen.loadBytes).toMatchObject({ value: null })
    expect(unseen.cpuPerRequestMs).toMatchObject({ value: null })
  })

  it('ends well only where it was stopped after its load', () => {
    const plain = { outcome: 'failed', reason: 'exited with 143' } as const
    expect(serviceEnding(ran, served(), plain)).toEqual({ outcome: 'ok', reason: null })
    expect(serviceEnding(ran, served({ stage: 'starting', load: null }), plain).reason).toBe(
      'died before it was ready: exited with 143',
    )
    const under = served({ stage: 'under load' })
    expect(serviceEnding(ran, under, { outcome: 'ok', reason: null }).reason).toBe(
      'died under load after 10 of 10 requests: exited with 0',
    )
    const oom = { outcome: 'oom', reason: 'the kernel killed it' } as const
    expect(serviceEnding({ ...ran, oomKills: 1 }, under, oom)).toBe(oom)
    expect(serviceEnding({ ...ran, stopped: true }, under, plain)).toBe(plain)
  })

  it('names its errors by kind, the most frequent first', () => {
    expect(errorText({ due: 1200, errors: { timeout: 1, reset: 3 } })).toBe(
      '4 of 1,200 requests failed: 3 reset, 1 timeout',
    )
    expect(errorText({ due: 1200, errors: {} })).toBeNull()
  })

  it('is recorded with intervals, and whether it ended in time', () => {
    const asked = { requests: 'f'.repeat(64), perSecond: 10, seconds: 1 }
    expect(toServiceRun(ran, served(), asked, [])).toMatchObject({
      due: 10,
      answered: 10,
      latency: { p50: { value: 5, lower: 2, upper: 9 }, p99: { value: 20, upper: null } },
      sentLateMs: 0.2,
      isEndedInTime: true,
    })
    expect(toServiceRun({ ...ran, signal: 9 }, served(), asked, [])?.isEndedInTime).toBe(false)
    expect(toServiceRun(ran, served({ load: null }), asked, [])).toBeUndefined()
  })
})

describe('requests that failed under load', () => {
  const lines = Array.from({ length: 9 }, (_, index) => ({
    line: 2 * index + 1,
    method: 'GET' as const,
    path: `/${'x'.repeat(50 * index)}`,
  }))
  const asked = { requests: 'f'.repeat(64), perSecond: 10, seconds: 1 }
  const runOf = (failures: [number, Record<string, number>][]) => {
    const { load } = served()
    if (!load) throw new Error('it was not asked')
    return toServiceRun(ran, served({ load: { ...load, failures: new Map(failures) } }), asked, lines)
  }

  it('are recorded with what they had, the most frequent first, and no more than five of them', () => {
    const { failed = [] } =
      runOf([
        [0, { '500': 1 }],
        [2, { '500': 2, timeout: 7 }],
        ...[4, 5, 6, 7].map((index): [number, Record<string, number>] => [index, { reset: 3 }]),
      ]) ?? {}
    expect(failed).toHaveLength(5)
    expect(failed[0]).toEqual({
      request: 5,
      call: `GET /${'x'.repeat(100)}`,
      had: { '500': 2, timeout: 7 },
      alone: {},
    })
    expect(failed.map(({ call }) => call.length)).toEqual([105, 120, 120, 120, 120])
  })

  it('are absent where none did', () => {
    expect(runOf([])).not.toHaveProperty('failed')
  })
})

describe('memory under constant load', () => {
  const growth = (memory: readonly number[]) => growthOf(samplesOf(memory))
  const steps = (...levels: number[]) => levels.flatMap((level) => Array(15).fill(level))

  it('may leak where it rises to the end, by a tenth and 16 MiB', () => {
    expect(growth(steps(100, 150, 200, 250))).toEqual({ bytes: 100 * MIB, isLeak: true })
    expect(growth(steps(100, 1000, 1020, 1050))).toMatchObject({ isLeak: false })
    expect(growth(steps(10, 20, 25, 30))).toMatchObject({ isLeak: false })
  })

  it('does not where it only fills caches first, or rises and falls', () => {
    expect(growth(steps(100, 300, 300, 300))).toEqual({ bytes: 0, isLeak: false })
    expect(growth(steps(100, 200, 180, 260))).toMatchObject({ isLeak: false })
    expect(growth(steps(300, 200, 200, 100))).toEqual({ bytes: 0, isLeak: false })
  })

  it('is unknown from few samples', () => {
    expect(growth([1, 2, 3])).toMatchObject({ value: null })
  })
})
