import { join } from 'node:path'
import type { Context } from '../../context.ts'
import { readEnd } from '../../files/excerpt.ts'
import { orNull } from '../../model/measures/measure.ts'
import { deploymentOf } from '../../model/record/deployment.ts'
import type { Attempt } from '../../need/attempt.ts'
import { shortfallOf } from '../../need/shortfall.ts'
import { binaryBytes, resultsFolder } from '../../plan/plan.ts'
import type { PreparedEngine } from '../engine/engine.ts'
import { type MeasuredTrial, measureTrial } from '../trial/measure-trial.ts'
import { removeOutput } from '../trial/output.ts'
import type { ReadyComparison, RunSetup } from '../trial/setup.ts'
import { differenceFrom } from './same-output.ts'

/** A run with less memory, of an engine that succeeded with the most. */
export interface LessMemory {
  ready: ReadyComparison
  setup: RunSetup
  engine: PreparedEngine
  reference: MeasuredTrial
  memoryBytes: number
  /** Position among all runs of the search, from 1. */
  order: number
  /** Which of its engine's runs with so much memory, from 1. */
  number: number
  /** Folder of the search. */
  folder: string
}

/** Too little memory makes a program slow before it fails: more than this many times as long counts as a failure. */
const MOST_TIMES = 10
const LEAST_TIMEOUT_SECONDS = 60

/**
 * Runs an engine once with so much memory, and says whether it did what it does with the most.
 *
 * @returns a text where the run says nothing of memory: why
 */
export async function runWith(less: LessMemory, context: Context): Promise<Attempt | string> {
  const { engine, setup, order, memoryBytes, number, reference } = less
  const place = join('less', engine.name, `${binaryBytes(memoryBytes)}-${number}`)
  const folder = join(less.folder, place)
  const ready = withLess(less)
  const measured = await measureTrial({ ready, setup, engine, block: 1, order, number: 1, folder }, context)
  const { outcome, reason, limitsEnforced } = measured.trial
  if (context.signal.aborted) return 'it was interrupted'
  if (outcome === 'cancelled' || outcome === 'not-started') return reason ?? outcome
  if (limitsEnforced !== true) return limitsEnforced.reason
  const difference =
    outcome === 'ok' ? await differenceFrom(reference, measured, ready.plan.job, context.signal) : null
  await removeOutput(folder, context.terminal.note)
  return attemptOf(measured, memoryBytes, difference, place)
}

/**
 * @param difference what its output has otherwise than with the most memory; null where it is the same data
 * @param place its folder, from that of the search
 */
export async function attemptOf(
  { trial, folder }: MeasuredTrial,
  memoryBytes: number,
  difference: string | null,
  place: string,
): Promise<Attempt> {
  const { engine, outcome, measures } = trial
  const shortfall = shortfallOf(trial, await readEnd(join(folder, 'log.txt')), difference)
  const deployment = deploymentOf(trial)
  return { engine, memoryBytes, outcome, shortfall, measures, deployment, folder: place }
}

function withLess({ ready, reference, memoryBytes }: LessMemory): ReadyComparison {
  const { plan } = ready
  const { job } = plan
  const totalMs = orNull(reference.trial.measures.totalMs)
  // A service has none: it is asked as long as ever, within its own limits of time.
  const timeoutSeconds =
    totalMs === null
      ? job.timeoutSeconds
      : Math.min(
          job.timeoutSeconds,
          Math.max(LEAST_TIMEOUT_SECONDS, Math.ceil((MOST_TIMES * totalMs) / 1000)),
        )
  const limits = { ...plan.limits, memoryBytes }
  const folder = resultsFolder(job.name, plan.size, limits)
  return { ...ready, plan: { ...plan, job: { ...job, timeoutSeconds }, limits, folder } }
}
