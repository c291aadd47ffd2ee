import type { Outcome } from '../model/record/schema.ts'
import { formatDuration } from '../model/units/duration.ts'
import { printable } from '../text/text.ts'
import { endingSignal } from './ending-signals.ts'
import { javaMemoryProblem } from './java-memory.ts'
import { elapsedMs, type StepRun } from './step-run.ts'

/** How a step ended, and why, in one sentence; no reason where all is well. */
export interface Ending {
  outcome: Outcome
  reason: string | null
}

const SIGKILL = 9

/** Of what nobody measures. */
export const NO_LIMITS: EndingLimits = { memoryBytes: null, diskBytes: null, timeoutSeconds: 0 }

/** What is known of a step from itself. */
interface Said {
  logEnd?: string
  unsupported?: string | undefined
}

/** Null where nothing is limited. */
interface EndingLimits {
  memoryBytes: number | null
  diskBytes: number | null
  timeoutSeconds: number
}

/**
 * Tells the outcomes of a step apart. The kernel's own count of kills decides about memory, never an exit code:
 * Spark's Python driver exits with 1 when only its JVM was killed. What somebody else ended is cancelled, whoever it was: how
 * long it had run tells a judge what that means. A step that ends well although it was asked to stop has done its work.
 *
 * @param asked the signals by which it was asked to end, in their order
 * @param said what it printed last, where a JVM names its own limits, and the call that it said it lacks
 */
export function stepEnding(
  run: StepRun,
  limits: EndingLimits,
  asked: readonly string[],
  said: Said = {},
): Ending {
  const { mishap } = run
  const ending = ownEnding(run, limits, asked, said)
  if (mishap === undefined || ending.outcome === 'ok' || ending.outcome === 'cancelled') return ending
  return { ...ending, reason: ending.reason === null ? mishap : `${ending.reason}; ${mishap}` }
}

function ownEnding(
  run: StepRun,
  limits: EndingLimits,
  asked: readonly string[],
  { logEnd = '', unsupported }: Said,
): Ending {
  const last = asked.at(-1)
  if (run.notStarted && last !== undefined) return neverBegan(last)
  if (run.notStarted) {
    const outcome = run.notStarted.fault === 'engine' ? 'failed' : 'not-started'
    return { outcome, reason: `could not be started: ${run.notStarted.detail}` }
  }
  const cut = cutShort(run, limits, last)
  if (cut) return cut
  const spoilt = spoiltBy(run)
  if (spoilt !== undefined) return { outcome: 'failed', reason: spoilt }
  if (run.exitCode === 0) return { outcome: 'ok', reason: null }
  if (run.oomKills) return { outcome: 'oom', reason: outOfMemory(limits.memoryBytes) }
  if (unsupported !== undefined && run.exitCode !== null)
    return { outcome: 'unsupported', reason: printable(unsupported) }
  const java = javaMemoryProblem(logEnd)
  if (java) return { outcome: 'failed', reason: `${exitReason(run)}. ${java}` }
  const sender = endingSignal(run.signal) ?? last
  if (sender === undefined) return { outcome: 'failed', reason: exitReason(run) }
  return { outcome: 'cancelled', reason: `stopped by ${sender} after ${elapsed(run)} (${exitReason(run)})` }
}

/** How one ended that the tool stopped, or that had more on disk than it may when it had ended. */
function cutShort(run: StepRun, limits: EndingLimits, last: string | undefined): Ending | undefined {
  if (run.stopped && last !== undefined)
    return { outcome: 'cancelled', reason: `stopped by ${last} after ${elapsed(run)}` }
  if (run.takenAway !== undefined)
    return { outcome: 'cancelled', reason: `taken away after ${elapsed(run)}: ${printable(run.takenAway)}` }
  if (run.isLost) return { outcome: 'failed', reason: null }
  if (run.isOverDisk) return { outcome: 'disk-limit', reason: outOfDisk(limits.diskBytes ?? 0) }
  return run.stopped
    ? { outcome: 'timeout', reason: `took longer than ${formatDuration(limits.timeoutSeconds)}` }
    : undefined
}

/** One that was not begun any more. */
export const neverBegan = (asked: string): Ending => ({
  outcome: 'cancelled',
  reason: `stopped by ${asked} before it started`,
})

function elapsed(run: StepRun): string {
  const milliseconds = elapsedMs(run)
  return milliseconds === null ? 'an unknown time' : formatDuration(milliseconds / 1000)
}

/** What makes the figures or the output of a step unusable, though it may have exited with 0. */
function spoiltBy({ unknown, exitCode, leftoversEnded }: StepRun): string | undefined {
  if (unknown) return METER_KILLED[unknown]
  return exitCode === 0 && leftoversEnded > 0 ? leftRunning(leftoversEnded) : undefined
}

const METER_KILLED = {
  figures: 'its meter was killed, so its figures are unknown',
  end: 'its meter was killed, so how it ended is unknown',
}

const leftRunning = (processes: number): string =>
  `exited with 0, but left ${processes} ${processes === 1 ? 'process' : 'processes'} running, which had to be stopped`

function outOfMemory(memoryBytes: number | null): string {
  if (memoryBytes === null) return 'the kernel killed it because memory ran out'
  return `the kernel killed it: it needed more than its ${mebibytes(memoryBytes)} of memory`
}

const outOfDisk = (diskBytes: number): string =>
  `its output and temporary files took more than its ${mebibytes(diskBytes)} of disk`

const mebibytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20).toLocaleString('en')} MiB`

function exitReason({ exitCode, signal, oomKills }: StepRun): string {
  if (signal === null) return `exited with ${exitCode}`
  const hint =
    signal === SIGKILL && oomKills === null
      ? ' (memory may have run out: without a cgroup, this is unknown)'
      : ''
  return `was killed by signal ${signal}${hint}`
}
