import { join } from 'node:path'
import type { Context } from '../../context.ts'
import { freeBytes } from '../../files/disk.ts'
import { readEnd } from '../../files/excerpt.ts'
import { flushDisk } from '../../files/flush.ts'
import { freePorts } from '../../machine/free-ports.ts'
import { besideOthers } from '../../machine/measuring.ts'
import { isMeasured } from '../../model/measures/measure.ts'
import { MEASURES } from '../../model/measures/registry.ts'
import type { Trial } from '../../model/record/schema.ts'
import { placeName } from '../../plan/plan.ts'
import { disturbanceWords } from '../../render/comparison/machine.ts'
import { showStep } from '../../terminal/progress.ts'
import { logTail } from '../../text/text.ts'
import { unsupportedIn } from '../../trial/operations.ts'
import { ignoredText } from '../../trial/reported.ts'
import { parseOperations, type ReportedOperations } from '../../trial/reported-operations.ts'
import type { Sample } from '../../trial/step-run.ts'
import { openForOutputs } from '../duckdb-session.ts'
import { jobCatalogs, namespaceOf, trialNamespaces } from './namespaces.ts'
import { type ReadOutput, type ReadTable, readOutput } from './output.ts'
import { type QueryRun, runQueries } from './run-queries.ts'
import type { TrialPlace } from './setup.ts'
import { runTrial, type TrialRun } from './trial.ts'
import { trialOf } from './trial-of.ts'
import type { TrialRequest } from './trial-request.ts'

const LOG_LINES = 8
/** A disk with less than a block or two free is full for every writer. */
const FULL_BELOW_BYTES = 64 * 1024

/** A trial with what its record doesn't hold. */
export interface MeasuredTrial extends Pick<ReadOutput, 'misfit'> {
  trial: Trial
  folder: string
  samples: Sample[]
  /** What reading its output took the tool: a part of parity. */
  readSeconds: number
  /** Those that can be read: not all of a trial that failed. */
  tables: Record<string, ReadTable>
  /** What ran on its tables: of an engine's first trial, where the job has queries. */
  queries: QueryRun[]
}

/** Waits for a quiet machine, runs one trial, reads its output, and shows how it went. */
export async function measureTrial(place: TrialPlace, context: Context): Promise<MeasuredTrial> {
  const { engine, ready, setup, folder, number } = place
  const title = `${setup.pacer.position()} ${placeName(ready.plan)} · ${engine.name} ${number}`
  const expected = setup.pacer.expected(ready.plan, engine.name)
  const measured = await showStep(context.terminal, title, expected, async (report) => {
    const request = await trialRequest(place)
    const { namespace } = request.contract
    await using _ = await trialNamespaces(ready.plan.job, namespace, ready.lakes, context)
    const quiet = engine.isHere ? await context.quiet(request.contract.cpus, context.signal) : null
    const { done, beside } = await besideOthers(setup.measuring, () => runTrial(request, context.signal))
    const run = await explainFullDisk(done, folder)
    report.update('reading its output')
    const readBegun = performance.now()
    const isRead = run.outcome === 'ok' && !context.signal.aborted
    const operations = parseOperations(run.reported.join('\n'), ready.plan.job.operations)
    const read = isRead ? await readTrialOutput(place, operations, context.signal) : NOT_READ
    const readSeconds = (performance.now() - readBegun) / 1000
    const isWhole = read.problem === null && unsupportedIn({ operations: operations.done }).length === 0
    const asked = isRead && number === 1 && isWhole ? ready.queries : null
    if (asked) report.update('running queries')
    const queried = { ...request, tables: read.tables }
    const queries = asked ? await runQueries(asked, queried, context.signal) : []
    await flushDisk(folder)
    const trial = { ...trialOf(place, { run, operations, quiet, output: read }), ...beside }
    const notes = [...run.leftOut, ...run.reported.flatMap(ignoredText)]
    report.done([describe(trial), ...notes].join('; '), trial.outcome !== 'ok')
    return {
      trial,
      folder,
      samples: run.samples,
      readSeconds,
      tables: read.tables,
      misfit: read.misfit,
      queries,
    }
  })
  setup.pacer.record(ready.plan, engine.name, measured.trial)
  if (measured.trial.outcome === 'failed' || measured.trial.outcome === 'oom') await showLog(folder, context)
  return measured
}

async function trialRequest(place: TrialPlace): Promise<TrialRequest> {
  const { ready, setup, engine, folder, number, order } = place
  const { id, plan, input, lakes } = ready
  return {
    engine,
    folder,
    contract: {
      input,
      output: join(folder, 'output'),
      temp: plan.limits.diskBytes === undefined ? null : join(folder, 'tmp'),
      partition: plan.partition,
      job: plan.job.name,
      size: plan.size,
      runId: id,
      namespace: namespaceOf(id, order),
      catalogs: await jobCatalogs(plan.job, lakes),
      limits: plan.limits,
      cpus: setup.cpus.slice(0, plan.limits.cpus ?? setup.cpus.length),
      ...(ready.service && { port: (await freePorts(1))[0] ?? 0 }),
    },
    service: ready.service,
    timeoutSeconds: plan.job.timeoutSeconds,
    isCold: setup.isCold,
    isFirst: number === 1,
  }
}

/** Where the disk is full, an engine can't even log it: the reason says so in its place. */
async function explainFullDisk(run: TrialRun, folder: string): Promise<TrialRun> {
  if (run.outcome !== 'failed' || (await freeBytes(folder)) >= FULL_BELOW_BYTES) return run
  return { ...run, reason: `${run.reason}; no space is left on the disk of ${folder}` }
}

const NOT_READ: ReadOutput = { tables: {}, problem: null, misfit: null }

/** An output that an interruption keeps from being read says nothing of the trial that wrote it. */
async function readTrialOutput(
  { ready, engine, folder, order }: TrialPlace,
  operations: ReportedOperations,
  signal: AbortSignal,
): Promise<ReadOutput> {
  await using db = await openForOutputs(folder, signal)
  const written = { engine: engine.name, folder, namespace: namespaceOf(ready.id, order), operations }
  const read = await readOutput(db, ready, written).catch((error: unknown) => {
    if (!signal.aborted) throw error
    return NOT_READ
  })
  return signal.aborted ? NOT_READ : read
}

const describe = (trial: Trial): string =>
  [trial.outcome === 'ok' ? describeFigures(trial) : describeFailure(trial), ...disturbanceWords(trial)].join(
    '; ',
  )

const describeFailure = ({ outcome, reason }: Trial): string => `${outcome}${reason ? `: ${reason}` : ''}`

function describeFigures({ measures }: Trial): string {
  const time = measures.p95Ms === undefined ? 'totalMs' : 'p95Ms'
  const shown = ([time, 'cpuSeconds', 'peakAnonBytes'] as const).map((name) => {
    const value = measures[name]
    return isMeasured(value) ? MEASURES[name].format(value) : '–'
  })
  return `${time === 'p95Ms' ? 'p95 ' : ''}${shown[0]}, ${shown[1]} of CPU, ${shown[2]}`
}

async function showLog(folder: string, { terminal }: Context): Promise<void> {
  const log = join(folder, 'log.txt')
  for (const line of logTail(await readEnd(log), LOG_LINES)) terminal.note(`    │ ${line}`)
  terminal.note(`    └ ${log}`)
}
