import type { Application, ApplicationFacts } from './application.ts'
import type { Listener, Told } from './events/events.ts'
import type { ExecutorMemory } from './events/executor-memory.ts'
import { PeakMemory } from './peak-memory.ts'
import { Queries, type QueriesSeen } from './queries.ts'
import { type RddSeen, RddWork } from './rdd-work.ts'
import { Replay, type Replayed } from './replay/replay.ts'
import { type TaskSums, Tasks } from './tasks.ts'
import { Timeline } from './timeline.ts'

/** What an application did, and what of it a target machine could do at once. */
export interface WorkFacts {
  tasks: TaskSums
  queries: QueriesSeen
  rdd: RddSeen
  isStreaming: boolean
  peak: ExecutorMemory
  /** Milliseconds in which more tasks ran than the target machine runs at once. */
  crowdedMs: number
  /** Null where too much of it overlaps. */
  replayed: Replayed | null
}

/** Tasks and plans of an application, which hears of each event before. */
export class Work implements Listener {
  readonly #application: Application
  readonly #targetCores: number
  readonly #tasks = new Tasks()
  readonly #rdd = new RddWork()
  readonly #peak = new PeakMemory()
  readonly #timeline = new Timeline()
  readonly #replay: Replay
  readonly #queries: Queries
  #taskCpus = 1
  #isStreaming = false

  /** @param isKnown whether the catalogue of differences has an operation */
  constructor(application: Application, targetCores: number, isKnown: (operation: string) => boolean) {
    this.#application = application
    this.#targetCores = targetCores
    this.#replay = new Replay(targetCores)
    this.#queries = new Queries(isKnown)
  }

  /** Once the log was read, and what it says of the application is known. */
  facts({ startMs, endMs, paid }: ApplicationFacts): WorkFacts {
    const wallMs = endMs - startMs
    return {
      tasks: this.#tasks.sums,
      queries: this.#queries.end(),
      rdd: this.#rdd.seen,
      isStreaming: this.#isStreaming,
      peak: this.#peak.most,
      crowdedMs: Math.min(wallMs, this.#timeline.msAbove(this.#targetCores / this.#taskCpus)),
      replayed: this.#replay.end(endMs, paid.coreMs, wallMs),
    }
  }

  configured({ 'Spark Properties': settings }: Told['configured']): void {
    this.#taskCpus = Math.max(1, Number(settings['spark.task.cpus'] ?? 1) || 1)
    this.#replay.taskCpus = this.#taskCpus
  }

  executorAdded(event: Told['executorAdded']): void {
    this.#peak.executorAdded(event['Executor ID'])
  }

  executorUsed(event: Told['executorUsed']): void {
    this.#peak.executorUsed(event['Executor ID'], event['Executor Metrics'])
  }

  jobStarted(event: Told['jobStarted']): void {
    const ms = event['Submission Time']
    const parents = new Map(event['Stage Infos'].map((info) => [info['Stage ID'], info['Parent IDs']]))
    const stages = new Map(event['Stage IDs'].map((id) => [id, parents.get(id) ?? []]))
    this.#replay.submitted(event['Job ID'], ms, stages, this.#application.coreMsUntil(ms))
    this.#rdd.started(event)
  }

  jobEnded(event: Told['jobEnded']): void {
    const ms = event['Completion Time']
    this.#replay.ended(event['Job ID'], ms, this.#application.coreMsUntil(ms))
  }

  stageEnded({ 'Stage Info': info }: Told['stageEnded']): void {
    this.#tasks.stageEnded(info['Stage ID'])
  }

  taskEnded(task: Told['taskEnded']): void {
    this.#application.saw(task.finished)
    const ms = this.#tasks.ended(task)
    if (task.memory) this.#peak.taskUsed(task.memory)
    this.#rdd.task(task.stage, ms)
    const from = Math.max(0, task.launched - this.#application.startMs)
    this.#timeline.add(from, from + ms)
    if (!task.isFailed && !task.isKilled) this.#replay.task(task.stage, ms)
  }

  queryStarted(event: Told['queryStarted']): void {
    this.#queries.started(event.executionId, event.sparkPlanInfo)
  }

  queryReplanned({ executionId, line }: Told['queryReplanned']): void {
    this.#queries.replanned(executionId, line)
  }

  queryAccumulated(event: Told['queryAccumulated']): void {
    this.#queries.accumulated(event.executionId, event.accumUpdates)
  }

  queryEnded(event: Told['queryEnded']): void {
    this.#queries.ended(event.executionId)
  }

  streamed(): void {
    this.#isStreaming = true
  }
}
