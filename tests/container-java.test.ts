import { describe, expect, it } from 'vitest'
import { built, firstTrial, folderWith, logOf, runInContainers } from './container-job.ts'
import { noDocker, titled } from './docker.ts'
import { QUICK_JVM } from './etl-compare.ts'

const STACK = `image: etl-compare/spark, ${built('docker/spark')}`

/** PySpark code as an engine, with a session whose heap is given. */
const spark = (heap: string, code: string, env = {}): string => {
  const program = `from pyspark.sql import SparkSession
spark = SparkSession.builder.master('local[2]').config('spark.driver.memory', '${heap}').config('spark.ui.enabled', 'false').getOrCreate()
${code}`
  return `{ ${STACK}, env: ${JSON.stringify(env)}, command: [python, -c, ${JSON.stringify(program)}] }`
}
const GOOD = `import os
spark.read.csv(os.environ['ETL_INPUT'], header=True).write.csv(os.environ['ETL_OUTPUT'] + '/orders', header=True)`
const HOLD = 'held = spark._sc._gateway.new_array(spark._jvm.byte, 1 << 30)'

describe.skipIf(noDocker)(titled('Java in a container', noDocker), () => {
  it('runs Spark, and tells a heap that is too small from memory that ran out', async () => {
    await using folder = await folderWith(
      { base: spark('500m', GOOD, QUICK_JVM), heap: spark('500m', HOLD), kernel: spark('2g', HOLD) },
      { limits: 'memory: 900MiB' },
    )
    expect((await runInContainers(folder.path)).code).toBe(1)
    expect([await firstTrial(folder.path), await logOf(folder.path)]).toMatchObject([{ outcome: 'ok' }, {}])
    const heap = await firstTrial(folder.path, 'heap')
    expect(heap.outcome).toBe('failed')
    expect(heap.reason).toContain('spark.driver.memory')
    expect(heap.measures.peakAnonBytes).toBeGreaterThan(2 ** 28)
    const kernel = await firstTrial(folder.path, 'kernel')
    expect(kernel.outcome).toBe('oom')
    expect(kernel.reason).toContain('900 MiB')
    expect(kernel.steps[0]?.exitCode).toBe(1)
  })
})
