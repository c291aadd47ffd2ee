import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { listContext } from './context.ts'

/** Names that patterns leave of a folder with these files, folders left out. */
async function left(patterns: string, files: string[]): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'etl-compare-context-'))
  try {
    for (const file of files) {
      await mkdir(dirname(join(folder, file)), { recursive: true })
      await writeFile(join(folder, file), '')
    }
    return (await listContext(folder, patterns, 'Dockerfile')).filter((name) => files.includes(name))
  } finally {
    await rm(folder, { recursive: true })
  }
}

describe('what a build may see of its folder', () => {
  it('is all of it where nothing is ignored', async () => {
    expect(await left('', ['Dockerfile', '.env', 'jobs/a.py'])).toEqual(['.env', 'Dockerfile', 'jobs/a.py'])
  })

  it('is what .dockerignore leaves', async () => {
    const files = ['Dockerfile', '.venv/lib/x.py', 'jobs/a.py', 'jobs/__pycache__/a.pyc', 'secret.txt']
    expect(await left('# no\n.venv\n**/__pycache__\nsecret.*\n', files)).toEqual(['Dockerfile', 'jobs/a.py'])
  })

  it('is what its exceptions bring back', async () => {
    const files = ['Dockerfile', 'jobs/a.py', 'jobs/__pycache__/a.pyc', 'tests/t.py', 'uv.lock']
    const patterns = '*\n!uv.lock\n!jobs\n**/__pycache__\n'
    expect(await left(patterns, files)).toEqual(['Dockerfile', 'jobs/a.py', 'uv.lock'])
  })

  it('has the Dockerfile, ignored or not', async () => {
    expect(await left('Dockerfile\n', ['Dockerfile', 'a'])).toEqual(['Dockerfile', 'a'])
  })
})
