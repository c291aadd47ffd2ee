import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { findMeterPython } from '../meter/python.ts'

const WATCHER = fileURLToPath(new URL('../meter/cgroup_watcher.py', import.meta.url))

const seen = z
  .strictObject({
    peakAnonBytes: z.int(),
    /** Null where the kernel keeps none. */
    peakKernelBytes: z.int().nullable(),
    cpuSeconds: z.number(),
    cpuUserSeconds: z.number(),
    cpuSystemSeconds: z.number(),
    /** Null where the kernel doesn't count it. */
    throttledSeconds: z.number().nullable(),
    /** Milliseconds since the first look, anonymous and shared bytes, CPU-seconds so far. */
    samples: z.array(z.tuple([z.number(), z.int(), z.number()])),
    /** What its cores did meanwhile, less what looking took; null where the kernel does not tell. */
    cores: z.strictObject({ cores: z.int(), busySeconds: z.number(), totalSeconds: z.number() }).nullable(),
  })
  .nullable()

/** `readyAt`: when the engine said that it was ready, in milliseconds since 1970; null if it never did. */
const lookSchema = z.strictObject({ seen, readyAt: z.number().nullable() })

/** A container's cgroup as it was seen from outside until the container ended. */
export type Seen = NonNullable<z.infer<typeof seen>>

/** What was seen of a container from outside, if anything was. */
export interface Look extends z.infer<typeof lookSchema> {
  /** When the first look was tried, in milliseconds since 1970; null where there was none. */
  lookedAt: number | null
  /** Why nothing can look from outside; null where something can. */
  obstacle: string | null
}

/** The meter outside, ready to look: it has come up before the container does, and takes none of its time. */
export interface Watch extends Disposable {
  /** @param pid the container's first process, as the daemon's machine numbers it; 0 where it has ended */
  begin(id: string, pid: number): void
  end(): Promise<Look>
}

/** Looked for once: behind a version manager's shim that takes longer than the watch's own start. */
let python: ReturnType<typeof findMeterPython> | undefined

export async function watchCgroup(stages: string, cpus: readonly number[]): Promise<Watch> {
  python ??= findMeterPython()
  const found = await python
  if ('reason' in found) {
    const look = { seen: null, readyAt: null, lookedAt: null, obstacle: found.reason }
    return { begin: () => {}, end: async () => look, [Symbol.dispose]: () => {} }
  }
  const child = spawn(found.python, ['-ESs', WATCHER, stages, JSON.stringify(cpus)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  })
  let [printed, lookedAt]: [string, number | null] = ['', null]
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString()
  })
  child.stdin.on('error', () => {}) // It has ended.
  const ended = once(child, 'close')
  await Promise.race([once(child.stdout, 'data'), ended])
  return {
    begin: (id, pid) => {
      if (pid === 0) return
      lookedAt = Date.now()
      child.stdin.write(`${JSON.stringify([id, pid])}\n`)
    },
    end: async () => {
      child.stdin.end()
      await ended
      const look = lookSchema.parse(JSON.parse(printed.replace('ready\n', '')))
      return { ...look, lookedAt, obstacle: null }
    },
    [Symbol.dispose]: () => void child.stdin.end(),
  }
}
