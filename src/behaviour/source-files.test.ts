import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { declaredFiles, projectFiles } from './source-files.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'behaviour-test-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function write(path: string, content = 'x'): Promise<void> {
  await mkdir(join(folder, path, '..'), { recursive: true })
  await writeFile(join(folder, path), content)
}

const paths = (globs?: string[], others: string[] = []) =>
  globs ? declaredFiles(folder, globs) : projectFiles(folder, new Set(others))

describe('the sources of an engine', () => {
  beforeEach(async () => {
    for (const path of [
      'jobs/a.py',
      'jobs/b.py',
      'jobs/contract.py',
      'uv.lock',
      'tests/test_a.py',
      'etl-compare.yml',
    ]) {
      await write(path)
    }
  })

  it('are its project’s files, less tests and what only other engines’ commands name', async () => {
    expect(await paths(undefined, ['jobs/b.py'])).toEqual(['jobs/a.py', 'jobs/contract.py', 'uv.lock'])
  })

  it('are those that the configuration names, where it does', async () => {
    expect(await paths(['jobs/a.py', 'uv.lock'])).toEqual(['jobs/a.py', 'uv.lock'])
  })

  it.each([[undefined], [['**']]])('never hold what a run leaves behind (globs: %s)', async (globs) => {
    const before = await paths(globs, [])
    for (const left of [
      'jobs/__pycache__/a.pyc',
      '.venv/lib/x.py',
      'results/a/run.json',
      'spark-warehouse/t/x',
      'derby.log',
    ]) {
      await write(left)
    }
    expect(await paths(globs, [])).toEqual(before)
  })

  it('leave out what git ignores', async () => {
    await promisify(execFile)('git', ['init', '-q', folder])
    await write('.gitignore', 'data/\n')
    await write('data/orders.csv')
    expect(await paths()).toEqual(['jobs/a.py', 'jobs/b.py', 'jobs/contract.py', 'uv.lock'])
  })

  it('are all in a folder that the configuration names, and those of a folder beside it', async () => {
    await write('shared/lib/x.sql')
    expect(await declaredFiles(join(folder, 'shared'), ['lib', '../jobs/b.py'])).toEqual([
      '../jobs/b.py',
      'lib/x.sql',
    ])
    expect(await paths([join(folder, 'jobs/*.py')])).toHaveLength(3)
  })

  it('may be hidden where they are named as they are', async () => {
    await write('.dbt/profiles.yml')
    expect(await paths(['.dbt/profiles.yml', '*/profiles.yml'])).toEqual(['.dbt/profiles.yml'])
  })
})
