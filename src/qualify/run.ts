import type { Facts } from '../application/application.ts'
import { type NodeKind, nodeKind, PYTHON_WHY } from '../application/plan/node-kinds.ts'
import { type Measurement, unmeasured } from '../model/measures/measure.ts'

/** Why a log was not read whole. */
export type Gap =
  | { kind: 'truncated'; files: number }
  | { kind: 'corrupt'; detail: string }
  | { kind: 'no-start' }
  | { kind: 'no-end' }
  | { kind: 'compacted' }
  | { kind: 'pieces-missing'; count: number }
  | { kind: 'malformed'; lines: number }
  | { kind: 'too-long'; lines: number }
  | { kind: 'clocks'; tasks: number }

/** One attempt of an application, as far as its log goes. Times in seconds, amounts in bytes. */
export interface Run {
  path: string
  /** Empty where the log was read whole. */
  gaps: Gap[]
  id: string | null
  attempt: string | null
  name: string
  sparkVersion: string | null
  startedAt: string
  wallSeconds: number
  /** It never ended, its program failed, or a query or a job on RDDs did. */
  isFailed: boolean
  /** Executors' cores and memory for as long as they lived. */
  coreHours: number
  memoryGbHours: Measurement
  mostCores: number
  /** Of the largest executor, as paid; and the most that one used, by Spark's samples. */
  executorBytes: Measurement
  peakHeapBytes: Measurement
  peakProcessBytes: Measurement
  /** Share of the paid core-time in which tasks ran. */
  occupiedShare: Measurement
  /** Share of the time in which no more tasks ran than the target machine runs at once. */
  fittingShare: Measurement
  /** Seconds of the same tasks on the target's cores, and by what share the same replay on its own cores is off. */
  replaySeconds: Measurement
  replayError: Measurement
  /** Of the files that were to be read: an upper bound. */
  fileBytes: Measurement
  /** What tasks say they read: a lower bound, since not all reads are counted. */
  readBytes: number
  outputBytes: number
  shuffleBytes: number
  largestShuffleBytes: Measurement
  largestBroadcastBytes: number
  spilledBytes: number
  gcShare: Measurement
  tasks: number
  failedTasks: number
  jobs: number
  failedJobs: number
  queries: number
  /** Share of the tasks' time that belongs to no query of Spark SQL. */
  rddShare: Measurement
  isStreaming: boolean
  /** Of clients of a Spark Connect server; 0 of any other application. */
  sessions: number
  nodes: Record<NodeKind | 'unknown', string[]>
  hasPython: boolean
  /** As the catalogue of differences names them. */
  operations: string[]
}

/** In such a log, figures of all tasks would be too small. */
const PATCHY: ReadonlySet<Gap['kind']> = new Set(['no-start', 'compacted', 'pieces-missing', 'corrupt'])

const MS = 1000
const MS_AN_HOUR = 3_600_000
const NO_NAME = '(no name)'
const MOST_NAME = 100

/** What the facts of a log mean on a machine. */
export function runOf(path: string, facts: Facts, gaps: Gap[]): Run {
  const { tasks, queries, paid, replayed } = facts
  const wallMs = facts.endMs - facts.startMs
  const nodes = nodesOf(queries.nodes.keys())
  const isPatchy = gaps.some(({ kind }) => PATCHY.has(kind))
  /** A figure of all tasks. */
  const ofAll = (figure: Measurement): Measurement => (isPatchy ? unmeasured('tasks-missing') : figure)
  const share = (part: number, whole: number, reason: string): Measurement =>
    ofAll(whole > 0 ? part / whole : unmeasured(reason))
  return {
    path,
    gaps,
    id: facts.id,
    attempt: facts.attempt,
    name: facts.name?.slice(0, MOST_NAME) ?? NO_NAME,
    sparkVersion: facts.sparkVersion,
    startedAt: new Date(facts.startMs).toISOString(),
    wallSeconds: wallMs / MS,
    isFailed: isFailed(facts),
    coreHours: paid.coreMs / MS_AN_HOUR,
    memoryGbHours: paid.byteMs === null ? unmeasured('no-memory-setting') : paid.byteMs / 1e9 / MS_AN_HOUR,
    mostCores: paid.mostCores,
    executorBytes: paid.mostBytes ?? unmeasured('no-memory-setting'),
    peakHeapBytes: ofAll(paid.used.heap || unmeasured('no-memory-samples')),
    peakProcessBytes: ofAll(paid.used.processes || unmeasured('no-process-samples')),
    occupiedShare: share(tasks.durationMs, paid.coreMs, 'no-executors'),
    fittingShare: share(wallMs - facts.crowdedMs, wallMs, 'no-time'),
    replaySeconds: ofAll(replayed ? replayed.targetMs / MS : unmeasured('too-many-tasks')),
    replayError: replayed ? share(replayed.ownMs - wallMs, wallMs, 'no-time') : unmeasured('too-many-tasks'),
    fileBytes: ofAll(fileBytesOf(facts)),
    readBytes: tasks.inputRead,
    outputBytes: tasks.outputWritten,
    shuffleBytes: tasks.shuffleWritten,
    largestShuffleBytes: ofAll(tasks.largestShuffle),
    largestBroadcastBytes: queries.largestBroadcast,
    spilledBytes: tasks.diskSpilled,
    gcShare: share(tasks.gcMs, tasks.runMs, 'no-tasks'),
    tasks: tasks.tasks,
    failedTasks: tasks.failed,
    jobs: facts.jobs,
    failedJobs: facts.failedJobs,
    queries: queries.queries,
    rddShare: share(facts.rdd.ms, tasks.durationMs, 'no-tasks'),
    isStreaming: facts.isStreaming,
    sessions: facts.sessions,
    nodes,
    hasPython: nodes.work.some((name) => nodeKind(name)?.why === PYTHON_WHY),
    operations: [...queries.operations].toSorted(),
  }
}

/** Jobs of queries that went well may fail: adaptive queries cancel those whose result is no longer needed. */
function isFailed({ hasEnd, exitCode, queries, failedJobs, rdd }: Facts): boolean {
  const failed = queries.areTelling ? rdd.failedJobs : failedJobs
  return !hasEnd || (exitCode ?? 0) !== 0 || queries.failed > 0 || failed > 0
}

/** Scans of RDDs are of what the program made itself, unless RDDs read files. */
function fileBytesOf({ queries, rdd }: Facts): Measurement {
  const { scans, scansWithoutSize, rddScans, fileBytes } = queries
  const withoutSize = scansWithoutSize + (rdd.readsFiles ? rddScans : 0)
  if (withoutSize > 0) return unmeasured('scans-without-size')
  return scans === 0 ? unmeasured('no-scans') : fileBytes
}

function nodesOf(names: Iterable<string>): Run['nodes'] {
  const nodes: Run['nodes'] = { portable: [], work: [], blocking: [], unknown: [] }
  for (const name of [...names].toSorted()) nodes[nodeKind(name)?.kind ?? 'unknown'].push(name)
  return nodes
}
