import { execFile } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { scratch } from '../../tests/etl-compare.ts'
import { listFiles, removeTree } from './disk.ts'

const deep = `import os, sys
os.chdir(sys.argv[1])
for _ in range(60):
    os.mkdir('x' * 200)
    os.chdir('x' * 200)`

describe('a folder that is removed', () => {
  it('may be nested deeper than a path can name', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'disk-test-'))
    await promisify(execFile)('python3', ['-c', deep, folder])
    expect(await removeTree(folder)).toBe(true)
    expect(await removeTree(folder)).toBe(true)
  })
})

describe('a search for files that a visitor ends', () => {
  it('looks at few more, so that nothing keeps the process', async () => {
    await using folder = await scratch(
      Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`${index}.txt`, ''])),
    )
    let seen = 0
    const count = () => {
      if (++seen > 1) throw new Error('enough')
    }
    await expect(listFiles(folder.path, { count })).rejects.toThrow('enough')
    await setTimeout(200)
    expect(seen).toBeLessThan(500)
  })
})
