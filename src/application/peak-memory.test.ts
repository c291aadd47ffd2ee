import { expect, it } from 'vitest'
import { PeakMemory } from './peak-memory.ts'

it('memory was used as far as executors tell, each by itself, and the driver of a cluster is none', () => {
  const cluster = new PeakMemory()
  cluster.executorAdded('1')
  cluster.executorUsed('driver', { heap: 900, processes: 1000 })
  cluster.executorUsed('1', { heap: 300, processes: 500 })
  cluster.taskUsed({ heap: 400, processes: 0 })
  expect(cluster.most).toEqual({ heap: 400, processes: 500 })
  const local = new PeakMemory()
  local.executorAdded('driver')
  local.executorUsed('driver', { heap: 900, processes: 1000 })
  expect(local.most).toEqual({ heap: 900, processes: 1000 })
})
