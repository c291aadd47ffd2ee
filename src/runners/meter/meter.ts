import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process'
import { addAbortListener, once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

export const METER = fileURLToPath(new URL('./meter.py', import.meta.url))
const TAIL_BYTES = 64 * 1024

/** What meter.py is told. */
export interface MeterSpec {
  argv: string[]
  /** Folder to start in; absent: the meter's own. */
  cwd?: string
  /** The command's whole environment; absent: the meter's own. */
  env?: NodeJS.ProcessEnv
  /** Cores it is confined to; absent or empty: all. */
  cpus?: number[]
  memoryBytes?: number | null
  /** File that its output is appended to; absent: the meter's own output. */
  log?: string
  stages: string
  /** Set where the meter runs in the command's container, whose cgroup then counts. */
  inContainer?: true
  /** What a command keeps of whoever calls `record`; absent: a trial, which has nothing of anyone. */
  attached?: {
    /** The process whose death alone ends the command: a signal to the meter is meant for the command too. */
    parent: number
    /** Numbers of the signals that the command ignores. */
    ignored: number[]
  }
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
  const { child, ended } = await startMeter(python, spec, folder, ['ignore', 'ignore', 'pipe'])
  using _ = addAbortListener(signal, () => child.kill('SIGTERM'))
  const { result, logEnd } = await ended
  if (result) return result
  if (signal.aborted) return { startError: 'stopped before it started' }
  throw new Error(`The meter ended without a result.\n${logEnd}`)
}

/** How the meter ended: no result where it was killed; the end of what came to stderr, where that is a pipe. */
interface MeterEnd {
  result: MeterResult | undefined
  logEnd: string
}

/** Starts the meter with its input, output, and what else the command is to find open. */
export async function startMeter(
  python: string,
  spec: MeterSpec,
  folder: string,
  stdio: StdioOptions,
): Promise<{ child: ChildProcess; ended: Promise<MeterEnd> }> {
  const [specFile, resultFile] = [join(folder, 'spec.json'), join(folder, 'result.json')]
  await writeFile(specFile, JSON.stringify(spec), { mode: 0o600 })
  const child = spawn(python, ['-ESs', METER, specFile, resultFile], { stdio, detached: true })
  return { child, ended: endOf(child, resultFile) }
}

async function endOf(child: ChildProcess, resultFile: string): Promise<MeterEnd> {
  let tail = Buffer.alloc(0)
  child.stderr?.on('data', (chunk: Buffer) => {
    tail = Buffer.concat([tail, chunk]).subarray(-TAIL_BYTES)
  })
  await once(child, 'close')
  const text = await readFile(resultFile, 'utf8').catch(() => undefined)
  const result = text === undefined ? undefined : meterResultSchema.parse(JSON.parse(text))
  return { result, logEnd: tail.toString() }
}
