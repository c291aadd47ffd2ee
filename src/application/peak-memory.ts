import type { ExecutorMemory } from './events/executor-memory.ts'
import { DRIVER } from './executors.ts'

/** The most that one executor used, as far as Spark sampled it. */
export class PeakMemory {
  readonly most: ExecutorMemory = { heap: 0, processes: 0 }
  #isDriverExecutor = false

  /** In local mode, the driver is an executor. */
  executorAdded(id: string): void {
    if (id === DRIVER) this.#isDriverExecutor = true
  }

  /** @param id of the executor; the driver of a cluster is none */
  executorUsed(id: string, memory: ExecutorMemory): void {
    if (id !== DRIVER || this.#isDriverExecutor) this.taskUsed(memory)
  }

  /** Tasks run on executors alone, so that it does not matter on which. */
  taskUsed({ heap, processes }: ExecutorMemory): void {
    this.most.heap = Math.max(this.most.heap, heap)
    this.most.processes = Math.max(this.most.processes, processes)
  }
}
