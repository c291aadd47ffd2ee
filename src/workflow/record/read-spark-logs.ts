import { invalidOption, UserError } from '../../errors.ts'
import { DEFAULT_BASELINE } from '../../model/config/defaults.ts'
import { jobName } from '../../qualify/job.ts'
import type { LogStatus, LogWithRun } from '../../qualify/log-status.ts'
import type { Run } from '../../qualify/run.ts'
import { DEFAULT_TARGET, parseTarget } from '../../qualify/target.ts'
import { logReason } from '../../render/qualify/reasons.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import { printable } from '../../text/text.ts'
import type { LoadedConfig } from '../plan/load-config.ts'
import { readLogs } from '../qualify/read-logs.ts'
import type { NamedResult } from './read-results.ts'
import type { RecordRequest } from './request.ts'

/** A request to record the runs that Spark's event logs tell of. */
export interface SparkLogRequest extends RecordRequest {
  /** A log, or a folder with some at any depth. */
  fromSparkLog: string
  /** As `qualify` names the job: only its runs are taken. */
  application?: string
}

/** Clusters grow and shrink from run to run: how many cores one had does not make it another kind of machine. */
const CLUSTER = 'Spark cluster'
/** Left-out logs that are named. */
const MOST_NAMED = 20

/**
 * Reads the whole runs of one application. Of a folder, logs that are no whole run are left out with a note, since one
 * of today's is always in progress; a log that is named itself must be one.
 *
 * @throws UserError `eventLogsUnusable`, `applicationsSeveral`, `applicationUnknown`, `optionInvalid`, those of `readLogs`
 */
export async function readSparkLogs(
  request: SparkLogRequest,
  loaded: LoadedConfig | undefined,
  context: { terminal: Terminal; signal: AbortSignal },
): Promise<{ results: NamedResult[]; doubts: string[] }> {
  const { fromSparkLog: path, application, job, partition } = request
  if (job === undefined) throw invalidOption('--job', '', 'the job whose runs these logs are')
  const target = parseTarget(DEFAULT_TARGET)
  if (!target) throw new Error(`${DEFAULT_TARGET} is no machine`)
  const { logs: all } = await readLogs([path], target, context)
  const logs = all.filter(({ run }) => application === undefined || !run || jobName(run.name) === application)
  const runs = logs.flatMap(({ log, run }) => (run && isWhole(log) ? [run] : []))
  const unusable = logs.filter(({ log }) => !isWhole(log)).map(lineOf)
  const isNamed = logs.some(({ log }) => log.path === path && !isWhole(log))
  if (isNamed || (runs.length === 0 && unusable.length > 0 && application === undefined))
    throw new UserError('eventLogsUnusable', { logs: unusable.slice(0, MOST_NAMED) })
  requireOneApplication(path, application, runs, all)
  if (partition !== undefined && runs.length > 1)
    throw invalidOption('--partition', partition, 'given with one run: without it, each run has its UTC date')
  const engine = request.engine ?? request.baseline ?? loaded?.config.jobs[job]?.baseline ?? DEFAULT_BASELINE
  return { results: runs.map((run) => resultOf(run, job, engine)), doubts: doubtsOf(unusable) }
}

/** Clocks that disagree move single tasks, and not the driver's own times. */
const isWhole = ({ status, gaps }: LogStatus): boolean =>
  status !== 'skipped' && gaps.every(({ kind }) => kind === 'clocks')

const lineOf = ({ log }: LogWithRun): string => printable(`${log.path}: ${logReason(log)}`)

function doubtsOf(lines: readonly string[]): string[] {
  const more = lines.length > MOST_NAMED ? [`left out: ${lines.length - MOST_NAMED} more`] : []
  return [...lines.slice(0, MOST_NAMED).map((line) => `left out: ${line}`), ...more]
}

function requireOneApplication(
  path: string,
  application: string | undefined,
  runs: readonly Run[],
  all: readonly LogWithRun[],
): void {
  const names = [...new Set(all.flatMap(({ run }) => (run ? [jobName(run.name)] : [])))].toSorted()
  if (application !== undefined && runs.length === 0)
    throw new UserError('applicationUnknown', { path, application, found: names })
  if (new Set(runs.map(({ name }) => jobName(name))).size > 1)
    throw new UserError('applicationsSeveral', { path, found: names })
}

const resultOf = (run: Run, job: string, engine: string): NamedResult => ({
  job,
  engine,
  started: run.startedAt,
  seconds: { total: run.wallSeconds },
  ...(run.isFailed
    ? { outcome: 'failed', reason: 'a query or a job of the application failed, or its program' }
    : { outcome: 'ok' }),
  host: { class: CLUSTER, cores: run.mostCores },
  spark: {
    application: { id: run.id, attempt: run.attempt },
    coreHours: run.coreHours,
    memoryGbHours: run.memoryGbHours,
  },
})
