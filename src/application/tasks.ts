import type { TaskEnd, TaskMetrics } from './events/task-end.ts'

/** Sums over tasks, in the units of `TaskMetrics`. */
export interface TaskSums extends TaskMetrics {
  tasks: number
  failed: number
  killed: number
  /** Milliseconds from launch to end. */
  durationMs: number
  /** The most that one stage wrote for others to read. */
  largestShuffle: number
  /** Tasks whose clocks contradict each other: they end before they begin, or work for longer than they last. */
  clockDoubts: number
}

/** Between an executor's clock and the driver's, milliseconds that are no wonder. */
const CLOCK_TOLERANCE_MS = 1000

/** All tasks of an application, those that failed too: their cores were paid. */
export class Tasks {
  readonly sums: TaskSums = {
    tasks: 0,
    failed: 0,
    killed: 0,
    durationMs: 0,
    largestShuffle: 0,
    clockDoubts: 0,
    runMs: 0,
    cpuNs: 0,
    gcMs: 0,
    memorySpilled: 0,
    diskSpilled: 0,
    remoteRead: 0,
    localRead: 0,
    shuffleWritten: 0,
    inputRead: 0,
    outputWritten: 0,
  }
  readonly #shuffles = new Map<number, number>()

  /** @returns how long it lasted, milliseconds */
  ended({ stage, launched, finished, isFailed, isKilled, metrics }: TaskEnd): number {
    const { sums } = this
    const toldMs = finished - launched
    sums.tasks += 1
    if (isFailed) sums.failed += 1
    else if (isKilled) sums.killed += 1
    const isDoubtful = toldMs < 0 || (metrics?.runMs ?? 0) > toldMs + CLOCK_TOLERANCE_MS
    if (isDoubtful) sums.clockDoubts += 1
    const ms = isDoubtful ? (metrics?.runMs ?? 0) : toldMs
    sums.durationMs += ms
    if (metrics) this.#add(stage, metrics)
    return ms
  }

  #add(stage: number, metrics: TaskMetrics): void {
    for (const name of NAMES) this.sums[name] += metrics[name]
    if (metrics.shuffleWritten === 0) return
    const written = (this.#shuffles.get(stage) ?? 0) + metrics.shuffleWritten
    this.#shuffles.set(stage, written)
    this.sums.largestShuffle = Math.max(this.sums.largestShuffle, written)
  }

  /** Forgets a stage that has ended. */
  stageEnded(stage: number): void {
    this.#shuffles.delete(stage)
  }
}

const NAMES = [
  'runMs',
  'cpuNs',
  'gcMs',
  'memorySpilled',
  'diskSpilled',
  'remoteRead',
  'localRead',
  'shuffleWritten',
  'inputRead',
  'outputWritten',
] as const satisfies readonly (keyof TaskMetrics)[]
