import { z } from 'zod'

/** The most that an executor used, in bytes, as Spark sampled it; 0 where it took no sample. */
export interface ExecutorMemory {
  heap: number
  /** Resident memory of its JVM, its Pythons and other processes, each at its own peak: an upper bound. */
  processes: number
}

export const HEAP = 'JVMHeapMemory'
/** In the order in which Spark 3.0 to 4.1 writes them, after the heap. */
export const PROCESSES = [
  'ProcessTreeJVMRSSMemory',
  'ProcessTreePythonRSSMemory',
  'ProcessTreeOtherRSSMemory',
] as const

const bytes = z.number().min(0).default(0)

/** Of tasks, and of stages where `spark.eventLog.logStageExecutorMetrics` is set. */
export const executorMemory = z
  .object({ [HEAP]: bytes, [PROCESSES[0]]: bytes, [PROCESSES[1]]: bytes, [PROCESSES[2]]: bytes })
  .transform(
    (told): ExecutorMemory => ({
      heap: told[HEAP],
      processes: PROCESSES.reduce((sum, name) => sum + told[name], 0),
    }),
  )
