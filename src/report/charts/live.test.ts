import { describe, expect, it } from 'vitest'
import { simulatedReport } from '../../../tests/simulated-report.ts'
import { SCENARIOS, type Scenario } from '../../simulate/scenario.ts'
import { acrossOf, FUNNEL, liveComparison, liveJob } from './live.ts'

const BASE = SCENARIOS['clear-win'] as Scenario
function reportOf(changes: Partial<Scenario> = {}) {
  const [job] = simulatedReport([{ ...BASE, ...changes }]).report.jobs
  if (!job) throw new Error('no job')
  return job
}

describe('the values of a page’s charts', () => {
  const { page, comparisons } = reportOf({ missing: [2] })
  const live = liveJob(page)

  it('have each trial on its day, with the address of its comparison', () => {
    const spark = live.charts.totalMs?.series[0]
    if (spark?.kind !== 'run') throw new Error('no trials')
    const dots = page.dots.filter(({ engine }) => engine.name === 'spark')
    expect(spark.points.map(([place]) => live.comparisons[place]?.[1])).toEqual(
      dots.map(({ comparison }) => comparison),
    )
    // Nothing ran on the second day.
    expect(spark.points.map((_, index) => acrossOf(live, spark, index)).slice(0, 4)).toEqual([
      0.5, 0.5, 2.5, 2.5,
    ])
    expect(live.first).toBe('2026-11-01')
  })

  it('share the axes of the picture', () => {
    expect(live.charts[FUNNEL]?.x.domain).toEqual([0, 28])
    const [low, high] = live.charts.peakAnonBytes?.y.domain ?? [0, 0]
    const peaks = page.dots.map(({ peakAnonBytes }) => peakAnonBytes ?? Number.NaN)
    expect(Math.min(...peaks)).toBeGreaterThan(low)
    expect(Math.max(...peaks)).toBeLessThan(high)
  })

  it('of many days are the means of weeks', () => {
    const year = liveJob(reportOf({ from: '2026-06-01', days: 181 }).page)
    expect(year.charts.totalMs?.series.map(({ kind, points }) => [kind, points.length])).toEqual([
      ['week', 26],
      ['week', 26],
    ])
  })

  it('are none of a comparison without samples', () => {
    const comparison = comparisons[0]?.toPage()
    expect(comparison && liveComparison(comparison).charts).toEqual({})
  })
})
