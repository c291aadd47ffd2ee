import { describe, expect, it } from 'vitest'
import { CLUSTER, deployedAs, LOCAL_SPARK, POLARS, type RanAs } from '../../../tests/deployed-ledger.ts'
import { runRecord } from '../../../tests/run-record.ts'
import type { Platform } from '../../model/config/platforms.ts'
import type { RunRecord } from '../../model/record/schema.ts'
import { clusterRows } from '../../report/clusters.ts'
import { clusterTexts, lossTexts } from './cluster.ts'
import { workersLines } from './workers.ts'

const [whole] = CLUSTER.parts
const clusterOf = (executors: number, lost = 0): RanAs => ({
  ...CLUSTER,
  parts: [
    { ...whole, name: 'driver', scope: 'whole', measures: {} },
    { name: 'master', scope: 'whole', measures: {} },
    {
      ...{ name: 'executors', scope: 'whole', measures: {} },
      paid: { coreHours: 0.4, memoryGbHours: 1, executors, idleCoreHours: 0.1 * executors, lost },
    },
  ],
})

/** A run with so many workers: Spark on their cluster, and another engine on one machine. */
function withWorkers(workers: number, lost = 0): RunRecord {
  const record = runRecord()
  const [first] = record.trials
  const candidate = record.trials.find(({ engine }) => engine !== first?.engine)?.engine ?? ''
  const on = { ...record, limits: { ...record.limits, workers } }
  const [deployed] = deployedAs([on], { [record.baseline]: clusterOf(workers, lost), [candidate]: POLARS })
  if (!deployed) throw new Error('unreachable')
  return deployed
}

const textsOf = (record: RunRecord) => [
  ...lossTexts(clusterRows(record)),
  ...clusterTexts(clusterRows(record)),
]

const price = { name: 'node', perHour: 3600, currency: 'USD', incrementSeconds: 1, minimumSeconds: 0 }
const platform = {
  prices: [price],
  ...{ nodes: 1, areNodesAssumed: true, startupSeconds: 0, idleSeconds: 0 },
} as unknown as Platform

describe('runs with several numbers of workers', () => {
  it('stand side by side, each cluster with what it was billed for, beside one machine', () => {
    const lines = workersLines([withWorkers(1), withWorkers(2)], () => platform)
    expect(lines.join('\n')).toMatchSnapshot()
  })

  it('have no cost where nobody declared prices, and no table where there is only one number', () => {
    expect(workersLines([withWorkers(1), withWorkers(2)], () => undefined).join('\n')).not.toContain('$')
    expect(workersLines([withWorkers(1)], () => platform)).toEqual([])
  })
})

describe('a table of a cluster', () => {
  it('says that executors were lost, and that all containers were on one machine', () => {
    const record = withWorkers(2, 1)
    expect(textsOf(record).join('\n')).toMatchSnapshot()
  })

  it('says nothing of the kind of Spark in local mode', () => {
    const [local] = deployedAs([runRecord()], { spark: LOCAL_SPARK })
    expect(local && textsOf(local)).toEqual([])
  })
})
