import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Measurement, unmeasured } from '../../core/measures/measure.ts'
import type { StepRequest, StepRun } from '../../core/trial/step-run.ts'
import { type Metered, meter } from './meter.ts'

const SAMPLE_MS = 100
const GRACE_SECONDS = 5
const NO_CONTAINER = 'run as a process: there is no container'

/**
 * Executes a step as a process of this machine, confined to its cores by affinity and to its memory by a cgroup
 * where one can be made. Aborting the signal ends the whole tree and keeps what was measured.
 */
export async function runProcess(
  python: string,
  request: StepRequest,
  signal: AbortSignal,
): Promise<StepRun> {
  const folder = await mkdtemp(join(tmpdir(), 'etl-compare-'))
  try {
    const spec = { ...request, sampleMs: SAMPLE_MS, graceSeconds: GRACE_SECONDS }
    const result = await meter(python, spec, folder, signal)
    return 'startError' in result ? notStarted(result.startError) : toStepRun(result, request)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function notStarted(startError: string): StepRun {
  return {
    startError,
    exitCode: null,
    signal: null,
    stopped: false,
    oomKills: null,
    leftoversEnded: 0,
    measures: {},
    samples: [],
    cgroup: 'none',
    limitsEnforced: { value: null, reason: 'it never started' },
  }
}

function toStepRun(result: Metered, request: StepRequest): StepRun {
  const { readyMs, wallMs } = result
  const noCgroup = result.cgroupReason ?? 'this kernel keeps no peak'
  return {
    startError: null,
    exitCode: result.exitCode,
    signal: result.signal,
    stopped: result.stoppedByTool,
    oomKills: result.oomKills,
    leftoversEnded: result.leftoversEnded,
    samples: result.samples,
    cgroup: result.cgroup,
    limitsEnforced:
      result.cgroup === 'none' && request.memoryBytes !== null ? { value: null, reason: noCgroup } : true,
    measures: {
      pullMs: unmeasured(NO_CONTAINER),
      startMs: unmeasured(NO_CONTAINER),
      initMs: readyMs ?? unmeasured('the engine did not say when it was ready: it is part of the work'),
      workMs: wallMs - (readyMs ?? 0),
      cpuSeconds: result.cpuSeconds,
      cpuUserSeconds: result.cpuUserSeconds,
      cpuSystemSeconds: result.cpuSystemSeconds,
      peakAnonBytes: result.peakAnonBytes,
      peakKernelBytes: result.peakKernelBytes ?? unmeasured(noCgroup),
      throttledSeconds: unmeasured('confined by affinity: there is no quota to be throttled by'),
      readBytes: orReason(result.readBytes, 'the kernel keeps no I/O counters'),
      writtenBytes: orReason(result.writtenBytes, 'the kernel keeps no I/O counters'),
    },
  }
}

const orReason = (value: number | null, reason: string): Measurement => value ?? unmeasured(reason)
