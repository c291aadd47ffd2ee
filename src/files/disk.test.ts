import { execFile } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { removeTree } from './disk.ts'

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
