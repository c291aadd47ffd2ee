import { addAbortListener } from 'node:events'
import { z } from 'zod'
import { type MeterSpec, startMeter } from './start.ts'
import { endUnwatched } from './unwatched.ts'

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
    /** The same by the wall's clock, in milliseconds since 1970. */
    startedAtMs: z.number().nonnegative(),
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
    /** Those that the command lines of Spark's JVMs named, each once; null of a JVM that was given none. */
    sparkMasters: z.array(z.string().max(200).nullable()).max(2),
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

/** What the meter told of a command's end; undefined where it told nothing, as it and its keeper were killed. */
export const meterResult = (text: string): MeterResult | undefined =>
  text === '' ? undefined : meterResultSchema.parse(JSON.parse(text))

/** A spec, and the memory that its command may use; null or absent: any. */
export interface LimitedSpec extends MeterSpec {
  memoryBytes?: number | null
}

/** Runs a command under the meter. Aborting ends its whole process tree; what was measured is still returned. */
export async function meter(
  python: string,
  { memoryBytes, ...spec }: LimitedSpec,
  signal: AbortSignal,
): Promise<MeterResult | EndUnknown> {
  const waiting = await startMeter(python, ['ignore', 'ignore', 'pipe'], memoryBytes ?? null)
  if ('reason' in waiting && waiting.isKilled) return { neverBegan: true }
  if ('reason' in waiting) throw new Error(`The meter did not start: ${waiting.reason}`)
  using _ = addAbortListener(signal, () => waiting.child.kill('SIGTERM'))
  const begun = performance.now()
  const { text, unwatched, logEnd } = await waiting.run(spec)
  const result = meterResult(text)
  if (!result) await endUnwatched(unwatched, spec.graceSeconds)
  if (!result && unwatched.pid !== null) return { unknownAfterMs: performance.now() - begun }
  if (signal.aborted && (!result || 'neverBegan' in result))
    return { startError: 'stopped before it started' }
  if (result) return result
  if (waiting.child.signalCode !== null) return { neverBegan: true }
  throw new Error(`The meter ended without a result.\n${logEnd}`)
}
