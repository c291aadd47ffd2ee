import { expect, it } from 'vitest'
import { billOf } from './bill.ts'
import { withWorkers } from './cluster.ts'

const price = { name: 'node', perHour: 3.6, currency: 'USD', incrementSeconds: 1, minimumSeconds: 0 }
const platform = { prices: [price as never], nodes: 1, startupSeconds: 0, idleSeconds: 0 }

it('bills the driver and every worker for the whole run', () => {
  const assumed = { ...platform, areNodesAssumed: true as const }
  expect(billOf(withWorkers(assumed, 4), 100)).toBeCloseTo(5 * 100 * 0.001, 12)
  expect(withWorkers(assumed, 4)).not.toHaveProperty('areNodesAssumed')
})

it('leaves nodes that are declared as they are', () => {
  expect(withWorkers({ ...platform, nodes: 3 }, 4).nodes).toBe(3)
})

it('bills a driver that is larger than a worker as the nodes that it is worth', () => {
  const assumed = { ...platform, areNodesAssumed: true as const, driverNodes: 2 }
  expect(billOf(withWorkers(assumed, 4), 100)).toBeCloseTo(6 * 100 * 0.001, 12)
})
