import { type ChildProcess, spawn } from 'node:child_process'
import { addAbortListener, once } from 'node:events'
import type { Duplex } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { linesOf } from '../../files/lines.ts'
import { endUnwatched, type Unwatched } from './unwatched.ts'

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
  /** File of the engine's own stages; absent where there is none. */
  stages?: string
  /** Set where the meter runs in the command's container, whose cgroup then counts; spec and result are files there. */
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

/** The meter was killed before the command started. */
const neverBeganSchema = z.strictObject({ neverBegan: z.literal(true) })

/** How a command ended whose meter was killed: nothing is known of what it used. */
const lostSchema = z.strictObject({
  meterLost: z.literal(true),
  exitCode: count.nullable(),
  signal: count.nullable(),
  stoppedByTool: z.boolean(),
  wallMs: z.number().nonnegative(),
  leftoversEnded: count,
})
export type Lost = z.infer<typeof lostSchema>

export const meterResultSchema = z.union([
  z.strictObject({ startError: z.string() }),
  neverBeganSchema,
  lostSchema,
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
export type Metered = Extract<MeterResult, { samples: unknown }>

export const isMetered = (result: MeterResult | EndUnknown): result is Metered => 'samples' in result

/** How long a command ran whose meter and keeper were both killed: nobody learns how it ended. */
export interface EndUnknown {
  unknownAfterMs: number
}

/** Come before the result: the cgroup once it was made, the command once it was started. */
const groupSchema = z.strictObject({ group: z.string().nullable() })
const commandSchema = z.strictObject({ pid: count })

/** Runs a command under the meter. Aborting ends its whole process tree; what was measured is still returned. */
export async function meter(
  python: string,
  spec: MeterSpec,
  signal: AbortSignal,
): Promise<MeterResult | EndUnknown> {
  const { child, ended, elapsedMs } = startMeter(python, spec, ['ignore', 'ignore', 'pipe'])
  using _ = addAbortListener(signal, () => child.kill('SIGTERM'))
  const { result, unwatched, logEnd } = await ended
  if (!result) await endUnwatched(unwatched, spec.graceSeconds)
  if (!result && unwatched.pid !== null) return { unknownAfterMs: elapsedMs() }
  if (signal.aborted && (!result || 'neverBegan' in result))
    return { startError: 'stopped before it started' }
  if (result) return result
  if (child.signalCode !== null) return { neverBegan: true }
  throw new Error(`The meter ended without a result.\n${logEnd}`)
}

/** How the meter ended; the end of what came to stderr, where that is a pipe. */
interface MeterEnd {
  /** None where it and its keeper were killed. */
  result: MeterResult | undefined
  /** What may have outlived both. */
  unwatched: Unwatched
  logEnd: string
}

interface StartedMeter {
  child: ChildProcess
  /** The process that is the command; undefined where none was started. */
  started: Promise<number | undefined>
  ended: Promise<MeterEnd>
  elapsedMs(): number
}

/**
 * Starts the meter with its input, output, and what else the command is to find open. Spec and result go through a socket
 * of its own, the last of its open files: no disk can be too full for them, and nobody else can write there.
 */
export function startMeter(
  python: string,
  spec: MeterSpec,
  stdio: readonly (number | 'ignore' | 'inherit' | 'pipe')[],
): StartedMeter {
  const begun = performance.now()
  const child = spawn(python, ['-ESs', METER, `${stdio.length}`], {
    stdio: [...stdio, 'pipe'],
    detached: true,
  })
  const started = Promise.withResolvers<number | undefined>()
  const ended = endOf(child, child.stdio[stdio.length] as Duplex, spec, started.resolve)
  return { child, started: started.promise, ended, elapsedMs: () => performance.now() - begun }
}

async function endOf(
  child: ChildProcess,
  channel: Duplex,
  spec: MeterSpec,
  onStart: (pid: number | undefined) => void,
): Promise<MeterEnd> {
  let tail = Buffer.alloc(0)
  child.stderr?.on('data', (chunk: Buffer) => {
    tail = Buffer.concat([tail, chunk]).subarray(-TAIL_BYTES)
  })
  const closed = once(child, 'close').catch((error: Error) => {
    tail = Buffer.from(error.message)
  })
  // A meter that has gone reads no spec, and tells so by having no result.
  channel.on('error', () => undefined).end(JSON.stringify(spec))
  const [{ pid, cgroup, result }] = await Promise.all([
    listen(channel, onStart).finally(() => onStart(undefined)),
    closed,
  ])
  return { result, unwatched: { pid, cgroup, session: child.pid ?? null }, logEnd: tail.toString() }
}

async function listen(channel: Duplex, onStart: (pid: number) => void) {
  let [pid, cgroup]: [number | null, string | null] = [null, null]
  let result: MeterResult | undefined
  for await (const line of messagesFrom(channel)) {
    if ('group' in line) cgroup = groupSchema.parse(line).group
    else if ('pid' in line) pid = commandSchema.parse(line).pid
    else result = meterResultSchema.parse(line)
    if (pid !== null) onStart(pid)
  }
  return { pid, cgroup, result }
}

/** What the meter tells, until it is killed: that may be in the middle of a line. */
async function* messagesFrom(channel: Duplex): AsyncGenerator<object> {
  try {
    for await (const lines of linesOf(channel)) for (const line of lines) yield JSON.parse(line)
  } catch {}
}
