import { expect, it } from 'vitest'
import { CLUSTER, deployedAs, POLARS } from '../../../tests/deployed-ledger.ts'
import { judged, scenario } from '../../../tests/simulated-verdicts.ts'
import type { Platform } from '../../model/config/platforms.ts'
import { simulateRecords } from '../../simulate/records.ts'

const price = { name: 'node', perHour: 3600, currency: 'USD', incrementSeconds: 1, minimumSeconds: 0 }
const platform: Platform = {
  prices: [price],
  ...{ nodes: 1, areNodesAssumed: true, startupSeconds: 0, idleSeconds: 0 },
}

/** Conditions of the bills of two weeks in which Spark ran on clusters of so many workers, if of any. */
function conditionsWith(workers: number | undefined, ofSpark: Platform) {
  const records = simulateRecords(scenario({ days: 14 }), 'x').map((record) => ({
    ...record,
    limits: { ...record.limits, ...(workers !== undefined && { workers }) },
  }))
  const deployed = deployedAs(records, { spark: CLUSTER, polars: POLARS })
  const verdict = judged(deployed, { policy: { platforms: { spark: ofSpark, polars: platform } } })
  return verdict.gates.cost.conditions
}

it('bills the driver and all workers of a side that ran on a cluster, and no other', () => {
  expect(conditionsWith(4, platform)).toMatchObject({
    baseline: { nodes: 5, areNodesAssumed: false, isOneMachine: false },
    candidate: { nodes: 1, areNodesAssumed: true },
  })
})

it('bills the nodes that are declared, and one where nobody knows how many there were', () => {
  const { areNodesAssumed: _, ...declared } = { ...platform, nodes: 3 }
  expect(conditionsWith(4, declared)).toMatchObject({ baseline: { nodes: 3 } })
  expect(conditionsWith(undefined, platform)).toMatchObject({ baseline: { nodes: 1, areNodesAssumed: true } })
})
