import { describe, expect, it } from 'vitest'
import { simulatedReport } from '../../../tests/simulated-report.ts'
import { candidate, SCENARIOS, type Scenario } from '../../simulate/scenario.ts'
import { FUNNEL_HEIGHT, funnelOf } from './funnel.ts'

const BASE = SCENARIOS['clear-win'] as Scenario
function pageOf(changes: Partial<Scenario> = {}) {
  const [job] = simulatedReport([{ ...BASE, ...changes }]).report.jobs
  if (!job) throw new Error('no job')
  return job.page
}

describe('the funnel', () => {
  const page = pageOf({
    missing: [6, 19, 20],
    candidates: [candidate({ name: 'polars', ratio: 0.6, changes: [8] })],
  })
  const funnel = funnelOf(page)

  it('has a dot for every day with a ratio, where its ratio lies, which leads to its comparison', () => {
    const points = page.histories[0]?.points ?? []
    const dots = funnel?.series[0]?.dots ?? []
    expect(dots.map(({ point }) => point.comparison)).toEqual(points.map(({ comparison }) => comparison))
    const [low, high] = funnel?.y.domain ?? [1, 1]
    for (const { top, ratio } of dots) {
      const read = low * (high / low) ** (1 - top / FUNNEL_HEIGHT)
      expect(read).toBeCloseTo(ratio, 2)
    }
  })

  it('breaks where the code changed', () => {
    expect(funnel?.epochs.map(({ at, changed }) => ({ at, changed }))).toEqual([
      { at: 7 / 28, changed: ['candidate'] },
    ])
    expect(funnel?.series[0]?.bands.match(/Z/g)?.length).toBe(2)
  })

  it('has changes of code from left to right, whichever candidate they are of', () => {
    const both = pageOf({
      candidates: [
        candidate({ name: 'polars', ratio: 0.6, changes: [8] }),
        candidate({ name: 'duckdb', ratio: 0.4, since: 12 }),
      ],
    })
    expect(both.candidates.map(({ engine }) => engine.name)).toEqual(['duckdb', 'polars'])
    expect(funnelOf(both)?.epochs.map(({ engine }) => engine.name)).toEqual(['polars', 'duckdb'])
  })

  it('lets an interval that is wider than the frame leave it with the slope that it has', () => {
    const [early, next] = page.histories[0]?.epochs[1]?.looks.filter(({ interval }) => interval) ?? []
    const [low, high] = funnel?.y.domain ?? [1, 1]
    const top = (value: number) => FUNNEL_HEIGHT * (1 - Math.log(value / low) / Math.log(high / low))
    const tops = funnel?.series[0]?.bands.match(/Z.*?M[\d.]+ (-?[\d.]+)L[\d.]+ (-?[\d.]+)/s)?.slice(1)
    expect(early?.interval?.upper).toBeGreaterThan(high)
    expect(tops?.map(Number)).toEqual(
      [early, next].map((look) =>
        expect.closeTo(Math.max(-FUNNEL_HEIGHT, top(look?.interval?.upper ?? 0)), 0),
      ),
    )
  })

  it('leaves days without a run empty', () => {
    expect(funnel?.calendar.gaps).toEqual([
      { from: 5 / 28, to: 6 / 28 },
      { from: 18 / 28, to: 20 / 28 },
    ])
  })

  it('says at its end what the last look said', () => {
    const row = page.candidates[0]?.ratio
    expect(funnel?.series[0]?.end?.look).toMatchObject({ value: row?.value, interval: row?.interval })
  })

  it('shows only the newest days of many as dots, but all of them as a line', () => {
    const long = funnelOf(pageOf({ from: '2025-12-01', days: 360 }))
    expect(long?.series[0]?.dots.length).toBeLessThan(200)
    expect(long?.series[0]?.dots.at(-1)?.point.day).toBe('2026-11-25')
    expect(long?.calendar.days).toHaveLength(360)
  })

  it('is none where no day has a ratio', () => expect(funnelOf({ histories: [], margin: 1 })).toBeUndefined())
})
