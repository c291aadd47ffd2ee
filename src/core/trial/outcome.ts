import type { Outcome } from '../record/schema.ts'
import { formatDuration } from '../units/duration.ts'
import { javaMemoryProblem } from './java-memory.ts'
import type { StepRun } from './step-run.ts'

/** How a step ended, and why, in one sentence; no reason where all is well. */
export interface Ending {
  outcome: Outcome
  reason: string | null
}

const SIGKILL = 9

/**
 * Tells the outcomes of a step apart. The kernel's own count of kills decides about memory, never an exit code:
 * Spark's Python driver exits with 1 when only its JVM was killed.
 *
 * @param logEnd the last lines the step printed, in which a JVM names its own limits
 */
export function stepEnding(
  run: StepRun,
  limits: { memoryBytes: number | null; timeoutSeconds: number },
  cancelled: boolean,
  logEnd = '',
): Ending {
  if (run.notStarted && cancelled) return { outcome: 'cancelled', reason: 'interrupted' }
  if (run.notStarted) {
    const outcome = run.notStarted.fault === 'engine' ? 'failed' : 'not-started'
    return { outcome, reason: `could not be started: ${run.notStarted.detail}` }
  }
  if (run.stopped) {
    return cancelled
      ? { outcome: 'cancelled', reason: 'interrupted' }
      : { outcome: 'timeout', reason: `took longer than ${formatDuration(limits.timeoutSeconds)}` }
  }
  if (run.exitCode === 0 && run.leftoversEnded > 0)
    return { outcome: 'failed', reason: leftRunning(run.leftoversEnded) }
  if (run.exitCode === 0) return { outcome: 'ok', reason: null }
  if (run.oomKills) return { outcome: 'oom', reason: outOfMemory(limits.memoryBytes) }
  const java = javaMemoryProblem(logEnd)
  return { outcome: 'failed', reason: java ? `${exitReason(run)}. ${java}` : exitReason(run) }
}

const leftRunning = (processes: number): string =>
  `exited with 0, but left ${processes} ${processes === 1 ? 'process' : 'processes'} running, which had to be ended`

function outOfMemory(memoryBytes: number | null): string {
  if (memoryBytes === null) return 'the kernel killed it for want of memory'
  return `the kernel killed it: it needed more than its ${Math.round(memoryBytes / 2 ** 20).toLocaleString('en')} MiB of memory`
}

function exitReason({ exitCode, signal, oomKills }: StepRun): string {
  if (signal === null) return `exited with ${exitCode}`
  const hint =
    signal === SIGKILL && oomKills === null
      ? ' (perhaps for want of memory: without a cgroup nothing tells)'
      : ''
  return `was killed by signal ${signal}${hint}`
}
