import { describe, expect, it } from 'vitest'
import { driverEnv, foreignSettings, ownSettings, settingsText } from './settings.ts'

const GIB = 2 ** 30
/** No executor comes or goes while tasks run, and none begins before all are there. */
const FIXED = {
  'spark.dynamicAllocation.enabled': 'false',
  'spark.scheduler.minRegisteredResourcesRatio': '1.0',
  'spark.scheduler.maxRegisteredResourcesWaitingTime': '5min',
}

describe("settings of a cluster's driver", () => {
  it('are one executor a worker with all its cores, for the whole time, and leave memory to what is beside its heap', () => {
    const settings = ownSettings('spark://m:7077', { cpus: 2, memoryBytes: 2 * GIB }, 4, 'file:/events')
    expect(settings).toMatchObject({
      'spark.master': 'spark://m:7077',
      'spark.executor.cores': '2',
      'spark.cores.max': '8',
      ...FIXED,
      'spark.eventLog.dir': 'file:/events',
    })
    const heap = Number(/^(\d+)m$/.exec(settings['spark.executor.memory'] ?? '')?.[1])
    expect(heap * 1.4 + 384).toBeLessThanOrEqual(2048)
    expect(heap * 1.4 + 384).toBeGreaterThan(2040)
  })

  it('ask a cluster that runs already for as many executors as there are to be, and else leave its rules', () => {
    const cluster = { master: 'spark://m:7077', cpus: 2, memory: 2 * GIB }
    expect(foreignSettings(cluster, 3, 'file:/e')).toMatchObject({
      'spark.executor.instances': '3',
      'spark.cores.max': '6',
      ...FIXED,
    })
    expect(Object.keys(foreignSettings({ master: 'yarn' }, undefined, 'file:/e'))).toEqual([
      'spark.master',
      'spark.eventLog.enabled',
      'spark.eventLog.dir',
    ])
  })

  it('are lines of a file', () => {
    expect(settingsText({ 'spark.master': 'yarn', 'spark.cores.max': '2' })).toBe(
      'spark.master yarn\nspark.cores.max 2\n',
    )
  })

  it('are handed in by the environment, where Spark Connect has a variable of its own', () => {
    expect(driverEnv('spark://m:7077', '/conf')).toEqual({
      ETL_SPARK_MASTER: 'spark://m:7077',
      SPARK_CONF_DIR: '/conf',
    })
    expect(driverEnv('sc://m:15002', '/conf')).toEqual({ SPARK_REMOTE: 'sc://m:15002' })
  })
})
