import { type StageTasks, type Submission, simulate } from './simulate.ts'

/** Tasks whose durations are kept at once; jobs that overlap are replayed together. */
const MOST_TASKS = 20_000_000

interface Job {
  submittedMs: number
  endedMs: number | null
  stages: number[]
}

/** An application's time if its tasks had run on other cores; null where too much of it overlaps. */
export interface Replayed {
  /** On the cores of the target machine. */
  targetMs: number
  /** On the cores that it had: what that differs by from the time it took is the replay's error. */
  ownMs: number
}

/**
 * Replays jobs while a log is read: whenever none is left running, those since the last such moment are simulated and
 * forgotten. What the driver did between jobs takes the same time on any machine.
 */
export class Replay {
  /** Cores that a task takes. */
  taskCpus = 1
  readonly #targetCores: number
  readonly #jobs = new Map<number, Job>()
  readonly #stages = new Map<number, { parents: readonly number[]; tasks: number[] }>()
  #running = 0
  #tasks = 0
  #isTooMuch = false
  /** By how much the replays of past jobs are longer than those were. */
  #targetExtraMs = 0
  #ownExtraMs = 0
  #start: { ms: number; coreMs: number } | undefined

  constructor(targetCores: number) {
    this.#targetCores = targetCores
  }

  /** @param coreMs what was paid up to now */
  submitted(id: number, ms: number, stages: ReadonlyMap<number, readonly number[]>, coreMs: number): void {
    this.#start ??= { ms, coreMs }
    this.#jobs.set(id, { submittedMs: ms, endedMs: null, stages: [...stages.keys()] })
    this.#running += 1
    for (const [stage, parents] of stages)
      if (!this.#stages.has(stage)) this.#stages.set(stage, { parents, tasks: [] })
  }

  task(stage: number, ms: number): void {
    if (this.#isTooMuch) return
    this.#stages.get(stage)?.tasks.push(Math.max(0, ms))
    this.#tasks += 1
    if (this.#tasks <= MOST_TASKS) return
    this.#isTooMuch = true
    this.#stages.clear()
  }

  ended(id: number, ms: number, coreMs: number): void {
    const job = this.#jobs.get(id)
    if (!job || job.endedMs !== null) return
    job.endedMs = Math.max(ms, job.submittedMs)
    this.#running -= 1
    if (this.#running === 0) this.#settle(ms, coreMs)
  }

  /** @param wallMs what the application took */
  end(endMs: number, coreMs: number, wallMs: number): Replayed | null {
    if (this.#start) this.#settle(endMs, coreMs)
    if (this.#isTooMuch) return null
    return { targetMs: wallMs + this.#targetExtraMs, ownMs: wallMs + this.#ownExtraMs }
  }

  #settle(endMs: number, coreMs: number): void {
    const { ms: startMs, coreMs: startCoreMs } = this.#start ?? { ms: endMs, coreMs }
    const tookMs = endMs - startMs
    if (!this.#isTooMuch && tookMs > 0) {
      const submissions = this.#submissions(startMs)
      const ownCores = Math.round((coreMs - startCoreMs) / tookMs)
      this.#ownExtraMs += simulate(submissions, this.#slots(ownCores)) - tookMs
      this.#targetExtraMs += simulate(submissions, this.#slots(this.#targetCores)) - tookMs
    }
    this.#jobs.clear()
    this.#stages.clear()
    this.#running = 0
    this.#tasks = 0
    this.#start = undefined
  }

  #slots(cores: number): number {
    return Math.max(1, Math.floor(cores / this.taskCpus))
  }

  /** Each job waits for the one that ended last before it was submitted, and for as long after it as it did. */
  #submissions(startMs: number): Submission[] {
    const jobs = [...this.#jobs.values()].toSorted((a, b) => a.submittedMs - b.submittedMs)
    const ends = jobs
      .flatMap(({ endedMs }, index) => (endedMs === null ? [] : [{ index, endedMs }]))
      .toSorted((a, b) => a.endedMs - b.endedMs)
    const owned = new Set<number>()
    let ended = 0
    return jobs.map(({ submittedMs, stages }, index) => {
      while ((ends[ended]?.endedMs ?? Number.POSITIVE_INFINITY) <= submittedMs) ended++
      const before = ends.slice(0, ended).findLast((end) => end.index < index)
      const own = stages.filter((id) => !owned.has(id))
      for (const id of own) owned.add(id)
      return {
        stages: new Map(own.map((id): [number, StageTasks] => [id, this.#stages.get(id) ?? NOTHING])),
        after: before?.index ?? null,
        delayMs: submittedMs - (before?.endedMs ?? startMs),
      }
    })
  }
}

const NOTHING: StageTasks = { parents: [], tasks: [] }
