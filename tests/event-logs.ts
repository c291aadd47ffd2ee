import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { root } from './etl-compare.ts'

const FOLDER = join(root, 'tests/eventlogs')

/** Real logs of small jobs, made by `make_all.py`. */
export const EVENT_LOGS = join(FOLDER, 'logs')
/** The log of `rdd` by each of Spark's codecs. */
export const PACKED_LOGS = join(FOLDER, 'packed')

/** A log's file, or the folder of a rolled one. */
export const logPath = (name: string): string => {
  const file = join(EVENT_LOGS, `${name}.gz`)
  return existsSync(file) ? file : join(EVENT_LOGS, name)
}

/** The log of a real run on a standalone cluster of two workers. */
export const CLUSTER_LOG = join(root, 'examples/leave-the-cluster/logs/2026-11-24.gz')
export const clusterLog = (): string => gunzipSync(readFileSync(CLUSTER_LOG)).toString()

/** A real log's text. */
export const eventLog = (name: string): Buffer => gunzipSync(readFileSync(join(EVENT_LOGS, `${name}.gz`)))

export const linesOf = (log: Buffer): string[] => log.toString().trimEnd().split('\n')

/** What Spark's REST API, the kernel and the program's own clock said while a log was made. */
export interface Answer {
  counts: Record<
    | 'tasks'
    | 'failedTasks'
    | 'jobs'
    | 'failedJobs'
    | 'queries'
    | 'readBytes'
    | 'outputBytes'
    | 'shuffleBytes'
    | 'spilledBytes',
    number
  >
  taskSeconds: number
  /** Of the executor's heap, and of the JVM; null where driver and executors were several processes. */
  heapBytes: number
  processBytes: number | null
  /** Least and most, by the clock of the program. */
  seconds: [number, number]
  coreSeconds: [number, number]
}

export const answerOf = (name: string): Answer =>
  JSON.parse(readFileSync(join(FOLDER, 'answers', `${name}.json`), 'utf8'))
