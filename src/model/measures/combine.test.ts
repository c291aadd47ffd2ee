import { describe, expect, it } from 'vitest'
import { addMeasures, combineMeasures } from './combine.ts'
import { unmeasured } from './measure.ts'

describe('measures of a trial', () => {
  it('are sums of time and CPU and the maximum of memory', () => {
    const steps = [
      { startMs: 100, initMs: 400, workMs: 1000, cpuSeconds: 2, peakAnonBytes: 50 },
      { startMs: 200, initMs: 100, workMs: 2000, cpuSeconds: 3, peakAnonBytes: 70 },
    ]
    expect(combineMeasures(steps)).toMatchObject({
      startMs: 300,
      initMs: 500,
      workMs: 3000,
      executionMs: 3500,
      totalMs: 3800,
      cpuSeconds: 5,
      peakAnonBytes: 70,
    })
  })

  it('are null, with the reason, where one part could not be measured', () => {
    const combined = combineMeasures([{ cpuSeconds: 2 }, { cpuSeconds: unmeasured('client only') }])
    expect(combined.cpuSeconds).toEqual({ value: null, reason: 'client only' })
  })

  it('keep a start-up that was measured where another step is silent: all start-up is work then', () => {
    const [ready, silent] = [
      { initMs: 8000, workMs: 2000, cpuSeconds: 6 },
      { initMs: unmeasured('silent'), workMs: 10_000, cpuSeconds: 6 },
    ]
    for (const steps of [
      [ready, silent],
      [silent, ready],
    ])
      expect(combineMeasures(steps)).toMatchObject({
        initMs: { value: null, reason: expect.any(String) },
        workMs: 20_000,
        executionMs: 20_000,
        totalMs: 20_000,
        avgCpuPercent: 60,
      })
  })

  it('keep the pull and the start of the steps that had one', () => {
    const pulled = { pullMs: 13_000, pulledBytes: 5e8, startMs: 400, initMs: 100, workMs: 1000 }
    const here = { pullMs: unmeasured('here'), pulledBytes: unmeasured('here'), startMs: 300, workMs: 1000 }
    const process = { pullMs: unmeasured('no image'), startMs: unmeasured('no container'), workMs: 1000 }
    expect(combineMeasures([here, pulled, process])).toMatchObject({
      pullMs: 13_000,
      pulledBytes: 5e8,
      startMs: 700,
      totalMs: 3800,
    })
    expect(combineMeasures([process, process])).toMatchObject({
      pullMs: { value: null, reason: 'no image' },
      startMs: { value: null, reason: 'no container' },
      totalMs: 2000,
    })
  })

  it('do not know the bytes of two pulls where those of one are unknown', () => {
    const pulled = { pullMs: 13_000, pulledBytes: 5e8 }
    const unknown = { pullMs: 9000, pulledBytes: unmeasured('not told') }
    expect(combineMeasures([pulled, unknown])).toMatchObject({
      pullMs: 22_000,
      pulledBytes: { value: null, reason: 'not told' },
    })
  })

  it('have the mean over time of how busy others kept the cores, as far as it was long enough to tell', () => {
    const steps = [
      { initMs: 1000, workMs: 2000, othersPercent: 40 },
      { workMs: 1000, othersPercent: 0 },
      { workMs: 50, othersPercent: unmeasured('too short') },
    ]
    expect(combineMeasures(steps).othersPercent).toBe(30)
    expect(combineMeasures(steps.slice(2)).othersPercent).toEqual({ value: null, reason: 'too short' })
  })

  it('have a total also where the engine is silent and there is no container', () => {
    const silent = { startMs: unmeasured('no container'), initMs: unmeasured('silent'), workMs: 1500 }
    expect(combineMeasures([silent])).toMatchObject({ totalMs: 1500, executionMs: 1500 })
  })

  it('give average CPU as percent of one core', () => {
    expect(combineMeasures([{ workMs: 2000, cpuSeconds: 3 }]).avgCpuPercent).toBe(150)
  })

  it('have no total without a clock, and no average without CPU', () => {
    expect(combineMeasures([{ cpuSeconds: 3 }])).toEqual({ cpuSeconds: 3 })
    expect(combineMeasures([{ workMs: 10, cpuSeconds: unmeasured('x') }])).not.toHaveProperty('avgCpuPercent')
  })
})

describe('measures of what ran at the same time', () => {
  const driver = { startMs: 400, workMs: 9000, cpuSeconds: 5, peakAnonBytes: 500, othersPercent: 3 }

  it('are added up, memory too, and have the time of the one that has it', () => {
    const executors = { cpuSeconds: 20, peakAnonBytes: 900 }
    expect(addMeasures([driver, executors])).toEqual({ ...driver, cpuSeconds: 25, peakAnonBytes: 1400 })
  })

  it('are null where one of them is', () => {
    const executors = { cpuSeconds: unmeasured('no meter') }
    expect(addMeasures([driver, executors])).toMatchObject({
      cpuSeconds: { value: null, reason: 'no meter' },
    })
  })

  it('are those of the only one', () => {
    expect(addMeasures([driver])).toEqual(driver)
    expect(addMeasures([])).toEqual({})
  })
})
