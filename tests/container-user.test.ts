import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { listFiles } from '../src/files/disk.ts'
import { built, COPY, firstTrial, folderWith, logOf, python } from './container-job.ts'
import { noDocker, titled } from './docker.ts'
import { QUICK_JVM_IN_IMAGE } from './etl-compare.ts'
import { asPlainUser, cannotBecome, give, PLAIN_UID } from './plain-user.ts'

const missing = noDocker ?? cannotBecome
const run = ['run', '--runner', 'docker', '--keep-outputs']

describe.skipIf(missing)(titled('a plain user', missing), () => {
  it('runs containers that know who he is, and owns all that they wrote', async () => {
    const whoami = `from pyspark.sql import SparkSession
import os
spark = SparkSession.builder.master('local[2]').config('spark.ui.enabled', 'false').getOrCreate()
print('I am', spark._sc.sparkUser(), os.environ['HOME'])
spark.read.csv(os.environ['ETL_INPUT'], header=True).write.csv(os.environ['ETL_OUTPUT'] + '/orders', header=True)`
    const spark = `{ image: etl-compare/spark, ${built('docker/spark')}, env: ${JSON.stringify(QUICK_JVM_IN_IMAGE)}, command: [python, -c, ${JSON.stringify(whoami)}] }`
    await using folder = await folderWith({ base: python(COPY), spark })
    await give(folder.path)
    const { code, stderr } = await asPlainUser(run, folder.path, true)
    expect([code, stderr]).toMatchObject([0, /.*/])
    expect((await firstTrial(folder.path, 'spark')).outcome).toBe('ok')
    expect(await logOf(folder.path, 'spark')).toMatch(/etl-compare \/tmp/)
    const written = await listFiles(join(folder.path, 'results'))
    expect(written.some(({ path }) => path.includes('/spark/1/output/orders/part-'))).toBe(true)
    for (const { path } of written) expect([path, (await stat(path)).uid]).toEqual([path, PLAIN_UID])
  })

  it('who may not use the daemon is told how to', async () => {
    await using folder = await folderWith({ base: python(COPY), other: python(COPY) })
    await give(folder.path)
    const { code, stderr } = await asPlainUser(run, folder.path, false)
    expect(code).toBe(2)
    expect(stderr).toMatch(
      /You have no permission to use the Docker daemon .*\(sudo usermod --append --groups docker/,
    )
  })
})
