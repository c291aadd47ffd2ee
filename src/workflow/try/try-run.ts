import { rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Context } from '../../context.ts'
import { lockOut } from '../../files/out-lock.ts'
import { checkApart } from '../../inputs/resolve.ts'
import { announceMeasuring } from '../../machine/measuring.ts'
import type { RunRecord } from '../../model/record/schema.ts'
import { minuteText, printable } from '../../text/text.ts'
import { type Beginning, runComparison } from '../comparison.ts'
import type { PreparedEngine } from '../engine/engine.ts'
import { NOTHING, type Restored, restoreTrials } from '../results/restore.ts'
import { baselineChange } from '../results/same-run.ts'
import { beginUnfinished, readPlan, TRIAL_FILE } from '../results/unfinished.ts'
import { codeDoubts, runSetup } from '../run/execute-run.ts'
import { noteOnce, planRun, type RunRequest } from '../run/plan-run.ts'
import { prepareComparisons } from '../run/prepare-comparisons.ts'
import type { ReadyComparison } from '../trial/setup.ts'
import { changedSince, type States, statesOf } from './await-change.ts'

/** What is tried, as it is asked for. */
export interface TryRequest
  extends Omit<RunRequest, 'trials' | 'cold' | 'ledger' | 'keepOutputs' | 'resume'> {
  /** Whether the baseline runs, whatever is stored. */
  fresh: boolean
}

/** One candidate's run compared with the baseline's output. */
export interface Tried {
  record: RunRecord
  /** Where outputs, logs and differing rows lie. */
  folder: string
  /** When the baseline ran whose output was used again; null where it ran now. */
  baselineFrom: string | null
}

/** What was tried, and the files that a change of may make another. */
export interface Trying {
  tried: Tried[]
  /** The configuration, and the engines' code, as they were when it began. */
  sources: States
}

/** Where tries lie, apart from results: theirs are no measurements. */
const TRIES = 'try'

/**
 * Runs each candidate once and compares its output with the baseline's. The baseline runs only if it, its input or its
 * limits changed since its output was stored. Nothing waits for a quiet machine, and no record is kept.
 */
export async function tryRun(request: TryRequest, outer: Context): Promise<Trying> {
  const context: Context = { ...outer, quiet: async () => null }
  const out = resolve(request.out, TRIES)
  const whole = { ...request, trials: 1, cold: false, keepOutputs: true, resume: false }
  const planned = await planRun(whole, context)
  using measuring = await announceMeasuring()
  const { path, folder } = planned.loaded
  const plans = planned.plans.map(({ job: { queries, ...job }, ...plan }) => ({ ...plan, job }))
  const ready = await prepareComparisons(plans, { ...whole, out }, planned.loaded, context)
  const setup = await runSetup(planned, measuring, context)
  noteOnce(ready.flatMap(codeDoubts), context)
  for (const { plan, input } of ready) checkApart(plan.job.name, input, out)
  const sources = await statesOf([path, ...ready.flatMap(({ engines }) => filesOf(engines, folder))])
  await using _lock = await lockOut(out)
  const tried: Tried[] = []
  for (const comparison of ready) {
    if (context.signal.aborted) break
    const { id, from, ...beginning } = await beginTry(comparison, request, context)
    const record = await runComparison({ ...comparison, id }, setup, beginning, context)
    // Code that was edited during its run is not the code that is stored with its output.
    const own = filesOf(
      comparison.engines.filter(({ role }) => role === 'baseline'),
      folder,
    )
    if (await changedSince(new Map([...sources].filter(([file]) => own.includes(file)))))
      await rm(join(beginning.folder, comparison.plan.job.baseline, '1', TRIAL_FILE), { force: true })
    tried.push({ record, folder: beginning.folder, baselineFrom: from })
  }
  return { tried, sources }
}

const filesOf = (engines: readonly PreparedEngine[], folder: string): string[] =>
  engines.flatMap(({ files }) => files.map((file) => resolve(folder, file)))

/** Uses the baseline's output again, unless something that it depends on has changed. */
async function beginTry(
  ready: ReadyComparison,
  { fresh }: TryRequest,
  { terminal: { note }, signal, now }: Context,
): Promise<Beginning & { id: string; from: string | null }> {
  const folder = ready.results
  const before = fresh ? undefined : await readPlan(folder)
  const changed = before && baselineChange(before.of, ready)
  if (changed !== undefined) note(`  ${printable(changed)} changed, so ${ready.plan.job.baseline} runs again`)
  const restored =
    before && changed === undefined ? await restoreBaseline(folder, before.id, ready, signal) : NOTHING
  if (before && restored.size > 0) {
    note(`  The output of ${ready.plan.job.baseline} is of ${minuteText(before.begun)} UTC`)
    return { folder, restored, id: before.id, from: before.begun }
  }
  await beginUnfinished(folder, ready, now())
  return { folder, restored: NOTHING, id: ready.id, from: null }
}

/** The baseline's trial, if it succeeded: what made it fail may be gone. */
async function restoreBaseline(
  folder: string,
  run: string,
  ready: ReadyComparison,
  signal: AbortSignal,
): Promise<Restored> {
  const plan = { ...ready.plan, blocks: [[ready.plan.job.baseline]] }
  const restored = await restoreTrials(folder, run, { ...ready, plan }, signal)
  return [...restored.values()].every(({ trial }) => trial.outcome === 'ok') ? restored : NOTHING
}
