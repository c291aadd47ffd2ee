import { invalidOption, UserError } from '../../errors.ts'
import { DEFAULT_BASELINE } from '../../model/config/defaults.ts'
import { isLocalMaster } from '../../model/record/spark-master.ts'
import { type Attempt, isWhole } from '../../qualify/attempt.ts'
import { jobName } from '../../qualify/job.ts'
import type { LogStatus, LogWithRun } from '../../qualify/log-status.ts'
import { logReason, sessionsReason } from '../../render/qualify/reasons.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import { printable } from '../../text/text.ts'
import { ATTEMPTS } from '../event-logs/attempts.ts'
import { readLogs } from '../event-logs/read-logs.ts'
import type { LoadedConfig } from '../plan/load-config.ts'
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
/** A log does not say on which machine. */
const ONE_MACHINE = 'Spark in local mode'
/** Logs that are left out, or noted. */
const MOST_NAMED = 20

/**
 * Reads the whole runs of one application, each of one program. Of a folder, logs of no such run are left out with a note,
 * since one of today's is always in progress; a log that is named itself must be of one.
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
  const { logs: all } = await readLogs([path], ATTEMPTS, context)
  const logs = all.filter(({ run }) => application === undefined || !run || jobName(run.name) === application)
  const runs = logs.flatMap((each) => (each.run && isUsable(each) ? [each.run] : []))
  const unusable = logs.filter((each) => !isUsable(each)).map(lineOf)
  const isNamed = logs.some((each) => each.log.path === path && !isUsable(each))
  const isFound = application === undefined ? unusable.length > 0 : logs.some(({ run }) => run)
  if (isNamed || (runs.length === 0 && isFound))
    throw new UserError('eventLogsUnusable', { logs: unusable.slice(0, MOST_NAMED) })
  requireOneApplication(path, application, runs, all)
  if (partition !== undefined && runs.length > 1)
    throw invalidOption('--partition', partition, 'given with one run: without it, each run has its UTC date')
  const engine = request.engine ?? request.baseline ?? loaded?.config.jobs[job]?.baseline ?? DEFAULT_BASELINE
  const noted = logs.flatMap(({ log, run }) => (run && runs.includes(run) ? (noteOf(log) ?? []) : []))
  return {
    results: runs.map((run) => resultOf(run, job, engine)),
    doubts: [...firstOf('left out: ', unusable), ...firstOf('', noted)],
  }
}

/** What to know of a log whose run counts. */
function noteOf(log: LogStatus): string | undefined {
  const reason = logReason(log)
  return reason === undefined ? undefined : printable(`${log.path}: ${reason}`)
}

const isUsable = (each: LogWithRun<Attempt>): boolean => whyUnusable(each) === undefined

/** A Spark Connect server runs the programs of all its clients: its times and cost are no single job's. */
function whyUnusable({ log, run }: LogWithRun<Attempt>): string | undefined {
  if (log.status === 'skipped' || !isWhole(log.gaps)) return logReason(log)
  return run && run.sessions > 1 ? sessionsReason(run.sessions) : undefined
}

const lineOf = (each: LogWithRun<Attempt>): string => printable(`${each.log.path}: ${whyUnusable(each)}`)

function firstOf(what: string, lines: readonly string[]): string[] {
  const more = lines.length > MOST_NAMED ? [`${what}${lines.length - MOST_NAMED} more`] : []
  return [...lines.slice(0, MOST_NAMED).map((line) => `${what}${line}`), ...more]
}

function requireOneApplication(
  path: string,
  application: string | undefined,
  runs: readonly Attempt[],
  all: readonly LogWithRun<Attempt>[],
): void {
  const names = [...new Set(all.flatMap(({ run }) => (run ? [jobName(run.name)] : [])))].toSorted()
  if (application !== undefined && runs.length === 0)
    throw new UserError('applicationUnknown', { path, application, found: names })
  if (new Set(runs.map(({ name }) => jobName(name))).size > 1)
    throw new UserError('applicationsSeveral', { path, found: names })
}

const resultOf = (run: Attempt, job: string, engine: string): NamedResult => ({
  job,
  engine,
  started: run.startedAt,
  seconds: { total: run.wallSeconds },
  ...(run.isFailed
    ? { outcome: 'failed', reason: 'a query or a job of the application failed, or its program' }
    : { outcome: 'ok' }),
  host: { class: isInLocalMode(run) ? ONE_MACHINE : CLUSTER, cores: run.mostCores },
  spark: {
    application: { id: run.id, attempt: run.attempt },
    version: run.sparkVersion,
    master: run.master,
    plugins: run.plugins,
    executors: run.mostExecutors,
    coreHours: run.coreHours,
    memoryGbHours: run.memoryGbHours,
  },
})

const isInLocalMode = ({ master }: Attempt): boolean => master !== null && isLocalMaster(master)
