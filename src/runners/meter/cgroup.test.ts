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
  const code = `import own_cgroup, sys; print("\\n".join(f["version"] + " " + p for f, p in own_cgroup.places(sys.argv[1], sys.argv[2])))`
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

const V1 = {
  'memory/memory.stat': 'total_cache 9000\ntotal_rss 5000\ntotal_shmem 1000\n',
  'memory/memory.usage_in_bytes': '16000\n',
  'memory/memory.max_usage_in_bytes': '16500\n',
  'memory/memory.kmem.usage_in_bytes': '2000\n',
  'memory/memory.oom_control': 'oom_kill_disable 0\nunder_oom 0\noom_kill 1\n',
  'cpuacct/cpuacct.usage': '5000000000\n',
  'cpuacct/cpuacct.usage_user': '4000000000\n',
  'cpuacct/cpuacct.usage_sys': '1000000000\n',
  'cpu/cpu.stat': 'nr_periods 0\nnr_throttled 0\nthrottled_time 0\n',
}
const V1_LATER = {
  ...V1,
  'memory/memory.stat': 'total_cache 12000\ntotal_rss 105000\ntotal_shmem 3000\n',
  'memory/memory.max_usage_in_bytes': '316500\n',
  'memory/memory.oom_control': 'oom_kill_disable 0\nunder_oom 0\noom_kill 3\n',
  'cpuacct/cpuacct.usage': '8000000000\n',
  'cpuacct/cpuacct.usage_user': '6000000000\n',
  'cpuacct/cpuacct.usage_sys': '2000000000\n',
  'cpu/cpu.stat': 'nr_periods 5\nnr_throttled 1\nthrottled_time 500000000\n',
}
const V2 = {
  'cgroup.controllers': 'cpu memory\n',
  'memory.stat': 'anon 5000\nfile 9000\nkernel 2000\nshmem 1000\n',
  'memory.current': '16000\n',
  'memory.peak': '16500\n',
  'memory.events': 'low 0\noom 0\noom_kill 1\n',
  'cpu.stat': 'usage_usec 5000000\nuser_usec 4000000\nsystem_usec 1000000\nthrottled_usec 0\n',
}
const V2_LATER = {
  ...V2,
  'memory.stat': 'anon 105000\nfile 12000\nkernel 2000\nshmem 3000\n',
  'memory.peak': '316500\n',
  'memory.events': 'low 0\noom 2\noom_kill 3\n',
  'cpu.stat': 'usage_usec 8000000\nuser_usec 6000000\nsystem_usec 2000000\nthrottled_usec 500000\n',
}

interface Surrounding {
  looks: Record<'anon' | 'cached' | 'kernel' | 'peak', number>[]
  between: number
  findings: Record<string, unknown>
}

/** What the meter makes of a container's cgroup: when it begins, and once the files are what they are later. */
async function surrounding(
  before: Record<string, string>,
  later: Record<string, string>,
): Promise<Surrounding> {
  await lay(before)
  const code = `
import cgroup, json, os, samples, sys
root, later = sys.argv[1], json.loads(sys.argv[2])
with cgroup.surrounding(root) as group:
    group.begin()
    looks = [group.look()]
    for path, content in later.items():
        with open(os.path.join(root, path), "w") as file:
            file.write(content)
    looks.append(group.look())
    print(json.dumps({"looks": [look._asdict() for look in looks], "between": samples.between(*looks), "findings": group.findings()}))
`
  const { stdout } = await promisify(execFile)('python3', ['-c', code, root, JSON.stringify(later)], {
    cwd: import.meta.dirname,
  })
  return JSON.parse(stdout) as Surrounding
}

describe.each([
  ['v1', V1, V1_LATER],
  ['v2', V2, V2_LATER],
])('the cgroup of a container, %s', (version, before, later) => {
  it('is counted from when the command begins', async () => {
    const { looks, findings } = await surrounding(before, later)
    expect(looks.map(({ anon }) => anon)).toEqual([0, 102_000])
    expect(looks.map(({ cached }) => cached)).toEqual([8000, 9000])
    expect(findings).toMatchObject({ cgroup: version, oomKills: 2, throttledSeconds: 0.5 })
    expect(findings.peakKernelBytes).toBe(316_500 - 8000)
    // Less the little that this Python used itself.
    expect(findings.cpuSeconds).toBeLessThanOrEqual(3)
    expect(findings.cpuSeconds).toBeGreaterThan(2.5)
  })

  it('proves a peak between two looks: what neither page cache nor the kernel’s own memory explains', async () => {
    const { between } = await surrounding(before, later)
    expect(between).toBe(316_500 - 6000 - 9000 - 2000)
  })

  it('proves none where the kernel’s peak has not risen', async () => {
    expect((await surrounding(before, before)).between).toBe(0)
  })
})

