import { z } from 'zod'
import { eventName } from './events/event-name.ts'
import * as schemas from './events/schemas.ts'
import { parseTaskEnd, scanTaskEnd, type TaskEnd } from './events/task-end.ts'
import { Executors, type Paid } from './executors.ts'
import { Life, type Lived } from './life.ts'
import { Queries, type QueriesSeen } from './queries.ts'
import { type RddSeen, RddWork } from './rdd-work.ts'
import { Replay, type Replayed } from './replay/replay.ts'
import { type TaskSums, Tasks } from './tasks.ts'
import { Timeline } from './timeline.ts'

/** What the log of one attempt of an application comes to. */
export interface Facts extends Lived {
  paid: Paid
  tasks: TaskSums
  jobs: number
  failedJobs: number
  queries: QueriesSeen
  rdd: RddSeen
  isStreaming: boolean
  /** Of clients of a Spark Connect server. */
  sessions: number
  /** Milliseconds in which more tasks ran than the target machine runs at once. */
  crowdedMs: number
  replayed: Replayed | null
  /** Lines that are no event, or not as Spark writes it. */
  malformed: number
}

/** A log whose first lines are all no events is none of Spark's. */
const MOST_STRANGE = 20
const STREAMING = 'org.apache.spark.sql.streaming.StreamingQueryListener$'
const SQL = 'org.apache.spark.sql.execution.ui.SparkListener'
const CONNECT = 'org.apache.spark.sql.connect.service.SparkListenerConnect'

/** Takes the events of one log, line by line, and keeps what they come to. */
export class Application {
  #events = 0
  #malformed = 0
  #jobs = 0
  #failedJobs = 0
  #isStreaming = false
  #sessions = 0
  #taskCpus = 1
  readonly #targetCores: number
  readonly #life = new Life()
  readonly #executors = new Executors()
  readonly #tasks = new Tasks()
  readonly #rdd = new RddWork()
  readonly #timeline = new Timeline()
  readonly #replay: Replay
  readonly #queries: Queries
  readonly #handlers: ReadonlyMap<string, (line: Buffer) => void>

