import type { Gap } from '../../qualify/attempt.ts'
import { MOST_ERROR } from '../../qualify/criteria/time.ts'
import { LEAST_DAYS, LEAST_RUNS } from '../../qualify/job.ts'
import type { LogStatus } from '../../qualify/log-status.ts'
import { counted } from '../../text/text.ts'

/** Why a figure is null. */
const REASONS: Record<string, string> = {
  'no-executors': 'the log has no executors',
  'no-memory-samples':
    'no task ran while Spark took a sample, which it does every 10 s or every spark.executor.metrics.pollingInterval',
  'no-memory-setting': 'the log does not say how much memory executors had',
  'no-process-samples': 'Spark samples them only where spark.executor.processTreeMetrics.enabled is true',
  'no-price': 'no --core-price was given',
  'no-runs': 'there are no runs',
  'no-scans': 'no query read files',
  'no-tasks': 'no task ended',
  'no-time': 'the application took no time',
  'replay-inexact': `replayed on the cores that it had, it takes more than ${100 * MOST_ERROR} % longer or shorter than it did`,
  'scans-without-size':
    'some scans do not tell the size of their files, such as those of tables that Spark reads through a connector',
  'tasks-missing': 'the log lacks some of its tasks',
  'too-few-days': `it needs ${LEAST_RUNS} runs over at least ${LEAST_DAYS} days`,
  'too-many-tasks': 'more tasks overlap than are replayed',
}

export const reasonText = (reason: string): string => REASONS[reason] ?? reason

type Words<T extends { kind: string }> = { [K in T['kind']]: (one: Extract<T, { kind: K }>) => string }

const GAPS: Words<Gap> = {
  'no-start': () => 'its start is missing',
  compacted: () => "it was compacted by Spark's history server: tasks of jobs that had ended are gone",
  'pieces-missing': ({ count }) => `${counted(count, 'rolled file')} missing`,
  corrupt: ({ detail }) => `a part is damaged: ${detail}`,
  truncated: ({ files }) => (files === 1 ? 'it was cut' : `${counted(files, 'file')} were cut`),
  'no-end': () => 'the application still runs, or crashed: its end is missing',
  'never-ends': () => 'Databricks writes no end of an application: when and how it ended is not known',
  'no-executors': () => 'it names no executor: what was paid is not known',
  malformed: ({ lines }) => `${counted(lines, 'line')} could not be understood`,
  'too-long': ({ lines }) => `${counted(lines, 'line')} longer than 64 MiB left out`,
  untried: ({ version }) =>
    `of Spark ${version}, whose logs were never tried here: figures may be missing or wrong`,
  foreign: ({ events }) => `${counted(events, 'event')} of another product than Apache Spark passed over`,
  clocks: ({ tasks }) => `the clocks of driver and executors disagree in ${counted(tasks, 'task')}`,
}

const SKIPPED: Words<NonNullable<LogStatus['skipped']>> = {
  'not-a-log': () => 'not an event log of Spark, or one in an unknown compression',
  unreadable: ({ detail }) => `cannot be read: ${detail}`,
  duplicate: ({ of }) => `a copy of ${of}`,
}

/** Why an application is more than one program. */
export const sessionsReason = (sessions: number): string =>
  `a Spark Connect server with ${sessions} sessions, which may be different programs`

const say = <T extends { kind: string }>(words: Words<T>, one: T): string =>
  (words as unknown as Record<string, (one: T) => string>)[one.kind]?.(one) ?? one.kind

const gapText = (gap: Gap): string => say(GAPS, gap)

/** Why a log was skipped, what is missing of it, or what to know of it; undefined of one that was read whole. */
export function logReason({ skipped, gaps }: LogStatus): string | undefined {
  if (skipped) return say(SKIPPED, skipped)
  return gaps.length > 0 ? gaps.map(gapText).join('; ') : undefined
}

export const isOdd = ({ skipped, gaps }: LogStatus): boolean => skipped !== undefined || gaps.length > 0
