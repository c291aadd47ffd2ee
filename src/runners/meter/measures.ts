import { othersPercent } from '../../machine/core-time.ts'
import type { Measures } from '../../model/measures/combine.ts'
import { type Measurement, unmeasured } from '../../model/measures/measure.ts'
import type { Metered } from './meter.ts'

/** How often the meter looks, and how long what it ends may take to end. */
export const SAMPLING = { sampleMs: 100, graceSeconds: 5 }

/** Why `initMs` is null where an engine's stages file has no line `ready`. */
export const SILENT = 'the engine did not report when it was ready, so start-up is part of the work'

const UNSEEN = 'it ended before its memory was sampled'

/** What the meter saw, as the record's measures; the clock begins at the fork. */
export function measuresOf(result: Metered): Measures {
  const { readyMs, wallMs, cgroupReason } = result
  return {
    initMs: readyMs ?? unmeasured(SILENT),
    workMs: wallMs - (readyMs ?? 0),
    cpuSeconds: result.cpuSeconds,
    cpuUserSeconds: result.cpuUserSeconds,
    cpuSystemSeconds: result.cpuSystemSeconds,
    othersPercent: othersPercent(result.cores, result.cpuSeconds),
    peakAnonBytes: orReason(result.peakAnonBytes, UNSEEN),
    peakKernelBytes: orReason(result.peakKernelBytes, cgroupReason ?? 'the kernel does not record a peak'),
    throttledSeconds: orReason(result.throttledSeconds, cgroupReason ?? 'the kernel does not count it'),
    readBytes: orReason(result.readBytes, 'the kernel keeps no I/O counters'),
    writtenBytes: orReason(result.writtenBytes, 'the kernel keeps no I/O counters'),
  }
}

/** How a command ended, as a step's run tells it. */
export const endingOf = ({
  exitCode,
  signal,
  stoppedByTool,
  oomKills,
  leftoversEnded,
  sparkMasters,
  samples,
}: Metered) => ({
  notStarted: null,
  exitCode,
  signal,
  stopped: stoppedByTool,
  oomKills,
  leftoversEnded,
  sparkMasters,
  samples,
})

const orReason = (value: number | null, reason: string): Measurement => value ?? unmeasured(reason)
