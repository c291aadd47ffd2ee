import { describe, expect, it } from 'vitest'
import { CLUSTER, deployedAs, POLARS } from '../../tests/deployed-ledger.ts'
import { failing, scenario } from '../../tests/simulated-verdicts.ts'
import type { Platform } from '../model/config/platforms.ts'
import { toPolicy } from '../model/config/policy.ts'
import type { RunRecord } from '../model/record/schema.ts'
import { simulateRecords } from '../simulate/records.ts'
import { candidate, type Scenario } from '../simulate/scenario.ts'
import { measuredOf } from './measured.ts'

const job = {
  name: 'simulated',
  baseline: 'spark',
  tables: {},
  policy: toPolicy(),
  engines: { spark: {}, polars: {} },
}
const records = (days: number, changes: Partial<Scenario> = {}) =>
  simulateRecords(scenario({ days, ...changes }), 'x')
const measured = (all: readonly RunRecord[], changes: Partial<typeof job> = {}) =>
  measuredOf(all, { ...job, ...changes }, '2026-12-31')

describe('what was measured', () => {
  it('is counted a candidate, size and limits: who was faster, and by how much on average', () => {
    const [row, ...others] = measured(records(6))
    expect(others).toEqual([])
    expect(row).toMatchObject({
      candidate: 'polars',
      comparisons: 6,
      faster: { candidate: 6, baseline: 0 },
      cheaper: null,
      failedAlone: { candidate: 0, baseline: 0 },
      compared: 6,
      same: 6,
    })
    expect(row?.ratio).toBeGreaterThan(0.2)
    expect(row?.ratio).toBeLessThan(0.4)
  })

  it('keeps sizes apart, the smallest input first', () => {
    const [large] = records(1, { bytes: 50e9 }) as [RunRecord]
    const rows = measured([{ ...large, id: 'of-another-size', size: 'large' }, ...records(3)])
    expect(rows.map(({ size, comparisons }) => [size, comparisons])).toEqual([
      ['own', 3],
      ['large', 1],
    ])
  })

  it('counts failures of one side alone, and no data and no time of those comparisons', () => {
    const [first, ...rest] = records(3) as [RunRecord, ...RunRecord[]]
    const [row] = measured([failing(first, 'polars', 'all'), ...rest])
    expect(row).toMatchObject({
      failedAlone: { candidate: 1, baseline: 0 },
      comparisons: 3,
      compared: 2,
      same: 2,
      faster: { candidate: 2, baseline: 0 },
    })
  })

  it('names nobody faster where outputs differ', () => {
    const [row] = measured(
      records(1, { candidates: [candidate({ name: 'polars', ratio: 0.3, differs: [1] })] }),
    )
    expect(row).toMatchObject({ compared: 1, same: 0, faster: { candidate: 0, baseline: 0 }, ratio: null })
  })

  it('counts who was cheaper by the platforms’ own billing rules', () => {
    const price = { name: 'node', perHour: 1, currency: 'USD', incrementSeconds: 1, minimumSeconds: 0 }
    const platform = (minimumSeconds: number) => ({
      prices: [{ ...price, minimumSeconds }],
      nodes: 1,
      startupSeconds: 0,
      idleSeconds: 0,
    })
    // Polars is faster, and billed for an hour at least.
    const policy = { ...toPolicy(), platforms: { spark: platform(0), polars: platform(3600) } }
    const [row] = measured(records(4), { policy })
    expect(row).toMatchObject({
      faster: { candidate: 4, baseline: 0 },
      cheaper: { candidate: 0, baseline: 4 },
    })
  })

  it('bills the driver and all workers of a cluster, idle or not', () => {
    const price = { name: 'node', perHour: 1, currency: 'USD', incrementSeconds: 1, minimumSeconds: 0 }
    const platform: Platform = {
      ...{ prices: [price], nodes: 1, areNodesAssumed: true, startupSeconds: 0, idleSeconds: 0 },
    }
    const policy = { ...toPolicy(), platforms: { spark: platform, polars: platform } }
    const slower = records(4, { candidates: [candidate({ name: 'polars', ratio: 2 })] })
    const onCluster = deployedAs(
      slower.map((record) => ({ ...record, limits: { ...record.limits, workers: 4 } })),
      { spark: CLUSTER, polars: POLARS },
    )
    expect(measured(slower, { policy })[0]).toMatchObject({ cheaper: { candidate: 0, baseline: 4 } })
    expect(measured(onCluster, { policy })[0]).toMatchObject({ cheaper: { candidate: 4, baseline: 0 } })
  })

  it('is nothing where no comparison was made', () => expect(measured([])).toEqual([]))
})
