import { join, resolve } from 'node:path'
import { type LoadedConfig, loadConfig } from '../../adapters/config.ts'
import { checkInside } from '../../adapters/docker/inside.ts'
import { writeAtomically } from '../../adapters/files/write-atomically.ts'
import { currentCommit } from '../../adapters/git.ts'
import { checkApart } from '../../adapters/input/resolve.ts'
import type { Ledger } from '../../adapters/ledger/ledger.ts'
import { allowedCpus } from '../../adapters/machine/host.ts'
import { announceMeasuring, type Measuring } from '../../adapters/machine/measuring.ts'
import { findPython } from '../../adapters/meter/python.ts'
import { lockOut } from '../../adapters/out-lock.ts'
import { sweepScratch } from '../../adapters/scratch.ts'
import { readTimings } from '../../adapters/timings.ts'
import { verifiedMeters } from '../../adapters/verification.ts'
import type { Context, ExitCode } from '../../context.ts'
import { othersWords } from '../../core/comparison/machine.ts'
import { comparisonTable } from '../../core/comparison/table.ts'
import { placeholderDoubts } from '../../core/plan/placeholder-doubts.ts'
import { type PlannedComparison, trialCount } from '../../core/plan/plan.ts'
import type { RunnerChoice } from '../../core/plan/runner.ts'
import type { RunRecord } from '../../core/record/schema.ts'
import { jsonText } from '../../core/text.ts'
import { showStep } from '../progress.ts'
import { currentEvent } from '../record/event.ts'
import { runComparison } from './comparison.ts'
import { type PreparedEngine, prepareEngine, type Surroundings } from './engine.ts'
import { exitCodeOf, type FailOn } from './exit-code.ts'
import { prepareImages } from './images.ts'
import { expectedBytes, prepareInput } from './inputs.ts'
import { hasBegun, keepRun, openRunLedger } from './keep.ts'
import { checkCold, checkLimits } from './limits.ts'
import { makePlan } from './make-plan.ts'
import { createPacer, type Pacer } from './pacer.ts'
import { describePlan, heading } from './plan-text.ts'
import { newRunId } from './record.ts'
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
  /** Where records are kept besides the results. */
  ledger?: string
  keepOutputs: boolean
  failOn: FailOn
  json: boolean
}

/** Runs the jobs' engines side by side, compares their outputs, and writes one record a comparison. */
export async function run(options: RunOptions, context: Context): Promise<ExitCode> {
  const loaded = await loadConfig(options.config)
  const plans = makePlan(options, loaded, context)
  const ledger = options.ledger === undefined ? null : openRunLedger(options.ledger, context.signal)
  await ledger?.place()
  const cpus = await allowedCpus()
  checkLimits(loaded, cpus.length)
  if (options.cold) checkCold(plans)
  const pacer = await makePacer(options, loaded, plans)
  const unfilled = plans.flatMap(({ job, engines }) => placeholderDoubts(job, engines))
  noteOnce(
    unfilled.map((doubt) => `${options.config}: ${doubt}`),
    context,
  )
  for (const line of describePlan(plans, pacer)) context.terminal.note(line)
  using measuring = await announceMeasuring()
  await noteOthers(measuring, context)
  await sweepScratch()
  const images = await prepareImages(plans, loaded.folder, context)
  const setup: RunSetup = {
    out: resolve(options.out),
    keepOutputs: options.keepOutputs,
    executors: { python: await findPython(), daemon: images.daemon },
    verified: await verifiedMeters(images.daemon?.version ?? null),
    isCold: options.cold,
    cpus,
    measuring,
    commit: await currentCommit(loaded.folder),
    event: await currentEvent(context, 'manual'),
    pacer,
  }
  const around = { folder: loaded.folder, env: definedOf(context.env), images }
  const ready = await prepareAll(plans, options, around, context)
  noteOnce(ready.flatMap(codeDoubtsOf), context)
  for (const { plan, input } of ready) checkApart(plan.job.name, input, setup.out)
  await using _lock = await lockOut(setup.out)
  const finished: Finished[] = []
  for (const comparison of ready) {
    if (context.signal.aborted) break
    finished.push(await finish(comparison, { setup, ledger }, options, context))
  }
  await pacer.save()
  const records = finished.map(({ record }) => record)
  if (options.json) context.terminal.print(jsonText({ records }, 2))
  else if (!ledger && records.some(({ parity }) => parity.passes))
    context.terminal.print(`\n${nextSteps(options.out)}`)
  if (context.signal.aborted) return 130
  const exitCode = exitCodeOf(records, options.failOn)
  return exitCode === 0 && finished.some(({ isKept }) => !isKept) ? 2 : exitCode
}

/** What several sizes and limits share is said once. */
function noteOnce(doubts: readonly string[], { terminal }: Context): void {
  for (const doubt of new Set(doubts)) terminal.note(`– ${doubt}`)
}

const codeDoubtsOf = ({ plan, engines }: ReadyComparison): string[] =>
  engines.flatMap(({ name, doubts }) => doubts.map((doubt) => `${plan.job.name} · ${name}: ${doubt}`))

/** Nobody has to wait: another may take hours. What it does to the figures is measured, and said beside them. */
async function noteOthers(measuring: Measuring, { terminal }: Context): Promise<void> {
  const others = othersWords((await measuring.others()) ?? [])
  if (others !== undefined)
    terminal.note(
      `! ${others}: the times of both will be too long. For right ones, run one after the other.\n`,
    )
}

/** A comparison's record, and whether it lies wherever it was to be kept. */
interface Finished {
  record: RunRecord
  isKept: boolean
}

async function makePacer(
  options: RunOptions,
  loaded: LoadedConfig,
  plans: PlannedComparison[],
): Promise<Pacer> {
  const sizes = new Map<string, number | undefined>()
  for (const plan of plans)
    sizes.set(plan.folder, await expectedBytes({ ...plan, given: options.input }, loaded.folder))
  const trials = trialCount(plans)
  return createPacer(trials, loaded.path, ({ folder }) => sizes.get(folder), await readTimings())
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
  `One comparison is an anecdote. Keep it: etl-compare ledger add ${out} --ledger ledger; when there are more: etl-compare judge --ledger ledger.`

const definedOf = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )

async function finish(
  ready: ReadyComparison,
  { setup, ledger }: { setup: RunSetup; ledger: Ledger | null },
  options: RunOptions,
  context: Context,
): Promise<Finished> {
  const record = await runComparison(ready, setup, context)
  const folder = join(setup.out, ready.plan.folder)
  const text = `${JSON.stringify(record, null, 1)}\n`
  await writeAtomically(join(folder, 'run.json'), text)
  if (!options.json) {
    const lines = [
      '',
      heading(ready, record),
      ...comparisonTable(record, ready.plan.job.undeclared),
      `Record, logs and samples: ${folder}`,
    ]
    context.terminal.print(lines.join('\n'))
  }
  const toKeep = context.signal.aborted && !hasBegun(record) ? null : ledger
  return {
    record,
    isKept:
      toKeep === null ||
      (await keepRun(toKeep, { record, text, folder, place: options.ledger ?? '' }, context)),
  }
}
