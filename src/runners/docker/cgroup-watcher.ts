import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { type CoreTime, coreTimeBetween } from '../../machine/core-time.ts'
import { readCoreTime } from '../../machine/read-core-time.ts'
import { type Memory, provenPeak } from '../../trial/proven-peak.ts'
import type { Sample } from '../../trial/step-run.ts'
import { type Cgroup, type Counters, openCgroup } from './cgroup-files.ts'

/** Milliseconds to the next look: what the last pause may hide is a two-hundredth of the whole. */
const pauseAt = (elapsed: number): number => Math.min(50, Math.max(5, elapsed / 200))

/** A core charges a cgroup for 64 pages at a time, ahead of their use; taken for many cores. */
const UNCERTAIN_BYTES = 2 ** 20
/** The kernel counts a process's time in hundredths of a second, on all machines that run Docker. */
const TICKS_A_SECOND = 100

/** A container's counters as they were last seen, and how memory and CPU went. */
export interface Seen {
  last: Counters
  peakAnonBytes: number
  samples: Sample[]
  /** What its cores did meanwhile, less what looking took; null where the kernel does not tell. */
  cores: CoreTime | null
}

/**
 * Watches the cgroup of a container from outside, for images in which the meter can't run. Its files are
 * world-readable while the container lives and gone once it has ended: what it did after the last look is missing.
 *
 * @param id of the container
 * @param pid its first process, which is Docker's own init, as the daemon's machine numbers it
 * @param cpus cores that it is confined to
 * @returns what was seen until the container or `end` ended; null where this machine can't see it (Docker Desktop), or
 *   its program had ended before the first look
 */
export async function watchFromOutside(
  id: string,
  pid: number,
  cpus: readonly number[],
  end: AbortSignal,
): Promise<Seen | null> {
  using cgroup = openCgroup(id, pid)
  if (!cgroup) return null
  await programOf(cgroup, pid, end)
  const begun = performance.now()
  const coresUsed = watchCores(cpus)
  const samples: Sample[] = []
  let [last, before, peak]: [Counters | null, Counters | null, number] = [null, null, 0]
  for (;;) {
    const now = cgroup.read()
    if (now === null) break
    if (before === null && !cgroup.pids().some((each) => each !== pid)) break
    before ??= { ...now, cpuSeconds: now.cpuSeconds - programSeconds(cgroup.pids(), pid) }
    peak = Math.max(peak, now.anonBytes)
    if (last) peak = Math.max(peak, between(last, now, peak, cgroup.pids))
    last = now
    const cpuSeconds = Math.max(0, now.cpuSeconds - before.cpuSeconds)
    samples.push([Math.round(performance.now() - begun), now.anonBytes, cpuSeconds])
    if (end.aborted) break
    await setTimeout(pauseAt(performance.now() - begun))
  }
  const cores = coresUsed()
  // A program that was seen only before its first page and its first tick was not seen.
  if (!last || !before || peak === 0 || last.cpuSeconds <= before.cpuSeconds) return null
  return { last: without(last, before), samples, peakAnonBytes: peak, cores }
}

/** Looks at cores now, and again when asked: what they did between, less what this process did. */
function watchCores(cpus: readonly number[]): () => CoreTime | null {
  const [before, own] = [readCoreTime(cpus), process.cpuUsage()]
  return () => {
    const time = coreTimeBetween(before, readCoreTime(cpus))
    const { user, system } = process.cpuUsage(own)
    return time && { ...time, busySeconds: time.busySeconds - (user + system) / 1e6 }
  }
}

/** Waits until the first process has begun the program, or has ended. */
async function programOf(cgroup: Cgroup, pid: number, end: AbortSignal): Promise<void> {
  while (!end.aborted && cgroup.pids().every((each) => each === pid) && cgroup.read() !== null)
    await setTimeout(pauseAt(0))
}

/** Counters without the CPU that went into making the container, before its program ran. */
function without(last: Counters, { cpuSeconds }: Counters): Counters {
  const total = Math.max(0, last.cpuSeconds - cpuSeconds)
  const user = last.cpuSeconds > 0 ? total * (last.cpuUserSeconds / last.cpuSeconds) : 0
  return { ...last, cpuSeconds: total, cpuUserSeconds: user, cpuSystemSeconds: total - user }
}

/** What the kernel proves beyond what was seen, as far as the processes' own marks allow. */
function between(last: Memory, now: Memory, seen: number, pids: () => number[]): number {
  const proven = provenPeak(last, now)
  return proven > seen + UNCERTAIN_BYTES ? Math.min(proven, sum(pids().map(highWater))) : 0
}

/** Bytes that a process held at most, its files in memory included. */
const highWater = (pid: number): number =>
  1024 * Number(/^VmHWM:\s*(\d+)/m.exec(textOf(`/proc/${pid}/status`))?.[1] ?? 0)

/**
 * CPU-seconds that the program has used of its container's: by all but the first process, which was the daemon's
 * before it became the container's, and by all that any has waited for.
 */
function programSeconds(pids: number[], first: number): number {
  const own = pids.filter((pid) => pid !== first).flatMap((pid) => tasksOf(pid).map(ownSeconds))
  return sum(own) + sum(pids.map(waitedSeconds))
}

const ownSeconds = (task: string): number => Number(textOf(`${task}/schedstat`).split(' ', 1)[0] ?? 0) / 1e9

/** CPU-seconds of children that have ended and were waited for. */
function waitedSeconds(pid: number): number {
  const fields = textOf(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ') ?? []
  return (Number(fields[13] ?? 0) + Number(fields[14] ?? 0)) / TICKS_A_SECOND
}

function tasksOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`).map((task) => `/proc/${pid}/task/${task}`)
  } catch {
    return []
  }
}

/** A file of /proc, empty where the process has gone. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0)
