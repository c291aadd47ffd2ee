import { join, resolve } from 'node:path'
import { type LoadedConfig, loadConfig } from '../../adapters/config.ts'
import { checkInside } from '../../adapters/docker/inside.ts'
import { writeAtomically } from '../../adapters/files/write-atomically.ts'
import { currentCommit } from '../../adapters/git.ts'
import { checkApart } from '../../adapters/input/resolve.ts'
import { allowedCpus } from '../../adapters/machine/host.ts'
import { findPython } from '../../adapters/meter/python.ts'
import { lockOut } from '../../adapters/out-lock.ts'
import { sweepScratch } from '../../adapters/scratch.ts'
import { readTimings } from '../../adapters/timings.ts'
import { verifiedMeters } from '../../adapters/verification.ts'
import type { Context, ExitCode } from '../../context.ts'
import { comparisonTable } from '../../core/comparison/table.ts'
import { defaultKey } from '../../core/plan/key.ts'
import { placeholderDoubts } from '../../core/plan/placeholder-doubts.ts'
import { type PlannedComparison, planComparisons, trialCount } from '../../core/plan/plan.ts'
import type { RunnerChoice } from '../../core/plan/runner.ts'
import type { RunRecord } from '../../core/record/schema.ts'
import { jsonText } from '../../core/text.ts'
import { sizeBytes } from '../../core/units/size.ts'
import { UserError } from '../../errors.ts'
import { showStep } from '../progress.ts'
import { currentEvent } from '../record/event.ts'
import { requireLabels } from '../record/labels.ts'
import { runComparison } from './comparison.ts'
import { type PreparedEngine, prepareEngine, type Surroundings } from './engine.ts'
import { exitCodeOf, type FailOn } from './exit-code.ts'
import { prepareImages } from './images.ts'
import { expectedBytes, prepareInput } from './inputs.ts'
import { checkCold, checkLimits } from './limits.ts'
import { createPacer, type Pacer } from './pacer.ts'
import { describePlan, heading } from './plan-text.ts'
import { newRunId } from './record.ts'
import { selectEngines, selectJobs, selectRunners } from './select.ts'
import type { ReadyComparison, RunSetup } from './setup.ts'

export interface RunOptions {
  jobs: string[]
  config: string
  input?: string
  engines?: string[]
  size?: string
  key?: string
  trials: number
  runner: RunnerChoice
  cold: boolean
  out: string
  keepOutputs: boolean
  failOn: FailOn
  json: boolean
}

/** Runs the jobs' engines side by side, compares their outputs, and writes one record a comparison. */
export async function run(options: RunOptions, context: Context): Promise<ExitCode> {
  const loaded = await loadConfig(options.config)
  const plans = makePlan(options, loaded, context)
  const cpus = await allowedCpus()
  checkLimits(loaded, cpus.length)
  if (options.cold) checkCold(plans)
  const pacer = await makePacer(options, loaded, plans)
  for (const doubt of new Set(plans.flatMap(({ job, engines }) => placeholderDoubts(job, engines))))
    context.terminal.note(`– ${options.config}: ${doubt}`)
  for (const line of describePlan(plans, pacer)) context.terminal.note(line)
  await sweepScratch()
  const images = await prepareImages(plans, loaded.folder, context)
  const setup: RunSetup = {
    out: resolve(options.out),
    keepOutputs: options.keepOutputs,
    executors: { python: await findPython(), daemon: images.daemon },
    verified: await verifiedMeters(images.daemon?.version ?? null),
    isCold: options.cold,
    cpus,
    commit: await currentCommit(loaded.folder),
    event: await currentEvent(context, 'manual'),
    pacer,
  }
  const around = { folder: loaded.folder, env: definedOf(context.env), images }
  const ready = await prepareAll(plans, options, around, context)
  for (const { plan, input } of ready) checkApart(plan.job.name, input, setup.out)
  await using _lock = await lockOut(setup.out)
  const records: RunRecord[] = []
  for (const comparison of ready) {
    if (context.signal.aborted) break
    records.push(await finish(comparison, setup, options, context))
  }
  await pacer.save()
  if (!options.json && records.some(({ parity }) => parity.passes))
    context.terminal.print(`\n${nextSteps(options.out)}`)
  if (options.json) context.terminal.print(jsonText({ records }, 2))
  return context.signal.aborted ? 130 : exitCodeOf(records, options.failOn)
}

