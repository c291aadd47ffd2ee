import { describe, expect, it } from 'vitest'
import { stepEnding } from '../src/trial/outcome.ts'
import { runStep } from './container-job.ts'
import { noDocker, titled } from './docker.ts'
import { QUICK_JVM_IN_IMAGE } from './etl-compare.ts'

const LIMITS = { memoryBytes: 900 * 2 ** 20, diskBytes: null, timeoutSeconds: 0 }
const WRITE = `import os
spark.range(3).write.csv(os.environ['ETL_OUTPUT'] + '/orders')`
const HOLD = 'held = [spark._sc._gateway.new_array(spark._jvm.byte, 1 << bits) for bits in (27, 30)]'

/** One step of PySpark code with a session whose heap is given, and how it ended. */
async function spark(heap: string, code: string) {
  const program = `from pyspark.sql import SparkSession
spark = SparkSession.builder.master('local[2]').config('spark.driver.memory', '${heap}').config('spark.ui.enabled', 'false').getOrCreate()
${code}`
  const step = await runStep('etl-compare/spark', {
    argv: ['python', '-c', program],
    env: { ...QUICK_JVM_IN_IMAGE, ETL_OUTPUT: '/etl/output' },
    memoryBytes: LIMITS.memoryBytes,
  })
  return { ...step, ending: stepEnding(step, LIMITS, [], { logEnd: step.printed }) }
}

describe.skipIf(noDocker)(titled('Java in a container', noDocker), () => {
  it('runs Spark', async () => {
    const { ending, printed } = await spark('500m', WRITE)
    expect(ending, printed).toEqual({ outcome: 'ok', reason: null })
  })

  it('tells a heap that is too small from memory that ran out', async () => {
    const heap = await spark('500m', HOLD)
    expect(heap.ending.outcome).toBe('failed')
    expect(heap.ending.reason).toContain('spark.driver.memory')
    expect(heap.measures.peakAnonBytes).toBeGreaterThan(2 ** 28)
    const kernel = await spark('2g', HOLD)
    expect(kernel.ending.outcome).toBe('oom')
    expect(kernel.ending.reason).toContain('900 MiB')
    expect(kernel.exitCode).toBe(1)
  })
})
