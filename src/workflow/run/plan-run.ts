import type { Context } from '../../context.ts'
import { UserError } from '../../errors.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { allowedCpus } from '../../machine/host.ts'
import { placeholderDoubts } from '../../plan/placeholder-doubts.ts'
import { type PlannedComparison, trialCount } from '../../plan/plan.ts'
import { runHere } from '../../runners/choose.ts'
import { expectedBytes } from '../input/prepare-input.ts'
import { checkCold, checkLimits, clusterDoubts } from '../plan/limits.ts'
import { type LoadedConfig, noteConfigAbove, requireConfig } from '../plan/load-config.ts'
import { makePlan, type PlanRequest } from '../plan/make-plan.ts'
import { createPacer, type Pacer } from '../plan/pacer.ts'
import { readTimings } from '../plan/timings.ts'
import { openRunLedger } from '../record/keep-run.ts'
import { isPlausible } from '../record/run-record.ts'

/** A run as it is asked for. */
export interface RunRequest extends PlanRequest {
  /** As it was named; undefined: the project's. */
  config?: string
  cold: boolean
  out: string
  /** Where records are kept besides the results. */
  ledger?: string
  keepOutputs: boolean
  resume: boolean
}

/** What is to be run, before anything was brought here. */
export interface PlannedRun {
  request: RunRequest
  loaded: LoadedConfig
  plans: PlannedComparison[]
  ledger: Ledger | null
  cpus: number[]
  pacer: Pacer
}

/** @throws UserError where it can be known now that the run would stop */
export async function planRun(request: RunRequest, context: Context): Promise<PlannedRun> {
  if (!isPlausible(context.now()))
    throw new UserError('clockImplausible', { now: context.now().toISOString() })
  const loaded = await requireConfig(request.config)
  noteConfigAbove(loaded, context)
  const plans = makePlan(request, loaded, context)
  const ledger = request.ledger === undefined ? null : openRunLedger(request.ledger, context.signal)
  await ledger?.place()
  const cpus = await allowedCpus()
  if (plans.some(({ runners }) => runHere(runners))) checkLimits(loaded, cpus.length)
  if (request.cold) checkCold(plans)
  const pacer = await makePacer(request, loaded, plans, context.signal)
  const doubts = plans.flatMap(({ job, engines }) => placeholderDoubts(job, engines))
  noteOnce(
    [...doubts.map((doubt) => `${loaded.shown}: ${doubt}`), ...clusterDoubts(plans, cpus.length)],
    context,
  )
  return { request, loaded, plans, ledger, cpus, pacer }
}

async function makePacer(
  { input }: RunRequest,
  { folder, path }: LoadedConfig,
  plans: readonly PlannedComparison[],
  signal: AbortSignal,
): Promise<Pacer> {
  const sizes = new Map<string, number | undefined>()
  for (const plan of plans)
    sizes.set(plan.folder, await expectedBytes({ ...plan, given: input }, folder, signal))
  return createPacer(trialCount(plans), path, (plan) => sizes.get(plan.folder), await readTimings())
}

/** What several sizes and limits share is said once. */
export function noteOnce(doubts: readonly string[], { terminal }: Context): void {
  for (const doubt of new Set(doubts)) terminal.note(`– ${doubt}`)
}
