import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openCgroup } from './cgroup-files.ts'

const [ID, PID] = ['c0ffee', 42]
let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'cgroup-files-test-'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

async function lay(files: Record<string, string>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), content)
  }
}

const open = () => openCgroup(ID, PID, root, join(root, 'proc'))

const V1 = {
  'proc/42/cgroup': `5:cpu,cpuacct:/docker/${ID}\n4:memory:/docker/${ID}\n0::/\n`,
  [`memory/docker/${ID}/memory.stat`]: 'cache 1\ntotal_cache 9000\ntotal_rss 5000\ntotal_shmem 1000\n',
  [`memory/docker/${ID}/memory.max_usage_in_bytes`]: '16500\n',
  [`memory/docker/${ID}/memory.kmem.usage_in_bytes`]: '2000\n',
  [`memory/docker/${ID}/cgroup.procs`]: '42\n43\n',
  [`cpuacct/docker/${ID}/cpuacct.usage`]: '5000000000\n',
  [`cpuacct/docker/${ID}/cpuacct.usage_user`]: '4000000000\n',
  [`cpuacct/docker/${ID}/cpuacct.usage_sys`]: '1000000000\n',
  [`cpu/docker/${ID}/cpu.stat`]: 'nr_periods 0\nthrottled_time 500000000\n',
}
const SCOPE = `system.slice/docker-${ID}.scope`
const V2 = {
  'proc/42/cgroup': `0::/${SCOPE}\n`,
  [`${SCOPE}/memory.stat`]: 'anon 5000\nfile 9000\nkernel 2000\nshmem 1000\n',
  [`${SCOPE}/memory.peak`]: '16500\n',
  [`${SCOPE}/cgroup.procs`]: '42\n43\n',
  [`${SCOPE}/cpu.stat`]:
    'usage_usec 5000000\nuser_usec 4000000\nsystem_usec 1000000\nthrottled_usec 500000\n',
}

describe('a container’s cgroup from outside', () => {
  it.each([
    ['v1', V1],
    ['v2', V2],
  ])('tells memory, CPU and processes, %s', async (_, files) => {
    await lay(files)
    using cgroup = open()
    expect(cgroup?.read()).toEqual({
      anonBytes: 6000,
      cachedBytes: 8000,
      kernelBytes: 2000,
      peakKernelBytes: 16_500,
      cpuSeconds: 5,
      cpuUserSeconds: 4,
      cpuSystemSeconds: 1,
      throttledSeconds: 0.5,
    })
    expect(cgroup?.pids()).toEqual([42, 43])
  })

  it('has no peak on a v2 before Linux 5.19', async () => {
    const { [`${SCOPE}/memory.peak`]: _, ...files } = V2
    await lay(files)
    using cgroup = open()
    expect(cgroup?.read()?.peakKernelBytes).toBeNull()
  })

  it('is not that of another process of the same number, where the daemon’s processes are elsewhere', async () => {
    await lay({ ...V2, 'proc/42/cgroup': '0::/user.slice\n' })
    expect(open()).toBeUndefined()
  })

  it('is not to be seen where the process has gone', () => {
    expect(open()).toBeUndefined()
  })
})
