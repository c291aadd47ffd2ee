import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

// A machine mounts v1 or v2, never both for memory: where a group may be made is therefore checked on folders of
// either shape, and the meter's own test makes a real one of the kind that is here.
let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'cgroup-test-'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

async function lay(files: Record<string, string>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(join(root, path, '..'), { recursive: true })
    await writeFile(join(root, path), content)
  }
}

async function places(memberships: string): Promise<string[]> {
  const code = `import cgroup, sys; print("\\n".join(f["version"] + " " + p for f, p in cgroup.places(sys.argv[1], sys.argv[2])))`
  const { stdout } = await promisify(execFile)('python3', ['-c', code, root, memberships], {
    cwd: import.meta.dirname,
  })
  return stdout
    .trim()
    .split('\n')
    .map((line) => line.replace(root, ''))
}

describe('a cgroup of one’s own', () => {
  it('lies below one’s own on v1, else below the root', async () => {
    await lay({ 'memory/user/tasks': '' })
    expect(await places('3:cpuset:/\n4:memory:/user\n')).toEqual(['v1 /memory/user', 'v1 /memory'])
  })

  it('lies beside one’s own on v2, wherever the memory controller is handed down', async () => {
    await lay({
      'user.slice/cgroup.subtree_control': 'cpu memory pids',
      'user.slice/session.scope/cgroup.subtree_control': '',
      'cgroup.subtree_control': 'cpu memory',
    })
    expect(await places('0::/user.slice/session.scope\n')).toEqual(['v2 /user.slice', 'v2 '])
  })

  it('can lie nowhere where no memory controller is handed down', async () => {
    await lay({ 'cgroup.subtree_control': 'cpu pids', 'a/cgroup.subtree_control': '' })
    expect(await places('0::/a\n')).toEqual([''])
  })
})
