import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs'
import { join } from 'node:path'
import type { Memory } from '../../trial/proven-peak.ts'

const ROOT = '/sys/fs/cgroup'

/** Counters of a cgroup. */
export interface Counters extends Memory {
  cpuSeconds: number
  cpuUserSeconds: number
  cpuSystemSeconds: number
  /** Null where the kernel doesn't count it. */
  throttledSeconds: number | null
}

/** A container's cgroup, as this machine sees it. */
export interface Cgroup extends Disposable {
  /** Null once it is gone. */
  read(): Counters | null
  /** Its processes. */
  pids(): number[]
}

/**
 * Opens the cgroup of a container's first process.
 *
 * @returns undefined where that process is not on this machine, or in no cgroup that this machine shows
 */
export function openCgroup(id: string, pid: number, root = ROOT, proc = '/proc'): Cgroup | undefined {
  try {
    return openAt(membershipsOf(readFileSync(join(proc, String(pid), 'cgroup'), 'utf8'), id), root)
  } catch {
    return undefined
  }
}

/** Path of each controller whose cgroup is the container's; '' is version 2. */
function membershipsOf(text: string, id: string): Map<string, string> {
  const lines = text.split('\n').map((line) => line.split(':'))
  return new Map(
    lines
      .filter(([, , path = '']) => path.includes(id))
      .flatMap(([, controllers = '', path = '']) =>
        controllers.split(',').map((name) => [name, path] as const),
      ),
  )
}

function openAt(paths: Map<string, string>, root: string): Cgroup | undefined {
  const [memory, cpuacct, cpu, unified] = ['memory', 'cpuacct', 'cpu', ''].map((name) => paths.get(name))
  if (memory && cpuacct && cpu)
    return openV1(join(root, 'memory', memory), join(root, 'cpuacct', cpuacct), join(root, 'cpu', cpu))
  return unified ? openV2(join(root, unified)) : undefined
}

function openV1(memory: string, cpuacct: string, cpu: string): Cgroup {
  const [stat, peak, kernel] = [
    opened(memory, 'memory.stat'),
    opened(memory, 'memory.max_usage_in_bytes'),
    opened(memory, 'memory.kmem.usage_in_bytes'),
  ]
  const [usage, user, throttling] = [
    opened(cpuacct, 'cpuacct.usage'),
    opened(cpuacct, 'cpuacct.usage_user'),
    opened(cpu, 'cpu.stat'),
  ]
  const seconds = (text: string) => Number(text) / 1e9
  return cgroupOf([stat, peak, kernel, usage, user, throttling], join(memory, 'cgroup.procs'), () => {
    const memory = textOf(stat)
    const shared = numberOf('total_shmem', memory) ?? 0
    const throttled = numberOf('throttled_time', textOf(throttling))
    const [total, inUser] = [seconds(textOf(usage)), seconds(textOf(user))]
    return {
      anonBytes: (numberOf('total_rss', memory) ?? 0) + shared,
      cachedBytes: (numberOf('total_cache', memory) ?? 0) - shared,
      kernelBytes: Number(textOf(kernel)),
      peakKernelBytes: Number(textOf(peak)),
      cpuSeconds: total,
      cpuUserSeconds: inUser,
      cpuSystemSeconds: total - inUser,
      throttledSeconds: throttled === undefined ? null : throttled / 1e9,
    }
  })
}

const KERNELS_OWN = ['slab', 'kernel_stack', 'pagetables', 'percpu', 'sock']

function openV2(folder: string): Cgroup {
  const [stat, cpu, peak] = [
    opened(folder, 'memory.stat'),
    opened(folder, 'cpu.stat'),
    opened(folder, 'memory.peak'),
  ]
  return cgroupOf([stat, cpu, peak], join(folder, 'cgroup.procs'), () => {
    const memory = textOf(stat)
    const shared = numberOf('shmem', memory) ?? 0
    const times = textOf(cpu)
    const seconds = (name: string) => (numberOf(name, times) ?? 0) / 1e6
    const throttled = numberOf('throttled_usec', times)
    return {
      anonBytes: (numberOf('anon', memory) ?? 0) + shared,
      cachedBytes: (numberOf('file', memory) ?? 0) - shared,
      kernelBytes:
        numberOf('kernel', memory) ??
        KERNELS_OWN.reduce((total, name) => total + (numberOf(name, memory) ?? 0), 0),
      peakKernelBytes: peak === null ? null : Number(textOf(peak)),
      cpuSeconds: seconds('usage_usec'),
      cpuUserSeconds: seconds('user_usec'),
      cpuSystemSeconds: seconds('system_usec'),
      throttledSeconds: throttled === undefined ? null : throttled / 1e6,
    }
  })
}

function cgroupOf(files: (number | null)[], processes: string, read: () => Counters): Cgroup {
  const orGone = <T>(look: () => T, gone: T): T => {
    try {
      return look()
    } catch {
      return gone
    }
  }
  return {
    read: () => orGone(read, null),
    pids: () => orGone(() => readFileSync(processes, 'utf8').trim().split('\n').map(Number), []),
    [Symbol.dispose]: () => {
      for (const file of files) if (file !== null) closeSync(file)
    },
  }
}

/** Kept open, a file costs a hundredth of a millisecond to read again. Null where there is none. */
function opened(folder: string, name: string): number | null {
  const path = join(folder, name)
  return existsSync(path) ? openSync(path, 'r') : null
}

const BUFFER = Buffer.alloc(64 * 1024)

/** The file from its beginning, as the kernel writes it now; empty where there is none. */
function textOf(file: number | null): string {
  return typeof file === 'number'
    ? BUFFER.toString('latin1', 0, readSync(file, BUFFER, 0, BUFFER.length, 0))
    : ''
}

/** The number behind a name, of a name and a number a line; undefined where the name is missing. */
function numberOf(name: string, text: string): number | undefined {
  const line = `\n${text}`.indexOf(`\n${name} `)
  return line < 0 ? undefined : Number.parseInt(text.slice(line + name.length + 1), 10)
}
