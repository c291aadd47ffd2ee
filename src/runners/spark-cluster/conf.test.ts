import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { scratch } from '../../../tests/etl-compare.ts'
import { confFolder, makeConf } from './conf.ts'

const OURS = { 'spark.master': 'spark://host:7077' }

describe("Spark's configuration for a driver of a cluster", () => {
  it('is that of this machine, with settings that count before', async () => {
    await using folder = await scratch({
      'own/hive-site.xml': '<configuration/>',
      'own/spark-defaults.conf': 'spark.master yarn\nspark.yarn.queue etl',
    })
    const [conf, own] = ['conf', 'own'].map((name) => join(folder.path, name)) as [string, string]
    await makeConf(conf, OURS, own)
    expect((await readdir(conf)).toSorted()).toEqual(['hive-site.xml', 'spark-defaults.conf'])
    expect(await readFile(join(conf, 'hive-site.xml'), 'utf8')).toBe('<configuration/>')
    expect(await readFile(join(conf, 'spark-defaults.conf'), 'utf8')).toBe(
      'spark.master yarn\nspark.yarn.queue etl\n\nspark.master spark://host:7077\n',
    )
  })

  it.each([
    ['nothing names one', undefined],
    ['it is not there', '/no/such/folder'],
  ])('is those settings alone where %s', async (_, own) => {
    await using folder = await scratch()
    const conf = join(folder.path, 'conf')
    await makeConf(conf, OURS, own)
    expect(await readdir(conf)).toEqual(['spark-defaults.conf'])
  })

  it('is where SPARK_CONF_DIR says, else below SPARK_HOME', () => {
    expect(confFolder('/job', { SPARK_CONF_DIR: 'conf', SPARK_HOME: '/opt/spark' })).toBe('/job/conf')
    expect(confFolder('/job', { SPARK_HOME: '/opt/spark' })).toBe('/opt/spark/conf')
    expect(confFolder('/job', {})).toBeUndefined()
  })
})