  /** @param isKnown whether the catalogue of differences has an operation */
  constructor(targetCores: number, isKnown: (operation: string) => boolean) {
    this.#targetCores = targetCores
    this.#replay = new Replay(targetCores)
    this.#queries = new Queries(isKnown, (line) =>
      this.#understood(() => schemas.parsed(schemas.executionPlan, line).sparkPlanInfo),
    )
    this.#handlers = new Map([...this.#ofApplication(), ...this.#ofJobs(), ...this.#ofQueries()])
  }

  /** @returns false of a line that is no event, or not as Spark writes it */
  accept(line: Buffer): boolean {
    const name = this.#understood(() => {
      const name = eventName(line) ?? schemas.parsed(schemas.anyEvent, line).Event
      this.#handlers.get(name)?.(line)
      return name
    })
    if (name === undefined) return false
    if (name.startsWith(STREAMING)) this.#isStreaming = true
    this.#events += 1
    return true
  }

  /** Counts what is not as Spark writes it. */
  #understood<T>(read: () => T): T | undefined {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof SyntaxError || error instanceof z.ZodError)) throw error
      this.#malformed += 1
      return undefined
    }
  }

  isFutile(): boolean {
    return this.#events === 0 && this.#malformed >= MOST_STRANGE
  }

  /** Undefined where no event was seen. */
  facts(): Facts | undefined {
    if (this.#events === 0) return undefined
    const lived = this.#life.lived
    const paid = this.#executors.end(lived.endMs)
    const wallMs = lived.endMs - lived.startMs
    return {
      ...lived,
      paid,
      tasks: this.#tasks.sums,
      jobs: this.#jobs,
      failedJobs: this.#failedJobs,
      queries: this.#queries.end(),
      rdd: this.#rdd.seen,
      isStreaming: this.#isStreaming,
      sessions: this.#sessions,
      crowdedMs: Math.min(wallMs, this.#timeline.msAbove(this.#targetCores / this.#taskCpus)),
      replayed: this.#replay.end(lived.endMs, paid.coreMs, wallMs),
      malformed: this.#malformed,
    }
  }

  #ofApplication() {
    return [
      on('SparkListenerLogStart', schemas.logStart, (event) => this.#life.version(event['Spark Version'])),
      on('SparkListenerApplicationStart', schemas.applicationStart, (event) =>
        this.#life.started(event.Timestamp, {
          id: event['App ID'] ?? null,
          attempt: event['App Attempt ID'] ?? null,
          name: event['App Name'],
        }),
      ),
      on('SparkListenerApplicationEnd', schemas.applicationEnd, (event) =>
        this.#life.ended(event.Timestamp, event.ExitCode ?? null),
      ),
      on('SparkListenerEnvironmentUpdate', schemas.environmentUpdate, ({ 'Spark Properties': settings }) => {
        this.#executors.configured(settings)
        this.#taskCpus = Math.max(1, Number(settings['spark.task.cpus'] ?? 1) || 1)
        this.#replay.taskCpus = this.#taskCpus
      }),
      on('SparkListenerResourceProfileAdded', schemas.resourceProfileAdded, (event) =>
        this.#executors.profile(event['Resource Profile Id'], event['Executor Resource Requests']),
      ),
      on('SparkListenerExecutorAdded', schemas.executorAdded, (event) => {
        this.#life.saw(event.Timestamp)
        const { 'Total Cores': cores, 'Resource Profile Id': profile } = event['Executor Info']
        this.#executors.added(event['Executor ID'], event.Timestamp, cores, profile)
      }),
      on('SparkListenerExecutorRemoved', schemas.executorRemoved, (event) => {
        this.#life.saw(event.Timestamp)
        this.#executors.removed(event['Executor ID'], event.Timestamp)
      }),
      on('SparkListenerStageExecutorMetrics', schemas.stageExecutorMetrics, (event) =>
        this.#executors.used(event['Executor ID'], event['Executor Metrics']),
      ),
      [
        `${CONNECT}SessionStarted`,
        () => {
          this.#sessions += 1
        },
      ] as const,
    ]
  }

  #ofJobs() {
    return [
      on('SparkListenerJobStart', schemas.jobStart, (event) => this.#jobStarted(event)),
      on('SparkListenerJobEnd', schemas.jobEnd, (event) => {
        const ms = event['Completion Time']
        this.#life.saw(ms)
        const hasFailed = event['Job Result'].Result !== 'JobSucceeded'
        if (hasFailed) this.#failedJobs += 1
        this.#rdd.ended(event['Job ID'], hasFailed)
        this.#replay.ended(event['Job ID'], ms, this.#executors.coreMsUntil(ms))
      }),
      on('SparkListenerStageCompleted', schemas.stageCompleted, ({ 'Stage Info': info }) =>
        this.#tasks.stageEnded(info['Stage ID']),
      ),
      [
        'SparkListenerTaskEnd',
        (line: Buffer) => this.#taskEnded(scanTaskEnd(line) ?? parseTaskEnd(line)),
      ] as const,
    ]
  }

  #jobStarted(event: schemas.JobStart): void {
    const ms = event['Submission Time']
    this.#life.saw(ms)
    this.#jobs += 1
    const parents = new Map(event['Stage Infos'].map((info) => [info['Stage ID'], info['Parent IDs']]))
    const stages = new Map(event['Stage IDs'].map((id) => [id, parents.get(id) ?? []]))
    this.#replay.submitted(event['Job ID'], ms, stages, this.#executors.coreMsUntil(ms))
    this.#rdd.started(event)
  }

  #taskEnded(task: TaskEnd): void {
    this.#life.saw(task.finished)
    const ms = this.#tasks.ended(task)
    if (task.memory) this.#executors.tasksUsed(task.memory)
    this.#rdd.task(task.stage, ms)
    const from = Math.max(0, task.launched - this.#life.startMs)
    this.#timeline.add(from, from + ms)
    if (!task.isFailed && !task.isKilled) this.#replay.task(task.stage, ms)
  }

  #ofQueries() {
    return [
      on(`${SQL}SQLExecutionStart`, schemas.executionPlan, (event) =>
        this.#queries.started(event.executionId, event.sparkPlanInfo),
      ),
      [
        `${SQL}SQLAdaptiveExecutionUpdate`,
        (line: Buffer) => this.#queries.replanned(executionId(line), line),
      ] as const,
      on(`${SQL}DriverAccumUpdates`, schemas.driverAccumulators, (event) =>
        this.#queries.accumulated(event.executionId, event.accumUpdates),
      ),
      on(`${SQL}SQLExecutionEnd`, schemas.executionEnd, (event) =>
        this.#queries.ended(event.executionId, event.errorMessage ?? null),
      ),
    ]
  }
}

const on = <Schema extends z.ZodType>(
  name: string,
  schema: Schema,
  take: (event: z.output<Schema>) => void,
) => [name, (line: Buffer): void => take(schemas.parsed(schema, line))] as const

const EXECUTION = /"executionId":(\d+)/

/** Of a plan that is not parsed yet. @throws SyntaxError */
function executionId(line: Buffer): number {
  const [, id] = EXECUTION.exec(line.toString('latin1', 0, 300)) ?? []
  if (id === undefined) throw new SyntaxError('no executionId')
  return Number(id)
}
