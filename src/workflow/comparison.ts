import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from '../context.ts'
import { UserError } from '../errors.ts'
import { readThrough } from '../files/digest.ts'
import { hasChanged, toRecordInput } from '../inputs/resolve.ts'
import { toRecordLimits } from '../model/record/limits.ts'
import type { Parity, RunRecord, Trial } from '../model/record/schema.ts'
import { parityUnavailable } from '../parity/finding.ts'
import { showStep } from '../terminal/progress.ts'
import { printable } from '../text/text.ts'
import { lacksOperations, unsupportedIn } from '../trial/operations.ts'
import { openForOutputs, spillFolder } from './duckdb-session.ts'
import { differingAnswers } from './parity/differing-answers.ts'
import { type Assessed, assessParity, type Lacks, type Outputs, unavailable } from './parity/parity.ts'
import { differenceLines } from './parity/sample-text.ts'
import { buildRecord } from './record/run-record.ts'
import type { Restored } from './results/restore.ts'
import { storeTrial } from './results/unfinished.ts'
import { withAnswersAlone } from './trial/answers-alone.ts'
import { compareQueries } from './trial/compare-results.ts'
import { type MeasuredTrial, measureTrial } from './trial/measure-trial.ts'
import { type ReadTable, removeOutput } from './trial/output.ts'
import { SAMPLES_FILE, writeSamples } from './trial/samples.ts'
import type { ReadyComparison, RunSetup } from './trial/setup.ts'

/** Where a comparison writes, and which trials it has already. */
export interface Beginning {
  folder: string
  restored: Restored
}

/** The trials of a comparison, what comparing their outputs found, and the seconds that each took the tool. */
interface Compared {
  trials: MeasuredTrial[]
  parity: Parity
  toolSeconds: { trials: number; outputs: number; parity: number }
}

/** Runs all trials of one comparison, and compares their outputs. */
export async function runAndCompare(
  ready: ReadyComparison,
  setup: RunSetup,
  beginning: Beginning,
  context: Context,
): Promise<Compared> {
  const begun = performance.now()
  const trials = await withAnswersAlone(await runTrials(ready, setup, beginning, context))
  requireFit(trials, ready, setup)
  const ran = performance.now()
  const parity = await compareOutputs(ready, trials, beginning.folder, context)
  const compared = performance.now()
  return {
    trials,
    parity,
    toolSeconds: {
      trials: (ran - begun) / 1000,
      outputs: trials.reduce((sum, { readSeconds }) => sum + readSeconds, 0),
      parity: (compared - ran) / 1000,
    },
  }
}

/** Runs all trials of one comparison, compares their outputs, and returns its record. */
export async function runComparison(
  ready: ReadyComparison,
  setup: RunSetup,
  beginning: Beginning,
  context: Context,
): Promise<RunRecord> {
  const { folder } = beginning
  const when = context.now()
  const { trials, parity, toolSeconds } = await runAndCompare(ready, setup, beginning, context)
  const queries = await compareQueries(trials, folder, context.signal)
  const { plan, input } = ready
  const { name: job, baseline, policy, engines } = plan.job
  // The level is shared among all candidates that the job has, whichever run today.
  const identity = { job, size: plan.size, baseline, k: Object.keys(engines).length - 1, policy }
  return buildRecord(identity, {
    id: ready.id,
    partition: plan.partition,
    when,
    commit: setup.commit,
    event: setup.event,
    limits: toRecordLimits(plan.limits),
    input: toRecordInput(input),
    toolSeconds,
    trials: await withSamples(trials),
    parity,
    ...(queries && { queries }),
  })
}

/** Where no table of any engine fits the declaration, that is wrong: nothing is known of the engines. */
function requireFit(
  trials: readonly MeasuredTrial[],
  { plan: { job }, engines }: ReadyComparison,
  { config: path }: RunSetup,
): void {
  const [problem, ...others] = trials.flatMap(({ misfit, tables }) =>
    misfit !== null && Object.keys(tables).length === 0 ? [misfit] : [],
  )
  if (problem === undefined || others.length + 1 < Math.max(trials.length, engines.length)) return
  throw new UserError('tablesMisfit', { job: job.name, path, problem })
}

/** Why an engine is not run again, if it isn't. One that lacks only some of the operations is: the others are timed. */
function skipReason(previous: readonly MeasuredTrial[]): string | undefined {
  const bad = previous.find(({ trial }) => trial.outcome !== 'ok' && !lacksOperations(trial))
  return bad && (bad.trial.outcome === 'unsupported' ? 'it cannot run the program' : 'it failed before')
}

