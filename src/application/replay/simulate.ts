import { MinHeap } from './min-heap.ts'

/** Tasks that can run side by side, once other stages have ended. */
export interface StageTasks {
  /** Stages whose output it reads; those that are not among the simulated ones had ended before. */
  parents: readonly number[]
  /** Milliseconds of each task, in the order in which they ended. */
  tasks: readonly number[]
}

/** What the driver submits at once. */
export interface Submission {
  stages: ReadonlyMap<number, StageTasks>
  /** Which submission it waits for, by its place in the list; null for the start. */
  after: number | null
  /** Milliseconds between that and this one, which the driver spent. */
  delayMs: number
}

/**
 * When the last task ends if tasks are given to the first core that is free, stages in the order in which they become
 * ready: as Spark's FIFO scheduler does, without failures, locality or the time that scheduling takes.
 *
 * @param submissions each after those that it waits for
 * @param slots tasks at once
 * @returns milliseconds from the start
 */
export function simulate(submissions: readonly Submission[], slots: number): number {
  const free = new MinHeap<null>()
  // No more are ever busy than there are tasks: a log may name any number of cores.
  const busiest = Math.min(slots, countTasks(submissions))
  for (let slot = 0; slot < busiest; slot++) free.push(0, null)
  const run = (readyMs: number, tasks: readonly number[]): number => {
    let lastMs = readyMs
    for (const ms of tasks) {
      const endMs = Math.max(readyMs, free.pop()?.key ?? 0) + ms
      free.push(endMs, null)
      if (endMs > lastMs) lastMs = endMs
    }
    return lastMs
  }
  return new Schedule(submissions, run).endMs
}

const countTasks = (submissions: readonly Submission[]): number =>
  submissions.reduce(
    (sum, { stages }) => stages.values().reduce((all, { tasks }) => all + tasks.length, sum),
    0,
  )

/** Gives the end of tasks that may begin at a time. */
type Run = (readyMs: number, tasks: readonly number[]) => number

/** A stage that has not run yet. */
interface Pending extends StageTasks {
  submission: number
  openParents: Set<number>
  readyMs: number
}

/** Runs each stage once its parents, and what its submission waits for, have ended: the first that is ready first. */
class Schedule {
  endMs = 0
  readonly #submissions: readonly Submission[]
  readonly #waiting: ReadonlyMap<number | null, number[]>
  /** By submission, the stages that have not run yet. */
  readonly #pending: Map<number, Pending>[] = []
  readonly #ready = new MinHeap<[number, Pending]>()

  constructor(submissions: readonly Submission[], run: Run) {
    this.#submissions = submissions
    this.#waiting = Map.groupBy(submissions.keys(), (index) => submissions[index]?.after ?? null)
    this.#submitAfter(null, 0)
    for (let next = this.#ready.pop(); next; next = this.#ready.pop()) {
      const [id, stage] = next.value
      this.#finishStage(id, stage, run(next.key, stage.tasks))
    }
  }

  #submitAfter(done: number | null, nowMs: number): void {
    this.endMs = Math.max(this.endMs, nowMs)
    for (const index of this.#waiting.get(done) ?? []) this.#submit(index, nowMs)
  }

  #submit(submission: number, nowMs: number): void {
    const { stages, delayMs } = this.#submissions[submission] as Submission
    const readyMs = nowMs + delayMs
    const pending = [...stages].map(([id, stage]): [number, Pending] => {
      const openParents = new Set(stage.parents.filter((parent) => stages.has(parent)))
      return [id, { ...stage, submission, openParents, readyMs }]
    })
    this.#pending[submission] = new Map(pending)
    for (const one of pending) if (one[1].openParents.size === 0) this.#ready.push(readyMs, one)
    if (pending.length === 0) this.#submitAfter(submission, readyMs)
  }

  #finishStage(id: number, { submission }: Pending, endMs: number): void {
    const pending = this.#pending[submission] as Map<number, Pending>
    pending.delete(id)
    for (const [child, stage] of pending) {
      if (!stage.openParents.delete(id)) continue
      stage.readyMs = Math.max(stage.readyMs, endMs)
      if (stage.openParents.size === 0) this.#ready.push(stage.readyMs, [child, stage])
    }
    this.endMs = Math.max(this.endMs, endMs)
    if (pending.size === 0) this.#submitAfter(submission, endMs)
  }
}
