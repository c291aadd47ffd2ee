import { describe, expect, it } from 'vitest'
import type { PlanInfo } from './events/schemas.ts'
import { Queries } from './queries.ts'

const SIZE = 'size of files read'
const node = (nodeName: string, children: PlanInfo[] = [], accumulator?: number): PlanInfo => ({
  nodeName,
  simpleString: nodeName,
  children,
  metrics: accumulator === undefined ? [] : [{ name: SIZE, accumulatorId: accumulator }],
})
const scan = (accumulator: number) => node('Scan parquet ', [], accumulator)
const queries = () => new Queries(() => false)

describe('the size of the files that queries read', () => {
  it('is that of each scan', () => {
    const seen = queries()
    seen.started(1, node('Union', [scan(5), scan(6)]))
    seen.accumulated(1, [
      [5, 100],
      [6, 20],
    ])
    seen.ended(1)
    expect(seen.end()).toMatchObject({ scans: 2, scansWithoutSize: 0, fileBytes: 120 })
  })

  it('counts the scan behind a cache once, where it filled the cache', () => {
    const seen = queries()
    const cached = node('InMemoryTableScan', [scan(5)])
    for (const query of [1, 2]) seen.started(query, node('Union', [cached, cached]))
    seen.accumulated(1, [[5, 100]])
    for (const query of [1, 2]) seen.ended(query)
    expect(seen.end()).toMatchObject({ scansWithoutSize: 0, fileBytes: 100 })
  })

  it('is not known of scans that never told one', () => {
    const seen = queries()
    seen.started(1, node('Union', [scan(5), node('BatchScan lake.orders')]))
    seen.ended(1)
    expect(seen.end()).toMatchObject({ scans: 2, scansWithoutSize: 2, fileBytes: 0 })
  })
})