async function runTrials(
  ready: ReadyComparison,
  setup: RunSetup,
  { folder, restored }: Beginning,
  context: Context,
): Promise<MeasuredTrial[]> {
  const done: MeasuredTrial[] = []
  const order = ready.plan.blocks.flatMap((engines, index) =>
    engines.map((engine) => ({ engine, block: index + 1 })),
  )
  for (const { engine, block } of order) {
    if (context.signal.aborted) break
    const previous = done.filter(({ trial }) => trial.engine === engine)
    const why = skipReason(previous)
    if (why !== undefined) {
      context.terminal.note(`– ${setup.pacer.position()} ${engine} ${previous.length + 1} skipped: ${why}`)
      continue
    }
    const prepared = ready.engines.find(({ name }) => name === engine)
    if (!prepared) throw new Error(`${engine} is planned but not prepared.`)
    const number = previous.length + 1
    const place = join(engine, String(number))
    const before = restored.get(place)
    if (before) {
      context.terminal.note(`✓ ${setup.pacer.position()} ${engine} ${number} is already done`)
      done.push(before)
      continue
    }
    if (await hasChanged(ready.input)) break
    await readAll(ready.input.files, context.signal)
    if (context.signal.aborted) break
    const measured = await measureTrial(
      {
        ready,
        setup,
        engine: prepared,
        block,
        order: done.length + 1,
        number,
        folder: join(folder, place),
      },
      context,
    )
    await storeTrial(ready.id, measured)
    done.push(measured)
    if (!setup.keepOutputs) await removeSpentOutput(measured, previous, context)
  }
  return done
}

/** Brings the input into the page cache; an interruption ends it. */
const readAll = (files: ReadyComparison['input']['files'], signal: AbortSignal) =>
  Promise.all(files.map(({ path }) => readThrough(path, signal))).catch((error: unknown) => {
    if (!signal.aborted) throw error
  })

/** An output that failed, or that equals its engine's first, is not needed for parity any more. */
async function removeSpentOutput(
  measured: MeasuredTrial,
  previous: MeasuredTrial[],
  { terminal }: Context,
): Promise<void> {
  const [first] = previous
  const isSame = ([table, { fingerprint }]: [string, ReadTable]) =>
    first?.tables[table]?.fingerprint === fingerprint
  if (Object.entries(measured.tables).every(isSame)) await removeOutput(measured.folder, terminal.note)
}

async function compareOutputs(
  ready: ReadyComparison,
  trials: MeasuredTrial[],
  folder: string,
  { terminal, signal, env }: Context,
): Promise<Parity> {
  if (signal.aborted) return parityUnavailable(INTERRUPTED)
  if (ready.engines.length < 2) return parityUnavailable('only one engine ran')
  if (await hasChanged(ready.input))
    return parityUnavailable('the input changed during the run, so not all engines read the same bytes')
  const outputs: Outputs = new Map()
  for (const { name } of ready.engines) {
    const read = trials
      .filter(({ trial }) => trial.engine === name)
      .flatMap(({ tables }) => (Object.keys(tables).length > 0 ? [tables] : []))
    if (read.length > 0) outputs.set(name, read)
  }
  const { job, size } = ready.plan
  const count = [...outputs.values()].flat().length
  const title = `${job.name} ${size} · parity of ${count} outputs`
  const { parity, differing } = await showStep(terminal, title, undefined, async (report) => {
    await using db = await openForOutputs(folder, signal)
    const file = join(folder, 'differences.parquet')
    const assessed = await assessParity(db, { job, outputs, lacks: lacksOf(trials) }, file).catch(
      (error: Error) => (signal.aborted ? unavailable(INTERRUPTED) : uncomputable(error)),
    )
    report.done(assessed.parity.reason ?? assessed.parity.outcome, !assessed.parity.passes)
    return assessed
  }).finally(() => rm(spillFolder(folder), { recursive: true, force: true }))
  // A log of CI may be public: rows are shown only on the machine of the person who runs it.
  if (!env.CI) {
    const lines = [
      ...differenceLines(job, differing),
      ...(ready.service ? await differingAnswers(job, trials, parity.findings) : []),
    ]
    for (const line of lines) terminal.note(printable(line))
  }
  return parity
}

const lacksOf = (trials: readonly MeasuredTrial[]): Lacks =>
  new Map(
    trials.map(({ trial }) => [trial.engine, new Set(unsupportedIn(trial).map(({ name }) => name))] as const),
  )

const INTERRUPTED = 'the run was interrupted'

/** What was measured is kept, though the outputs could not be compared. */
const uncomputable = (error: Error): Assessed =>
  unavailable(`it could not be computed: ${printable(error.message.split('\n')[0] ?? '')}`)

async function withSamples(trials: MeasuredTrial[]): Promise<Trial[]> {
  const written = trials.map(async ({ trial, samples, folder }): Promise<Trial> => {
    if (samples.length === 0) return trial
    return {
      ...trial,
      samples: { file: SAMPLES_FILE, sha256: await writeSamples(folder, SAMPLES_FILE, samples) },
    }
  })
  return Promise.all(written)
}
