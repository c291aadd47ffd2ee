import { describe, expect, it } from 'vitest'
import { unmeasured } from '../../model/measures/measure.ts'
import { measuresOfSteps } from '../../model/record/usage.ts'
import { stepEnding } from '../../trial/outcome.ts'
import { ranStep, type StepRun } from '../../trial/step-run.ts'
import { onForeignCluster, onOwnCluster, onPods } from './parts.ts'

const container = (measures: StepRun['parts'][number]['measures'], more: Partial<StepRun> = {}): StepRun =>
  ranStep({ exitCode: 0, ...more, parts: [{ name: 'container', scope: 'whole', measures }] })
const driver = container({ startMs: 500, initMs: 1000, workMs: 9000, cpuSeconds: 5, peakAnonBytes: 500 })
const master = container({ startMs: 400, workMs: 20_000, cpuSeconds: 1, peakAnonBytes: 100 })
const worker = container({ startMs: 400, workMs: 15_000, cpuSeconds: 20, peakAnonBytes: 900 })
const use = { coreHours: 0.02, memoryGbHours: 0.03, idleCoreHours: 0.005, executors: 2, started: 2 }
const facts = { master, workers: [worker, worker], deaths: [], startMs: 8000, use }
const LIMITS = { memoryBytes: null, diskBytes: null, timeoutSeconds: 60 }

describe("a driver's run on a cluster of containers", () => {
  it("has the driver's clock with the cluster's start before it, and what all of them used", () => {
    const run = onOwnCluster(driver, facts)
    expect(run.parts.map(({ name }) => name)).toEqual(['driver', 'master', 'executors'])
    expect(run.parts[2]?.paid).toEqual({
      ...{ coreHours: 0.02, memoryGbHours: 0.03, idleCoreHours: 0.005 },
      ...{ executors: 2, lost: 0 },
    })
    expect(measuresOfSteps([run])).toMatchObject({
      startMs: 8500,
      workMs: 9000,
      totalMs: 18_500,
      cpuSeconds: 46,
      peakAnonBytes: 2400,
    })
  })

  it('counts executors that others replaced, and workers that died', () => {
    const lost = (more: Partial<typeof facts>) =>
      onOwnCluster(driver, { ...facts, ...more }).parts[2]?.paid?.lost
    expect(lost({ use: { ...use, started: 3 } })).toBe(1)
    expect(lost({ deaths: ['worker-2 ended before the program did'] as never })).toBe(1)
  })

  it('says what went wrong beside it where it failed, and only there', () => {
    const killed = { ...worker, oomKills: 2 }
    const failed = onOwnCluster({ ...driver, exitCode: 1 }, { ...facts, workers: [worker, killed] })
    expect(stepEnding(failed, LIMITS, [])).toEqual({
      outcome: 'failed',
      reason: "exited with 1; the kernel killed 2 of worker-2's processes for lack of memory",
    })
    const fine = onOwnCluster(driver, { ...facts, workers: [worker, killed] })
    expect(stepEnding(fine, LIMITS, [])).toEqual({ outcome: 'ok', reason: null })
  })

  it('has failed, and not been slow, where it was ended because no worker was left', () => {
    const ended = { ...driver, exitCode: null, signal: 15, stopped: true, isLost: true } as const
    const run = onOwnCluster(ended, { ...facts, deaths: ['worker-1 ended before the program did'] as never })
    expect(stepEnding(run, LIMITS, [])).toEqual({
      outcome: 'failed',
      reason: 'worker-1 ended before the program did',
    })
  })

  it('knows that hours are unknown without an event log', () => {
    const none = { value: null, reason: 'no event log of the program names an executor' }
    expect(onOwnCluster(driver, { ...facts, use: null }).parts[2]?.paid).toEqual({
      ...{ coreHours: none, memoryGbHours: none, idleCoreHours: none },
      lost: 0,
    })
  })
})

describe("a driver's run with executors in pods", () => {
  const usages = [
    { cpuSeconds: 20, peakAnonBytes: 900 },
    { cpuSeconds: 15, peakAnonBytes: 800 },
  ]

  it("has the driver's clock, and what all of them used", () => {
    const run = onPods(driver, { usages, lost: 0, mishaps: [], use })
    expect(run.parts.map(({ name }) => name)).toEqual(['driver', 'executors'])
    expect(run.parts[1]?.paid).toMatchObject({ executors: 2, lost: 0 })
    expect(measuresOfSteps([run])).toMatchObject({
      ...{ startMs: 500, totalMs: 10_500 },
      ...{ cpuSeconds: 40, peakAnonBytes: 2200 },
    })
  })

  it('does not know what all used where one was killed with its meter, or none has run', () => {
    const killed = { cpuSeconds: unmeasured('killed'), peakAnonBytes: unmeasured('killed') }
    const cpuOf = (all: typeof usages | (typeof killed)[]) =>
      onPods(driver, { usages: all, lost: 0, mishaps: [], use }).parts[1]?.measures.cpuSeconds
    expect(cpuOf([...usages, killed] as typeof usages)).toEqual(unmeasured('killed'))
    expect(cpuOf([])).toEqual(unmeasured('no executor has run'))
  })

  it('counts those that were replaced, and names what became of them where it failed', () => {
    const mishaps = ['executor 1 exited with 1']
    const failed = { ...driver, exitCode: 1 }
    const run = onPods(failed, { usages, lost: 0, mishaps, use: { ...use, started: 3 } })
    expect(run.parts[1]?.paid?.lost).toBe(1)
    expect(onPods(failed, { usages, lost: 2, mishaps, use: null }).parts[1]?.paid?.lost).toBe(2)
    expect(stepEnding(run, LIMITS, []).reason).toBe('exited with 1; executor 1 exited with 1')
  })
})

describe("a driver's run on a cluster that runs already", () => {
  it('has no CPU and memory, since nothing measures the workers, but the hours of its event log', () => {
    const run = onForeignCluster(driver, use, false)
    expect(run.parts[1]?.paid).toMatchObject({ coreHours: 0.02, idleCoreHours: 0.005, executors: 2 })
    expect(measuresOfSteps([run])).toMatchObject({
      workMs: 9000,
      cpuSeconds: unmeasured(
        'nothing measures the workers, and event logs count a part of what executors used',
      ),
    })
  })

  it('of Spark Connect has no hours either', () => {
    expect(onForeignCluster(driver, null, true).parts[1]).not.toHaveProperty('paid')
  })
})