function makePlan(
  options: RunOptions,
  { config, path }: LoadedConfig,
  context: Context,
): PlannedComparison[] {
  requireLabels({ '--key': options.key, '--size': options.size })
  const jobs = selectJobs(config, options.jobs, path)
  if (options.input !== undefined && jobs.length > 1) {
    throw new UserError('inputOfManyJobs', { jobs: jobs.map(({ name }) => name) })
  }
  if (options.size !== undefined && sizeBytes(options.size) === undefined && options.size !== 'own') {
    throw new UserError('sizeInvalid', { text: options.size })
  }
  const size = options.input === undefined ? options.size : (options.size ?? 'own')
  return planComparisons(
    jobs.map((job) => {
      const engines = selectEngines(job, options.engines)
      return { job, engines, runners: selectRunners(job, engines, options.runner) }
    }),
    {
      limits: config.limits,
      ...(size !== undefined && { size }),
      key: options.key ?? defaultKey(context.now()),
      trials: options.trials,
    },
  )
}

async function makePacer(
  options: RunOptions,
  loaded: LoadedConfig,
  plans: PlannedComparison[],
): Promise<Pacer> {
  const sizes = new Map<string, number>()
  for (const plan of plans)
    sizes.set(plan.folder, await expectedBytes({ ...plan, given: options.input }, loaded.folder))
  const trials = trialCount(plans)
  return createPacer(trials, loaded.path, ({ folder }) => sizes.get(folder) ?? 0, await readTimings())
}

/** Everything that can go wrong for want of files or programs goes wrong here, before the first trial. */
async function prepareAll(
  plans: PlannedComparison[],
  options: RunOptions,
  around: Surroundings,
  context: Context,
): Promise<ReadyComparison[]> {
  const ready: ReadyComparison[] = []
  for (const plan of plans) {
    const engines = await prepareEngines(plan, around, context)
    const input = await prepareInput({ ...plan, given: options.input }, around.folder, context)
    for (const { home } of engines.flatMap(({ steps }) => steps))
      if (home.runner === 'docker') await checkInside(input, home.mounts)
    ready.push({ id: newRunId(context.now()), plan, engines, input })
  }
  return ready
}

async function prepareEngines(
  plan: PlannedComparison,
  around: Surroundings,
  context: Context,
): Promise<PreparedEngine[]> {
  const title = `${plan.job.name} · set up ${plan.engines.map(({ name }) => name).join(', ')}`
  return showStep(context.terminal, title, undefined, async () => {
    const prepared: PreparedEngine[] = []
    for (const engine of plan.engines) {
      const runner = plan.runners[engine.name] ?? 'process'
      prepared.push(await prepareEngine(plan.job, engine, runner, plan.limits, around))
    }
    return prepared
  })
}

/** One comparison proves no more than itself. */
const nextSteps = (out: string): string =>
  `One comparison is an anecdote. Keep it: etl-compare ledger add ${out}; when there are more: etl-compare judge.`

const definedOf = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )

async function finish(
  ready: ReadyComparison,
  setup: RunSetup,
  options: RunOptions,
  context: Context,
): Promise<RunRecord> {
  const record = await runComparison(ready, setup, context)
  const folder = join(setup.out, ready.plan.folder)
  await writeAtomically(join(folder, 'run.json'), `${JSON.stringify(record, null, 1)}\n`)
  if (!options.json) {
    const lines = [
      '',
      heading(ready, record),
      ...comparisonTable(record),
      `Record, logs and samples: ${folder}`,
    ]
    context.terminal.print(lines.join('\n'))
  }
  return record
}
