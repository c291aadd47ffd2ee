import { realpath } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Context } from '../../context.ts'
import type { PlannedComparison } from '../../plan/plan.ts'
import { stepsOnRunners } from '../../runners/choose.ts'
import { RUNNERS } from '../../runners/registry.ts'
import type { Ready, Runner, Surroundings } from '../../runners/runner.ts'
import { showStep } from '../../terminal/progress.ts'
import { type PreparedEngine, prepareEngine } from '../engine/engine.ts'
import { prepareInput } from '../input/prepare-input.ts'
import { findDeltaReader, lakeAccess } from '../plan/lakes.ts'
import type { LoadedConfig } from '../plan/load-config.ts'
import { newRunId } from '../record/run-record.ts'
import { type ReadyQueries, readQueries } from '../trial/read-queries.ts'
import { readService } from '../trial/service.ts'
import type { ReadyComparison } from '../trial/setup.ts'

/**
 * Whatever fails because files or programs are missing fails here, before the first trial.
 *
 * @param paths the input and the folder of results of the command line
 */
export async function prepareComparisons(
  plans: readonly PlannedComparison[],
  { input: given, out }: { input?: string; out: string },
  loaded: LoadedConfig,
  context: Context,
): Promise<ReadyComparison[]> {
  const around = { folder: loaded.folder, env: context.env }
  const services = await Promise.all(plans.map((plan) => readService(plan, around.folder)))
  const runners = await prepareRunners(plans, around, context)
  const lakes = lakeAccess(loaded, context.env)
  const ready: ReadyComparison[] = []
  for (const [index, plan] of plans.entries()) {
    const engines = await prepareEngines(plan, around, runners, context)
    const input = await prepareInput({ ...plan, given }, around.folder, context)
    for (const step of engines.flatMap(({ steps }) => steps)) await step.checkInput(input)
    const results = await resultsFolder(join(resolve(out), plan.folder))
    const queries = await prepareQueries(plan, around, runners)
    const service = services[index] ?? null
    ready.push({ id: newRunId(context.now()), plan, engines, input, results, lakes, queries, service })
  }
  // Environments of projects are set up by now.
  await findDeltaReader(
    plans.map(({ job }) => job),
    loaded,
    lakes,
  )
  return ready
}

/** Behind a link, since what is written next to it must be on the same disk. */
const resultsFolder = (path: string): Promise<string> => realpath(path).catch(() => path)

/** Makes each runner that a run's plan needs ready once, with all of its steps. */
async function prepareRunners(
  plans: readonly PlannedComparison[],
  around: Surroundings,
  context: Context,
): Promise<Map<Runner, Ready>> {
  const planned = plans.flatMap(({ job, engines, runners, queryRunners }) => [
    ...engines.flatMap((engine) => stepsOnRunners(engine, runners[engine.name])),
    ...(job.queries?.engines ?? []).flatMap((engine) => stepsOnRunners(engine, queryRunners[engine.name])),
  ])
  const ready = new Map<Runner, Ready>()
  for (const runner of RUNNERS) {
    const steps = planned.filter((each) => each.runner === runner).map(({ step }) => step)
    if (steps.length > 0) ready.set(runner, await runner.prepare(steps, around, context))
  }
  return ready
}

function prepareEngines(
  plan: PlannedComparison,
  around: Surroundings,
  runners: ReadonlyMap<Runner, Ready>,
  { terminal }: Context,
): Promise<PreparedEngine[]> {
  const title = `${plan.job.name} · set up ${plan.engines.map(({ name }) => name).join(', ')}`
  return showStep(terminal, title, undefined, async () => {
    const prepared: PreparedEngine[] = []
    for (const engine of plan.engines) prepared.push(await prepareEngine(plan, engine, around, runners))
    return prepared
  })
}

/** A job's queries, and what runs them. */
async function prepareQueries(
  plan: PlannedComparison,
  around: Surroundings,
  runners: ReadonlyMap<Runner, Ready>,
): Promise<ReadyQueries | null> {
  const { name, queries } = plan.job
  if (!queries) return null
  const engines: PreparedEngine[] = []
  for (const engine of queries.engines)
    engines.push(await prepareEngine({ ...plan, runners: plan.queryRunners }, engine, around, runners))
  return { queries: await readQueries(name, queries, around.folder), engines }
}