describe('the cgroup of a container', () => {
  it('has no peak on a v2 before Linux 5.19, and proves none', async () => {
    const { 'memory.peak': _, ...files } = V2
    const { 'memory.peak': __, ...later } = V2_LATER
    const { between, findings } = await surrounding(files, later)
    expect(between).toBe(0)
    expect(findings.peakKernelBytes).toBeNull()
  })

  it('adds up the kernel’s own memory where v2 does not tell it as a whole', async () => {
    const stat = 'anon 5000\nfile 9000\nshmem 1000\nslab 300\nkernel_stack 40\npagetables 5\n'
    const { looks } = await surrounding({ ...V2, 'memory.stat': stat }, {})
    expect(looks[0]?.kernel).toBe(345)
  })
})

const ID = 'c0ffee'
const SCOPE = `system.slice/docker-${ID}.scope`
const moved = (files: Record<string, string>, place: (path: string) => string) =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [place(path), text]))
const OUTSIDE_V1 = {
  ...moved(V1, (path) => path.replace('/', `/docker/${ID}/`)),
  [`memory/docker/${ID}/cgroup.procs`]: '42\n43\n',
  'proc/42/cgroup': `5:cpu,cpuacct:/docker/${ID}\n4:memory:/docker/${ID}\n0::/\n`,
}
const OUTSIDE_V2 = {
  ...moved(V2, (path) => `${SCOPE}/${path}`),
  [`${SCOPE}/cgroup.procs`]: '42\n43\n',
  'proc/42/cgroup': `0::/${SCOPE}\n`,
}

/** What the meter outside sees of a container whose first process is 42; null where it sees none. */
async function outside(files: Record<string, string>) {
  await lay(files)
  const code = `
import json, cgroup_watcher, sys
root = sys.argv[1]
try:
    seen = cgroup_watcher.Container("${ID}", 42, root, root + "/proc")
    print(json.dumps({"look": seen.look()._asdict(), "times": seen.times(), "pids": seen.pids(), "programs": seen.programs()}))
except (OSError, KeyError):
    print("null")
`
  const { stdout } = await promisify(execFile)('python3', ['-c', code, root], { cwd: import.meta.dirname })
  return JSON.parse(stdout) as Record<string, unknown> | null
}

describe('a container’s cgroup from outside', () => {
  it.each([
    ['v1', OUTSIDE_V1],
    ['v2', OUTSIDE_V2],
  ])('tells memory, CPU and processes, %s', async (_, files) => {
    expect(await outside(files)).toEqual({
      look: { anon: 6000, cached: 8000, kernel: 2000, peak: 16_500 },
      times: [5, 4, 0],
      pids: [42, 43],
      programs: [43],
    })
  })

  it('has no throttled time where nobody counts it', async () => {
    const cpu = 'usage_usec 5000000\nuser_usec 4000000\n'
    expect((await outside({ ...OUTSIDE_V2, [`${SCOPE}/cpu.stat`]: cpu }))?.times).toEqual([5, 4, null])
  })

  it.each([
    ['v1', { ...OUTSIDE_V1, [`cpuacct/docker/${ID}/cpuacct.usage_user`]: '5000400000\n' }],
    [
      'v2',
      { ...OUTSIDE_V2, [`${SCOPE}/cpu.stat`]: 'usage_usec 5000000\nuser_usec 5000400\nthrottled_usec 0\n' },
    ],
  ])(
    'was in user space at most as long as it ran at all, though the kernel counts apart, %s',
    async (_, files) => {
      expect((await outside(files))?.times).toEqual([5, 5, 0])
    },
  )

  it('is not that of another process of the same number, where the daemon’s processes are elsewhere', async () => {
    expect(await outside({ ...OUTSIDE_V2, 'proc/42/cgroup': '0::/user.slice\n' })).toBeNull()
  })

  it('is not to be seen where the process has gone', async () => {
    expect(await outside({})).toBeNull()
  })
})
