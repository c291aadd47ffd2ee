import { execFile } from 'node:child_process'
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { root, scratch } from './etl-compare.ts'

const TOOLS = ['bash', 'dirname', 'sha256sum', 'cut', 'uname']

/** Runs action/find-node on a runner whose PATH has no npm, and an old Node. */
async function findNode(folder: string): Promise<string> {
  await mkdir(join(folder, 'bin'))
  for (const tool of TOOLS) {
    const { stdout } = await promisify(execFile)('sh', ['-c', `command -v ${tool}`])
    await symlink(stdout.trim(), join(folder, 'bin', tool))
  }
  await writeFile(join(folder, 'bin/node'), '#!/bin/bash\necho false\n', { mode: 0o755 })
  const output = join(folder, 'output')
  await promisify(execFile)(join(root, 'action/find-node'), [], {
    env: {
      PATH: join(folder, 'bin'),
      RUNNER_TOOL_CACHE: join(folder, 'tools'),
      RUNNER_TEMP: join(folder, 'temporary'),
      GITHUB_OUTPUT: output,
    },
  })
  return readFile(output, 'utf8')
}

describe('the Node of the action', () => {
  it('is one in the tool cache where that of the PATH is too old', async () => {
    await using folder = await scratch()
    const cached = join(folder.path, 'tools/node/24.1.0/x64/bin')
    await mkdir(cached, { recursive: true })
    await symlink(process.execPath, join(cached, 'node'))
    expect(await findNode(folder.path)).toContain(`node=${cached}/node\n`)
  })

  it('is asked for where there is none, nor npm to bring it', async () => {
    await using folder = await scratch()
    await expect(findNode(folder.path)).rejects.toMatchObject({
      stderr: expect.stringMatching(
        /^::error title=etl-compare::Neither Node 24 nor npm.*actions\/setup-node/,
      ),
    })
  })
})
