import { describe, expect, it } from 'vitest'
import { simulatedReport } from '../../../tests/simulated-report.ts'
import { candidate, SCENARIOS, type Scenario } from '../../simulate/scenario.ts'
import { isWeekly, multiplesOf } from './multiples.ts'

const BASE = SCENARIOS['clear-win'] as Scenario
function pageOf(changes: Partial<Scenario> = {}) {
  const [job] = simulatedReport([{ ...BASE, ...changes }]).report.jobs
  if (!job) throw new Error('no job')
  return job.page
}

describe('the panels of every trial', () => {
  const page = pageOf({
    missing: [6],
    candidates: [candidate({ name: 'polars', ratio: 0.4, failureRate: 0.1 })],
  })
  const panels = multiplesOf(page)
  const span = ([low, high]: readonly [number, number]) => high / low

  it('have axes of one factor, so that one distance means the same in all', () => {
    const spans = panels.map(({ plot }) => span(plot?.axis.scale.domain ?? [1, 1]))
    expect(spans[1]).toBeCloseTo(spans[0] ?? 0)
    expect(spans[2]).toBeCloseTo(spans[0] ?? 0)
  })

  it('have a dot for every good trial, and a cross for every day with another', () => {
    const [spark, polars] = panels[0]?.plot?.series ?? []
    const good = page.dots.filter(({ outcome, engine }) => outcome === 'ok' && engine.name === 'polars')
    expect(polars?.dots.match(/M/g)).toHaveLength(good.length)
    const lost = page.dots.filter(({ outcome }) => outcome !== 'ok')
    expect(polars?.crosses).toHaveLength(new Set(lost.map(({ day }) => day)).size)
    expect(spark).toMatchObject({ engine: { hue: 'baseline' }, crosses: [] })
  })

  it('bridge days without a run, and draw no line there', () => {
    const [spark] = panels[0]?.plot?.series ?? []
    expect(spark?.lines.match(/M/g)).toHaveLength(2)
    expect(spark?.gaps.match(/M/g)).toHaveLength(1)
  })

  it('of more days than can be told apart show weeks', () => {
    const year = pageOf({ from: '2025-12-01', days: 360 })
    expect([isWeekly(page), isWeekly(year)]).toEqual([false, true])
    const [series] = multiplesOf(year)[0]?.plot?.series ?? []
    expect(series?.dots).toBe('')
    expect(series?.ranges.match(/M/g)).toHaveLength(52)
  })

  it('say of what was never measured that it was not', () => {
    const unmeasured = { ...page, dots: page.dots.map((dot) => ({ ...dot, peakAnonBytes: null })) }
    expect(multiplesOf(unmeasured)[2]).toEqual({ measure: 'peakAnonBytes', plot: null })
    expect(multiplesOf({ ...page, dots: [] }).every(({ plot }) => plot === null)).toBe(true)
  })
})
