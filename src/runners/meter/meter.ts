import { type ChildProcess, spawn } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

export const METER = fileURLToPath(new URL('./meter.py', import.meta.url))

/** What meter.py is told. */
export interface MeterSpec {
  argv: string[]
  /** Folder to start in; null: the meter's own. */
  cwd: string | null
  /** The command's whole environment; null: the meter's own. */
  env: NodeJS.ProcessEnv | null
  /** Cores it is confined to; empty: all. */
  cpus: number[]
  memoryBytes: number | null
  /** File that its output is appended to; null: the meter's own output. */
  log: string | null
  stages: string
  /** Whether the meter runs in the command's container, whose cgroup then counts. */
  inContainer: boolean
  /** What a command keeps of whoever calls `record`; null: a trial, which has nothing of anyone. */
  attached: {
    /** The process whose death alone ends the command: a signal to the meter is meant for the command too. */
    parent: number
    /** Numbers of the signals that the command ignores. */
    ignored: number[]
  } | null
  /** Longest time between two samples; they are closer at first. */
  sampleMs: number
  graceSeconds: number
}

/** Two accounts of the kernel's were subtracted, which may differ by a moment: that much below 0 is 0. */
const seconds = z
  .number()
  .min(-0.1)
  .transform((value) => Math.max(0, value))
const count = z.int().nonnegative()

export const meterResultSchema = z.union([
  z.strictObject({ startError: z.string() }),
  z.strictObject({
    exitCode: count.nullable(),
    signal: count.nullable(),
    stoppedByTool: z.boolean(),
    /** The fork, less what the meter took to come up, by the kernel's monotonic clock. */
    startedNs: z.number().nonnegative(),
    /** Fork to the command's exit. */
    wallMs: z.number().nonnegative(),
    /** Fork to the line `ready` in the stages file. */
    readyMs: z.number().nonnegative().nullable(),
    cpuSeconds: seconds,
    cpuUserSeconds: seconds,
    cpuSystemSeconds: seconds,
    /** Waiting for a CPU quota; null where no cgroup tells. */
    throttledSeconds: seconds.nullable(),
    readBytes: count.nullable(),
    writtenBytes: count.nullable(),
    /** Null where it ended before any look. */
    peakAnonBytes: count.nullable(),
    /** Milliseconds since the fork, anonymous and shared bytes, CPU-seconds so far. */
    samples: z.array(z.tuple([z.number().nonnegative(), count, seconds])),
    /** Processes that outlived the command and had to be ended. */
    leftoversEnded: count,
    /** What its cores did meanwhile, less what the meter used; null where the kernel does not tell. */
    cores: z.strictObject({ cores: count, busySeconds: z.number(), totalSeconds: z.number() }).nullable(),
    cgroup: z.enum(['v1', 'v2', 'none']),
    cgroupReason: z.string().nullable(),
    peakKernelBytes: count.nullable(),
    oomKills: count.nullable(),
  }),
])

export type MeterResult = z.infer<typeof meterResultSchema>
export type Metered = Exclude<MeterResult, { startError: string }>

/**
 * Runs a command under the meter. Aborting ends its whole process tree; what was measured is still returned.
 *
 * @param folder a scratch folder of this call alone
 */
export async function meter(
  python: string,
  spec: MeterSpec,
  folder: string,
  signal: AbortSignal,
): Promise<MeterResult> {
  const [specFile, resultFile] = [join(folder, 'spec.json'), join(folder, 'result.json')]
  await writeFile(specFile, JSON.stringify(spec), { mode: 0o600 })
  const child = spawn(python, ['-ESs', METER, specFile, resultFile], {
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  })
  const stop = () => child.kill('SIGTERM')
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  const stderr = await ended(child)
  signal.removeEventListener('abort', stop)
  const text = await readFile(resultFile, 'utf8').catch(() => undefined)
  if (text === undefined && signal.aborted) return { startError: 'stopped before it started' }
  if (text === undefined) throw new Error(`The meter ended without a result.\n${stderr}`)
  return meterResultSchema.parse(JSON.parse(text))
}

/** Waits for the child's end; resolves to what it wrote to stderr. */
function ended(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let stderr = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      stderr += chunk.toString()
    })
    child.on('error', reject)
    child.on('close', () => resolve(stderr))
  })
}
