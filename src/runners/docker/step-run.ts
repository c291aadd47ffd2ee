import { othersPercent } from '../../machine/core-time.ts'
import { describeHost } from '../../machine/host.ts'
import type { Measures } from '../../model/measures/combine.ts'
import { unmeasured } from '../../model/measures/measure.ts'
import type { Part } from '../../model/record/schema.ts'
import { noUsageHere } from '../../model/record/usage.ts'
import { ranStep, type StepRun } from '../../trial/step-run.ts'
import { endingOf, measuresOf, SILENT } from '../meter/measures.ts'
import type { Metered } from '../meter/meter.ts'
import type { Look, Seen } from './cgroup-watcher.ts'
import type { Daemon } from './connect.ts'
import type { Ended } from './container.ts'

/** What is known of a container that has ended, whoever measured it. */
export interface RunFacts {
  ended: Ended
  stopped: boolean
  /** When its creation was asked for, by the kernel's monotonic clock and by the wall's. */
  createdNs: bigint
  createdAt: number
  daemon: Pick<Daemon, 'cgroup' | 'limitsMemory'>
}

/** As the meter inside saw it. */
export function meteredRun(facts: RunFacts, result: Metered): StepRun {
  return {
    ...endOf(facts),
    ...endingOf(result),
    ...(isOneClock(facts, result.startedNs) && { startedAtMs: result.startedNs / 1e6 }),
    stopped: facts.stopped || result.stoppedByTool,
    oomKills: result.oomKills ?? oomKillsOf(facts),
    parts: [partOf(facts, { startMs: startOf(facts, result.startedNs), ...measuresOf(result) })],
  }
}

/**
 * As it looked from outside, and as the daemon tells it: what only the inside knows is null.
 *
 * @param look null where the meter inside was to measure it, and left no result
 */
export function unmeteredRun(facts: RunFacts, look: Look | null): StepRun {
  const { ended, createdAt } = facts
  const { seen, readyAt = null } = look ?? {}
  const initMs = readyAt === null ? null : Math.max(0, readyAt - ended.startedAt)
  const ofDisk = unmeasured(look ? NO_METER : METER_LOST)
  const measures: Measures = {
    startMs: Math.max(0, ended.startedAt - createdAt),
    initMs: initMs ?? unmeasured(look?.obstacle ?? SILENT),
    workMs: Math.max(0, ended.finishedAt - ended.startedAt - (initMs ?? 0)),
    ...(seen ? seenMeasures(seen) : noUsageHere(look ? unseenReason(ended, look) : METER_LOST)),
    readBytes: ofDisk,
    writtenBytes: ofDisk,
  }
  return {
    ...endOf(facts),
    exitCode: ended.exitCode,
    startedAtMs: Number(facts.createdNs) / 1e6 + ended.startedAt - createdAt,
    samples: seen?.samples ?? [],
    parts: [partOf(facts, measures)],
  }
}

const partOf = ({ daemon }: RunFacts, measures: Measures): Part => ({
  name: 'container',
  scope: 'whole',
  host: describeHost(daemon.cgroup),
  measures,
})

const NO_METER = 'the image has no Python 3.9 or newer for the meter inside it'
const NOT_VISIBLE = `${NO_METER}, and the container cannot be measured from outside on this machine`
const TOO_SHORT = `${NO_METER}, and the container ended before the first sample from outside`
const NOTICE_MS = 200
const METER_LOST = 'the meter was killed with the container'

/** Of a daemon that cannot limit memory. */
export const NO_LIMITS = { value: null, reason: "the daemon's kernel cannot limit memory" }

const endOf = (facts: RunFacts): StepRun =>
  ranStep({
    stopped: facts.stopped,
    oomKills: oomKillsOf(facts),
    limitsEnforced: facts.daemon.limitsMemory || NO_LIMITS,
  })

/** The daemon knows whether, not how often. */
const oomKillsOf = ({ ended }: RunFacts): number => (ended.isOomKilled ? 1 : 0)

/** By the kernel's clock, else by the daemon's account. */
function startOf(facts: RunFacts, startedNs: number): number {
  const { createdNs, createdAt, ended } = facts
  return isOneClock(facts, startedNs)
    ? (startedNs - Number(createdNs)) / 1e6
    : Math.max(0, ended.startedAt - createdAt)
}

/** Whether the meter's clock is this kernel's, as it is unless the daemon runs in a virtual machine. */
function isOneClock({ createdNs, createdAt, ended }: RunFacts, startedNs: number): boolean {
  const since = (startedNs - Number(createdNs)) / 1e6
  return since >= 0 && since <= ended.finishedAt - createdAt + 1000
}

function seenMeasures({ cores, samples: _, ...seen }: Seen): Measures {
  return {
    ...seen,
    othersPercent: othersPercent(cores, seen.cpuSeconds),
    peakKernelBytes: seen.peakKernelBytes ?? unmeasured('the kernel does not record a peak'),
    throttledSeconds: seen.throttledSeconds ?? unmeasured('the kernel does not count it'),
  }
}

/** The daemon reports an end a moment after it came. */
function unseenReason({ finishedAt }: Ended, { lookedAt, obstacle }: Look): string {
  if (obstacle !== null) return `${NO_METER}; from outside, ${obstacle}`
  return lookedAt === null || finishedAt - lookedAt < NOTICE_MS ? TOO_SHORT : NOT_VISIBLE
}
