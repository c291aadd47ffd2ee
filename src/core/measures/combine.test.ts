import { describe, expect, it } from 'vitest'
import { combineMeasures } from './combine.ts'
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
