import { readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { scratch } from '../../../tests/etl-compare.ts'
import { run } from '../../../tests/qualified-run.ts'
import type { LogSource } from '../../eventlog/discover.ts'
import { listFiles } from '../../files/disk.ts'
import type { LogWithRun } from '../../qualify/log-status.ts'
import { LogCache, makeRoom } from './log-cache.ts'

const MACHINE = { cores: 8, memoryBytes: 32e9 }
const SOURCE: LogSource = {
  path: 'logs/a',
  place: '/spark/logs/a',
  files: [],
  bytes: 7,
  version: '7 1764',
  isCompacted: false,
  missing: 0,
}
const LOG: LogWithRun = {
  log: { path: 'logs/a', bytes: 7, uncompressedBytes: 70, status: 'partly', gaps: [{ kind: 'no-end' }] },
  run: run({ path: 'logs/a', gaps: [{ kind: 'no-end' }] }),
}

/** A cache with one log in a folder of the test's own. */
async function withLog() {
  const folder = await scratch()
  vi.stubEnv('ETL_COMPARE_CACHE', folder.path)
  await using cache = await LogCache.of(MACHINE, { fresh: false })
  await cache.keep(SOURCE, LOG)
  return folder
}
const recalled = async (changes: Partial<LogSource> = {}, cores = 8, fresh = false) => {
  await using cache = await LogCache.of({ ...MACHINE, cores }, { fresh })
  return cache.recall({ ...SOURCE, ...changes })
}

afterEach(() => vi.unstubAllEnvs())

describe('what a log came to', () => {
  it('is known to a later call, which may name the log by another path', async () => {
    await using _ = await withLog()
    expect(await recalled()).toEqual(LOG)
    expect(await recalled({ path: 'a' })).toMatchObject({ log: { path: 'a' }, run: { path: 'a' } })
  })

  it('does not count once the log has changed, for another machine, or where all is to be read', async () => {
    await using _ = await withLog()
    expect(await recalled({ version: '8 1764' })).toBeUndefined()
    expect(await recalled({ place: '/spark/logs/b' })).toBeUndefined()
    expect(await recalled({}, 16)).toBeUndefined()
    expect(await recalled({}, 8, true)).toBeUndefined()
  })

  it.each<[string, (text: string) => string]>([
    ['cut', (text) => text.slice(0, -20)],
    ['empty', () => ''],
    ['changed by a digit', (text) => text.replace('"wallSeconds":600', '"wallSeconds":601')],
    ['another file', () => '{"log": 1}\n'],
  ])('does not count where its entry is %s', async (_, damage) => {
    await using folder = await withLog()
    const [entry] = await listFiles(folder.path)
    if (!entry) throw new Error('nothing was kept')
    await writeFile(entry.path, damage(await readFile(entry.path, 'utf8')))
    expect(await recalled()).toBeUndefined()
  })

  it('cannot be kept where the cache is no folder, which stops nothing', async () => {
    vi.stubEnv('ETL_COMPARE_CACHE', '/dev/null/cache')
    await using cache = await LogCache.of(MACHINE, { fresh: false })
    await cache.keep(SOURCE, LOG)
    expect(cache.problem).toContain('/dev/null')
    expect(await cache.recall(SOURCE)).toBeUndefined()
  })
})

it('a cache that grows too large loses what was written first', async () => {
  const names = ['aa/1', 'bb/2', 'aa/3', 'cc/4']
  await using folder = await scratch(Object.fromEntries(names.map((name) => [name, 'x'.repeat(100)])))
  for (const [index, name] of names.entries()) await utimes(join(folder.path, name), 100 + index, 100 + index)
  const left = async (most: number) => {
    await makeRoom(folder.path, most)
    return (await listFiles(folder.path)).map(({ path }) => path.slice(folder.path.length + 1))
  }
  expect(await left(400)).toHaveLength(4)
  expect(await left(399)).toEqual(['aa/3', 'bb/2', 'cc/4'])
  expect(await left(0)).toEqual([])
})
