import { glob, readFile, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Context } from '../context.ts'
import { openDuckDB } from '../duckdb/open.ts'
import { UserError } from '../errors.ts'
import { readThrough } from '../files/digest.ts'
import { removeTree } from '../files/disk.ts'
import { hasChanged } from '../inputs/resolve.ts'
import { type Parity, type RunRecord, runRecordSchema, type Trial } from '../model/record/schema.ts'
import { parityUnavailable } from '../parity/finding.ts'
import { showStep } from '../terminal/progress.ts'
import { printable } from '../text/text.ts'
import { type Assessed, assessParity, type Outputs, unavailable } from './parity/parity.ts'
import { differenceLines } from './parity/sample-text.ts'
import { buildRecord, type RunFacts } from './record/run-record.ts'
import { type MeasuredTrial, measureTrial } from './trial/measure-trial.ts'
import { type ReadTable, removeOutput } from './trial/output.ts'
import { writeSamples } from './trial/samples.ts'
import type { ReadyComparison, RunSetup } from './trial/setup.ts'

/** Runs all trials of one comparison, compares their outputs, and returns its record and the trials' folders. */
export async function runComparison(
  ready: ReadyComparison,
  setup: RunSetup,
  context: Context,
): Promise<RunRecord> {
  const folder = join(setup.out, ready.plan.folder)
  await noteReplaced(folder, context)
  await clearFolder(folder, ready)
  const when = context.now()
  const trialsBegun = performance.now()
  const trials = await runTrials(ready, setup, folder, context)
  const trialSeconds = (performance.now() - trialsBegun) / 1000
  const outputSeconds = trials.reduce((sum, { readSeconds }) => sum + readSeconds, 0)
  const parityBegun = performance.now()
  const parity = await compareOutputs(ready, trials, folder, context)
  const paritySeconds = (performance.now() - parityBegun) / 1000
  if (!setup.keepOutputs)
    await Promise.all(trials.map(({ folder }) => removeOutput(folder, context.terminal.note)))
  const facts: RunFacts = {
    ready,
    setup,
    when,
    parity,
    toolSeconds: { trials: trialSeconds, outputs: outputSeconds, parity: paritySeconds },
  }
  return buildRecord(facts, await withSamples(trials))
}

/** Says which results are about to be replaced; what isn't a record of ours is replaced silently. */
async function noteReplaced(folder: string, { terminal }: Context): Promise<void> {
  try {
    const { partition, when } = runRecordSchema.parse(
      JSON.parse(await readFile(join(folder, 'run.json'), 'utf8')),
    )
    terminal.note(`  Replaces the results of partition ${printable(partition)}, made ${when}, at ${folder}`)
  } catch {
    return
  }
}

/** Removes what an earlier run left of these engines: folders with a trial's number and log. All else is not ours. */
async function clearFolder(folder: string, { engines }: ReadyComparison): Promise<void> {
  const results = ['run.json', 'differences.parquet'].map((name) => join(folder, name))
  const logs = await Array.fromAsync(glob(engines.map(({ name }) => join(folder, name, '*', 'log.txt'))))
  const trials = logs.map(dirname).filter((trial) => /^\d+$/.test(basename(trial)))
  await Promise.all([...results, ...trials].map(removeOld))
}

async function removeOld(path: string): Promise<void> {
  if (!(await removeTree(path)))
    throw new UserError('pathUnusable', { path, detail: 'results of an earlier run cannot be removed' })
}

async function runTrials(
  ready: ReadyComparison,
  setup: RunSetup,
  folder: string,
  context: Context,
): Promise<MeasuredTrial[]> {
  const done: MeasuredTrial[] = []
  const order = ready.plan.blocks.flatMap((engines, index) =>
    engines.map((engine) => ({ engine, block: index + 1 })),
  )
  for (const { engine, block } of order) {
    const previous = done.filter(({ trial }) => trial.engine === engine)
    if (previous.some(({ trial }) => trial.outcome !== 'ok')) {
      context.terminal.note(
        `– ${setup.pacer.position()} ${engine} ${previous.length + 1} skipped: it failed before`,
      )
      continue
    }
    if (context.signal.aborted) break
    const prepared = ready.engines.find(({ name }) => name === engine)
    if (!prepared) throw new Error(`${engine} is planned but not prepared.`)
    const number = previous.length + 1
    if (await hasChanged(ready.input)) break
    await Promise.all(ready.input.files.map(({ path }) => readThrough(path)))
    const measured = await measureTrial(
      {
        ready,
        setup,
        engine: prepared,
        block,
        order: done.length + 1,
        number,
        folder: join(folder, engine, String(number)),
      },
      context,
    )
    done.push(measured)
    if (!setup.keepOutputs) await removeSpentOutput(measured, previous, context)
  }
  return done
}

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
  if (signal.aborted) return parityUnavailable('the run was interrupted')
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
    await using db = await openDuckDB({ memoryLimit: '2GB', tempFolder: join(folder, '.parity') })
    const file = join(folder, 'differences.parquet')
    const assessed = await assessParity(db, job, outputs, file).catch(uncomputable)
    report.done(assessed.parity.reason ?? assessed.parity.outcome, !assessed.parity.passes)
    return assessed
  }).finally(() => rm(join(folder, '.parity'), { recursive: true, force: true }))
  // A log of CI may be public: rows are shown only on the machine of the person who runs it.
  if (!env.CI) for (const line of differenceLines(job, differing)) terminal.note(printable(line))
  return parity
}

/** What was measured is kept, though the outputs could not be compared. */
const uncomputable = (error: Error): Assessed =>
  unavailable(`it could not be computed: ${printable(error.message.split('\n')[0] ?? '')}`)

const SAMPLES_FILE = 'samples.arrow'

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
