import type { ApplicationFacts } from '../application/application.ts'
import { type NodeKind, nodeKind, PYTHON_WHY } from '../application/plan/node-kinds.ts'
import type { WorkFacts } from '../application/work.ts'
import { type Measurement, unmeasured } from '../model/measures/measure.ts'
import { type Attempt, attemptOf, type Gap, MS } from './attempt.ts'

/** An attempt and the work that it did, as one machine would have to do it. */
export interface Run extends Attempt {
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
  readBytes: Measurement
  outputBytes: Measurement
  shuffleBytes: Measurement
  largestShuffleBytes: Measurement
  largestBroadcastBytes: Measurement
  spilledBytes: Measurement
  gcShare: Measurement
  tasks: Measurement
  failedTasks: Measurement
  jobs: Measurement
  failedJobs: Measurement
  queries: Measurement
  /** Share of the tasks' time that belongs to no query of Spark SQL. */
  rddShare: Measurement
  isStreaming: boolean
  nodes: Record<NodeKind | 'unknown', string[]>
  hasPython: boolean
  /** As the catalogue of differences names them. */
  operations: string[]
}

/** In such a log, figures of all tasks would be too small. */
const PATCHY: ReadonlySet<Gap['kind']> = new Set(['no-start', 'compacted', 'pieces-missing', 'corrupt'])

/** What the facts of a log mean on a machine. */
export function runOf(path: string, facts: ApplicationFacts & WorkFacts, gaps: Gap[]): Run {
  const { tasks, queries, paid, outcome, peak, replayed } = facts
  const wallMs = facts.endMs - facts.startMs
  const nodes = nodesOf(queries.nodes.keys())
  const isPatchy = gaps.some(({ kind }) => PATCHY.has(kind))
  /** A figure of all tasks. */
  const ofAll = (figure: Measurement): Measurement => (isPatchy ? unmeasured('tasks-missing') : figure)
  const share = (part: number, whole: number, reason: string): Measurement =>
    ofAll(whole > 0 ? part / whole : unmeasured(reason))
  return {
    ...attemptOf(path, facts, gaps),
    executorBytes: paid.mostBytes ?? unmeasured('no-memory-setting'),
    peakHeapBytes: ofAll(peak.heap || unmeasured('no-memory-samples')),
    peakProcessBytes: ofAll(peak.processes || unmeasured('no-process-samples')),
    occupiedShare: share(tasks.durationMs, paid.coreMs, 'no-executors'),
    fittingShare: share(wallMs - facts.crowdedMs, wallMs, 'no-time'),
    replaySeconds: ofAll(replayed ? replayed.targetMs / MS : unmeasured('too-many-tasks')),
    replayError: replayed ? share(replayed.ownMs - wallMs, wallMs, 'no-time') : unmeasured('too-many-tasks'),
    fileBytes: ofAll(fileBytesOf(facts)),
    readBytes: ofAll(tasks.inputRead),
    outputBytes: ofAll(tasks.outputWritten),
    shuffleBytes: ofAll(tasks.shuffleWritten),
    largestShuffleBytes: ofAll(tasks.largestShuffle),
    largestBroadcastBytes: ofAll(queries.largestBroadcast),
    spilledBytes: ofAll(tasks.diskSpilled),
    gcShare: share(tasks.gcMs, tasks.runMs, 'no-tasks'),
    tasks: ofAll(tasks.tasks),
    failedTasks: ofAll(tasks.failed),
    jobs: ofAll(outcome.jobs),
    failedJobs: ofAll(outcome.failedJobs),
    queries: ofAll(queries.queries),
    rddShare: share(facts.rdd.ms, tasks.durationMs, 'no-tasks'),
    isStreaming: facts.isStreaming,
    nodes,
    hasPython: nodes.work.some((name) => nodeKind(name)?.why === PYTHON_WHY),
    operations: [...queries.operations].toSorted(),
  }
}

/** Scans of RDDs are of what the program made itself, unless RDDs read files. */
function fileBytesOf({ queries, rdd }: WorkFacts): Measurement {
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
