import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Sample } from '../../core/trial/step-run.ts'

const PAUSE_MS = 20
const ROOT = '/sys/fs/cgroup'

/** Counters of a cgroup. */
interface Counters {
  anonBytes: number
  /** Null where the kernel keeps none: version 2 before Linux 5.19. */
  peakKernelBytes: number | null
  cpuSeconds: number
  cpuUserSeconds: number
  cpuSystemSeconds: number
  /** Null where the kernel doesn't count it. */
  throttledSeconds: number | null
}

/** A container's counters as they were last seen, and how memory and CPU went. */
export interface Seen {
  last: Counters
  peakAnonBytes: number
  samples: Sample[]
}

/**
 * Watches the cgroup of a container from outside, for images in which the meter can't run. Its files are
 * world-readable while the container lives and gone once it has ended: the last 20 ms may be missing.
 *
 * @param pid its first process, as this machine numbers it
 * @returns what was seen until the container or `end` ended; null where this machine can't see it (Docker Desktop)
 */
export async function watchFromOutside(pid: number, end: AbortSignal): Promise<Seen | null> {
  const read = await readerOf(pid)
  const begun = performance.now()
  const samples: Sample[] = []
  let last: Counters | undefined
  for (;;) {
    const now = await read?.().catch(() => undefined)
    if (now === undefined) break
    last = now
    samples.push([Math.round(performance.now() - begun), now.anonBytes, now.cpuSeconds])
    if (end.aborted) break
    await setTimeout(PAUSE_MS)
  }
  return last ? { last, samples, peakAnonBytes: Math.max(...samples.map(([, bytes]) => bytes)) } : null
}

/** Reads the counters of a process's cgroup; undefined where it is in none that this machine shows. */
async function readerOf(pid: number): Promise<(() => Promise<Counters>) | undefined> {
  const memberships = await readFile(`/proc/${pid}/cgroup`, 'utf8').catch(() => '')
  const paths = new Map(
    memberships.split('\n').flatMap((line) => {
      const [, controllers = '', path = ''] = line.split(':')
      return controllers.split(',').map((controller) => [controller, path] as const)
    }),
  )
  const [memory, cpuacct, cpu, unified] = ['memory', 'cpuacct', 'cpu', ''].map((name) => paths.get(name))
  if (memory && cpuacct && cpu) {
    const [inMemory, inCpuacct, inCpu] = [
      join(ROOT, 'memory', memory),
      join(ROOT, 'cpuacct', cpuacct),
      join(ROOT, 'cpu', cpu),
    ]
    return () => readV1(inMemory, inCpuacct, inCpu)
  }
  return unified && unified !== '/' ? () => readV2(join(ROOT, unified)) : undefined
}

async function readV1(memory: string, cpuacct: string, cpu: string): Promise<Counters> {
  const [stat, peak, usage, user, system, throttling] = await Promise.all([
    counted(join(memory, 'memory.stat')),
    number(join(memory, 'memory.max_usage_in_bytes')),
    number(join(cpuacct, 'cpuacct.usage')),
    number(join(cpuacct, 'cpuacct.usage_user')),
    number(join(cpuacct, 'cpuacct.usage_sys')),
    counted(join(cpu, 'cpu.stat')),
  ])
  const throttled = throttling.get('throttled_time')
  return {
    anonBytes: (stat.get('total_rss') ?? 0) + (stat.get('total_shmem') ?? 0),
    peakKernelBytes: peak,
    cpuSeconds: usage / 1e9,
    cpuUserSeconds: user / 1e9,
    cpuSystemSeconds: system / 1e9,
    throttledSeconds: throttled === undefined ? null : throttled / 1e9,
  }
}

async function readV2(folder: string): Promise<Counters> {
  const [memory, peak, cpu] = await Promise.all([
    counted(join(folder, 'memory.stat')),
    number(join(folder, 'memory.peak')).catch(() => null),
    counted(join(folder, 'cpu.stat')),
  ])
  const seconds = (name: string) => (cpu.get(name) ?? 0) / 1e6
  return {
    anonBytes: (memory.get('anon') ?? 0) + (memory.get('shmem') ?? 0),
    peakKernelBytes: peak,
    cpuSeconds: seconds('usage_usec'),
    cpuUserSeconds: seconds('user_usec'),
    cpuSystemSeconds: seconds('system_usec'),
    throttledSeconds: cpu.has('throttled_usec') ? seconds('throttled_usec') : null,
  }
}

const number = async (path: string): Promise<number> => Number(await readFile(path, 'utf8'))

/** Name and number a line, as memory.stat and cpu.stat have them. */
async function counted(path: string): Promise<Map<string, number>> {
  const lines = (await readFile(path, 'utf8')).trimEnd().split('\n')
  return new Map(
    lines.map((line) => [line.slice(0, line.indexOf(' ')), Number(line.slice(line.indexOf(' ')))]),
  )
}
