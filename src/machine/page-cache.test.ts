import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { scratch } from '../../tests/etl-compare.ts'
import { evictFiles } from './page-cache.ts'

const BYTES = 8 * 2 ** 20

describe('files are dropped from the page cache', () => {
  it('also if they were only just written', async () => {
    await using folder = await scratch({ 'a b\nc.csv': randomBytes(BYTES), empty: '' })
    const files = ['a b\nc.csv', 'empty'].map((name) => ({ path: join(folder.path, name), bytes: BYTES / 2 }))
    await readFile(files[0]?.path ?? '')
    await expect(evictFiles('python3', files)).resolves.toBeUndefined()
  })

  it('but not from a tmpfs, which has nothing else: that is refused by name', async () => {
    await using folder = await scratch({}, '/dev/shm')
    const path = join(folder.path, 'in.csv')
    await writeFile(path, randomBytes(BYTES))
    await expect(evictFiles('python3', [{ path, bytes: BYTES }])).rejects.toMatchObject({
      code: 'cacheStays',
      message: expect.stringContaining(path),
    })
  })

  it('and one that cannot be read is an error', async () => {
    await using folder = await scratch()
    const path = join(folder.path, 'missing.csv')
    await expect(evictFiles('python3', [{ path, bytes: 1 }])).rejects.toMatchObject({
      code: 'cacheNotEvicted',
      message: expect.stringContaining('missing.csv'),
    })
  })
})
