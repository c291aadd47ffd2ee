import { join, resolve } from 'node:path'
import type { Context, ExitCode } from '../../context.ts'
import { currentCommit } from '../../files/git.ts'
import { lockOut } from '../../files/out-lock.ts'
import { sweepScratch } from '../../files/scratch.ts'
import { writeAtomically } from '../../files/write-atomically.ts'
import { checkApart } from '../../inputs/resolve.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { allowedCpus } from '../../machine/host.ts'
import { announceMeasuring, type Measuring } from '../../machine/measuring.ts'
import { verifiedMeters } from '../../machine/verification.ts'
import type { RunRecord } from '../../model/record/schema.ts'
import { placeholderDoubts } from '../../plan/placeholder-doubts.ts'
import { type PlannedComparison, trialCount } from '../../plan/plan.ts'
import { othersWords } from '../../render/comparison/machine.ts'
import { comparisonTable } from '../../render/comparison/table.ts'
import { checkInside } from '../../runners/docker/container-paths.ts'
import { findPython } from '../../runners/meter/python.ts'
import { showStep } from '../../terminal/progress.ts'
import { jsonText } from '../../text/text.ts'
import { runComparison } from '../../workflow/comparison.ts'
import { type PreparedEngine, prepareEngine, type Surroundings } from '../../workflow/engine/engine.ts'
import { prepareImages } from '../../workflow/engine/images.ts'
import { expectedBytes, prepareInput } from '../../workflow/input/prepare-input.ts'
import { checkCold, checkLimits } from '../../workflow/plan/limits.ts'
import { type LoadedConfig, loadConfig } from '../../workflow/plan/load-config.ts'
import { makePlan, type PlanRequest } from '../../workflow/plan/make-plan.ts'
import { createPacer, type Pacer } from '../../workflow/plan/pacer.ts'
import { readTimings } from '../../workflow/plan/timings.ts'
import { currentEvent } from '../../workflow/record/event.ts'
import { hasBegun, keepRun, openRunLedger } from '../../workflow/record/keep-run.ts'
import { newRunId } from '../../workflow/record/run-record.ts'
import type { ReadyComparison, RunSetup } from '../../workflow/trial/setup.ts'
import { exitCodeOf, type FailOn } from './exit-code.ts'
import { describePlan, heading } from './plan-text.ts'

export interface RunOptions extends PlanRequest {
  config: string
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
