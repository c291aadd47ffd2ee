import type { Measures } from '../../model/measures/combine.ts'
import { unmeasured } from '../../model/measures/measure.ts'
import type { Host, Part } from '../../model/record/schema.ts'
import { noUsageHere } from '../../model/record/usage.ts'
import { ranStep, type StepRun } from '../../trial/step-run.ts'
import { endingOf, measuresOf, SILENT } from '../meter/measures.ts'
import type { Metered } from '../meter/meter.ts'
import type { PodFacts } from './timeline.ts'

/** What is known of a pod that has ended, whoever measured it. */
export interface PodRun {
  facts: PodFacts
  /** Whether the tool asked it to end. */
  stopped: boolean
  /** Of its node. */
  host: Host
}

/** As the meter inside saw it. */
export function meteredRun(run: PodRun, result: Metered): StepRun {
  const started = startedAt(run.facts, result.startedAtMs)
  return {
    ...endOf(run),
    ...endingOf(result),
    // Its node may have asked it to end, whatever the tool did.
    stopped: run.stopped,
    parts: [partOf(run, started, { ...measuresOf(result) }, result.cgroup)],
  }
}

/**
 * As it looked from outside, and as its node told it a moment later.
 *
 * @param reason why nothing was measured inside
 */
export function unmeteredRun(run: PodRun, reason: string): StepRun {
  const { running, ended } = run.facts.times
  const started = running ?? ended ?? 0
  const measures = {
    initMs: unmeasured(SILENT),
    workMs: Math.max(0, (ended ?? started) - started),
    ...noUsageHere(reason),
  }
  return {
    ...endOf(run),
    exitCode: run.facts.exit?.exitCode ?? null,
    parts: [partOf(run, started, measures, 'none')],
  }
}

export const NO_METER = 'the image has no Python 3.9 or newer for the meter inside it'
export const METER_LOST = 'the meter was killed with its pod'

function endOf({ facts: { exit, takenAway }, stopped }: PodRun): StepRun {
  return ranStep({
    stopped,
    oomKills: exit?.reason === 'OOMKilled' ? 1 : 0,
    ...(takenAway !== null && !stopped && { takenAway }),
  })
}

function partOf({ facts, host }: PodRun, started: number, measures: Measures, cgroup: Host['cgroup']): Part {
  const { pull, times } = facts
  const asked = times.asked ?? started
  const scheduleMs = Math.max(0, (times.scheduled ?? asked) - asked)
  return {
    name: 'pod',
    scope: 'whole',
    host: { ...host, cgroup },
    measures: {
      ...(pull && {
        pullMs: pull.milliseconds,
        pulledBytes: unmeasured(NOT_TOLD),
      }),
      scheduleMs,
      startMs: Math.max(0, started - asked - (pull?.milliseconds ?? 0)),
      ...measures,
    },
  }
}

const NOT_TOLD = "a node tells an image's size, not what of it it lacked"

/** How far clocks of two machines may be apart. */
const SKEW_MS = 1000

/** By the node's clock where it agrees with this one; else as it was seen from here, which is up to a second late. */
function startedAt({ times: { asked = 0, running, ended } }: PodFacts, byNode: number): number {
  const seen = running ?? ended ?? byNode
  return byNode >= asked - SKEW_MS && byNode <= seen + SKEW_MS ? byNode : seen
}
