import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { root, scratch } from '../../../tests/etl-compare.ts'
import { loadConfig } from './load-config.ts'

const CONFIG = `version: 1
jobs:
  orders:
    input: in.csv
    baseline: spark
    env: { PASSWORD: hunter2 }
    engines: { spark: { run: [sh, spark.sh] }, polars: { run: [sh, polars.sh] } }
    tables: { orders: { key: [id], tolerance: { score: { rel: 1e-9 } } } }
`

const BUILT_IN = await readFile(join(root, 'etl-compare.yml'), 'utf8')

async function folderWith(text: string) {
  const folder = await scratch({ 'etl-compare.yml': text })
  const [config, cache] = [join(folder.path, 'etl-compare.yml'), join(folder.path, 'cache')]
  vi.stubEnv('ETL_COMPARE_CACHE', cache)
  const kept = async () => {
    const names = await readdir(cache, { recursive: true, withFileTypes: true }).catch(() => [])
    return names.flatMap((entry) => (entry.isFile() ? join(entry.parentPath, entry.name) : []))
  }
  return { folder, config, kept }
}

describe('a configuration that was read before', () => {
  afterEach(() => void vi.unstubAllEnvs())

  it.each([
    ['one of a few lines', CONFIG],
    ['that of the built-in jobs', BUILT_IN],
  ])('is the same again: %s', async (_, text) => {
    const { folder, config, kept } = await folderWith(text)
    await using __ = folder
    const first = await loadConfig(config)
    expect(await kept()).toHaveLength(1)
    expect(await loadConfig(config)).toStrictEqual(first)
  })

  it('is read again once its text is another, with its mistakes', async () => {
    const { folder, config } = await folderWith(CONFIG)
    await using _ = folder
    await loadConfig(config)
    await writeFile(config, CONFIG.replaceAll('polars', 'duckdb'))
    expect(Object.keys((await loadConfig(config)).config.jobs.orders?.engines ?? {})).toContain('duckdb')
    await writeFile(config, CONFIG.replace('baseline: spark', 'baseline: sprak'))
    await expect(loadConfig(config)).rejects.toThrow("did you mean 'spark'")
  })

  it('is kept so that nobody can read it, or change what it says, without having its file', async () => {
    const { folder, config, kept } = await folderWith(CONFIG)
    await using _ = folder
    const first = await loadConfig(config)
    const [file = ''] = await kept()
    const sealed = await readFile(file)
    const bytes = Buffer.from(sealed.toString(), 'base64')
    for (const each of [sealed, bytes]) expect(each.includes('hunter2')).toBe(false)
    bytes.writeUInt8(bytes.readUInt8(40) ^ 1, 40)
    for (const spoilt of [bytes.toString('base64'), '', '{}']) {
      await writeFile(file, spoilt)
      expect(await loadConfig(config)).toStrictEqual(first)
      expect(await readFile(file)).toEqual(sealed)
    }
  })

  it('is read where no cache can be', async () => {
    const { folder, config } = await folderWith(CONFIG)
    await using _ = folder
    vi.stubEnv('ETL_COMPARE_CACHE', '/dev/null/cache')
    expect((await loadConfig(config)).config.jobs.orders?.baseline).toBe('spark')
  })
})
