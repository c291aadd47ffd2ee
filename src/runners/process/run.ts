import { constants } from 'node:os'
import { describeHost } from '../../machine/host.ts'
import type { Meter } from '../../machine/verification.ts'
import type { Measures } from '../../model/measures/combine.ts'
import { unmeasured } from '../../model/measures/measure.ts'
import type { Host, Part } from '../../model/record/schema.ts'
import { noUsageHere } from '../../model/record/usage.ts'
import { neverStarted, ranStep, type StepRun } from '../../trial/step-run.ts'
import type { ConfinedCommand } from '../job-contract.ts'
import { endingOf, measuresOf, SAMPLING, SILENT } from '../meter/measures.ts'
import { type EndUnknown, type Lost, type Metered, meter } from '../meter/meter.ts'

/** It stands around a process, whatever else there is here. */
export const PROCESS_METER: Meter = { name: 'process', daemon: null }

const NO_CONTAINER = 'no container: run as a process'
/** What a process has no part of. */
const NOT_CONTAINED = { pullMs: unmeasured(NO_CONTAINER), startMs: unmeasured(NO_CONTAINER) }
const NO_QUOTA = 'cores are limited by affinity, so no quota can throttle it'

/** One step of an engine, as a process of this machine. */
export interface ProcessRequest extends ConfinedCommand {
  /** Folder the command starts in. */
  cwd: string
  /** The engine's whole environment. */
  env: NodeJS.ProcessEnv
}

/**
 * Executes a step as a process of this machine, confined to its cores by affinity and to its memory by a cgroup
 * where one can be made. Aborting the signal ends the whole tree and keeps what was measured.
 */
export async function runProcess(
  python: string,
  request: ProcessRequest,
  signal: AbortSignal,
): Promise<StepRun> {
  const result = await meter(python, { ...request, ...SAMPLING }, signal)
  if ('startError' in result) return neverStarted({ fault: 'engine', detail: result.startError })
  if ('neverBegan' in result) return neverStarted({ fault: 'machine', detail: METER_LOST })
  if ('unknownAfterMs' in result) return endUnknown(result)
  if ('meterLost' in result) return { ...unmeteredStep(result), unknown: 'figures' }
  return toStepRun(result, request.memoryBytes)
}

/**
 * What the meter saw, as every runner tells it.
 *
 * @param noQuota why nothing is known of time that it was throttled for
 */
export function toStepRun(result: Metered, memoryBytes: number | null, noQuota = NO_QUOTA): StepRun {
  const noCgroup = { value: null, reason: result.cgroupReason ?? '' }
  return {
    ...endingOf(result),
    startedAtMs: result.startedNs / 1e6,
    limitsEnforced: result.cgroup === 'none' && memoryBytes !== null ? noCgroup : true,
    parts: [processPart(result.cgroup, { ...measuresOf(result), throttledSeconds: unmeasured(noQuota) })],
  }
}

export const METER_LOST = 'the meter was killed'

/** What is known of a command whose meter was killed. */
export const unmeteredStep = ({ exitCode, signal, stoppedByTool, leftoversEnded, wallMs }: Lost): StepRun =>
  ranStep({
    exitCode,
    signal,
    stopped: stoppedByTool,
    leftoversEnded,
    limitsEnforced: { value: null, reason: METER_LOST },
    parts: [unmeasuredPart(METER_LOST, wallMs)],
  })

/** What is known of a command whose meter was killed with its keeper; the signal is theirs. */
export const endUnknown = ({ unknownAfterMs }: EndUnknown): StepRun =>
  ranStep({
    unknown: 'end',
    signal: constants.signals.SIGKILL,
    limitsEnforced: { value: null, reason: METER_LOST },
    parts: [unmeasuredPart(METER_LOST, unknownAfterMs)],
  })

/** A command's process tree of which only its time is known, in milliseconds. */
export const unmeasuredPart = (reason: string, workMs: number): Part =>
  processPart('none', { initMs: unmeasured(SILENT), workMs, ...noUsageHere(reason) })

/** A command's process tree as the only part of its step. */
const processPart = (cgroup: Host['cgroup'], measures: Measures): Part => ({
  name: 'process',
  scope: 'whole',
  host: describeHost(cgroup),
  measures: { ...NOT_CONTAINED, ...measures },
})
