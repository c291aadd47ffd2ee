import { describe, expect, it } from 'vitest'
import { latencyRows, type ServiceRow } from './service.ts'

const quantile = (value: number) => ({ value, lower: null, upper: null })
const trial = (engine: string, ms: number[] | null, maxMs: number | null) => {
  const [p50 = 0, p95 = 0, p99 = 0] = ms ?? []
  const latency = ms && { p50: quantile(p50), p95: quantile(p95), p99: quantile(p99) }
  return { engine, number: 1, service: { latency }, maxMs } as ServiceRow
}

describe('latencies of services', () => {
  it('are of each engine, in seconds, the typical one and the least and the most of its trials', () => {
    const rows = latencyRows([
      trial('spark', [800, 7000, 9000], 9000),
      trial('spark', [800, 7000, 9000], 9000),
      trial('polars', [20, 40, 90], 90),
      trial('polars', [20, 90, 90], 90),
    ])
    expect(rows.map(({ name }) => name)).toEqual(['p50', 'p95', 'p99', 'max'])
    expect(rows[1]?.figures).toEqual([
      { engine: 'spark', seconds: { value: expect.closeTo(7), range: { lower: 7, upper: 7 } } },
      { engine: 'polars', seconds: { value: expect.closeTo(0.06), range: { lower: 0.04, upper: 0.09 } } },
    ])
  })

  it('are none of a service that answered nothing', () => {
    const rows = latencyRows([trial('spark', null, null)])
    expect(rows.flatMap(({ figures }) => figures)).toEqual(Array(4).fill({ engine: 'spark', seconds: null }))
  })
})
