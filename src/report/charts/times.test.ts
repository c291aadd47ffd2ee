import { describe, expect, it } from 'vitest'
import type { TimedRow } from '../operations.ts'
import { timesPlot } from './times.ts'

const engines = [
  { name: 'spark', hue: 'baseline' as const },
  { name: 'polars', hue: 'candidate-1' as const },
]
const row = (name: string, ...seconds: (number | null)[]): TimedRow => ({
  name,
  figures: seconds.map((value, index) => ({
    engine: engines[index]?.name ?? '',
    seconds: value === null ? null : { value, range: { lower: value / 2, upper: value * 2 } },
  })),
})

describe('the chart of times', () => {
  it('has a row each and a mark an engine, on one logarithmic axis', () => {
    const plot = timesPlot([row('query', 10, 0.1), row('merge', 1, null)], engines)
    expect(plot?.rows.map(({ name, marks }) => [name, marks.map(({ engine }) => engine.name)])).toEqual([
      ['query', ['spark', 'polars']],
      ['merge', ['spark']],
    ])
    const [spark, polars] = plot?.rows[0]?.marks ?? []
    const [merge] = plot?.rows[1]?.marks ?? []
    expect((spark?.at ?? 0) - (merge?.at ?? 0)).toBeCloseTo((merge?.at ?? 0) - (polars?.at ?? 0))
    expect(spark?.range.from).toBeLessThan(spark?.at ?? 0)
    expect(spark?.range.to).toBeLessThan(1)
    expect(merge?.top).toBeGreaterThan(spark?.top ?? 0)
  })

  it('leaves out a time of 0, which has no place on it, and is none where nothing has a time', () => {
    expect(timesPlot([row('query', 1, 0)], engines)?.rows[0]?.marks).toHaveLength(1)
    expect(timesPlot([row('query', null, null)], engines)).toBeUndefined()
  })
})
