import { MASTER, PLUGINS, shortMaster } from '../model/record/spark-master.ts'
import type { Listener, Told } from './events/events.ts'
import { Executors, type Paid } from './executors.ts'
import { Life, type Lived } from './life.ts'
import { Outcome, type OutcomeSeen } from './outcome.ts'

/** What one attempt of an application was, whatever work it did. */
export interface ApplicationFacts extends Lived {
  paid: Paid
  outcome: OutcomeSeen
  /** Of clients of a Spark Connect server. */
  sessions: number
  /** As `spark.master` says it, without hosts; null where it is not told. */
  master: string | null
  /** As `spark.plugins` says it; null where it is not told. */
  plugins: string | null
  /** Databricks writes no end of an application. */
  isDatabricks: boolean
  /** Numbered files that are not there before the last one. */
  missingFiles: number
}

/** Characters. */
const MOST_PLUGINS = 200

/** When an application ran and with what success, and which executors were paid. */
export class Application implements Listener {
  readonly #life = new Life()
  readonly #executors = new Executors()
  readonly #outcome = new Outcome()
  #sessions = 0
  #master: string | null = null
  #plugins: string | null = null
  readonly #files = new Set<number>()

  /** Once the log was read. */
  facts(): ApplicationFacts {
    const lived = this.#life.lived
    return {
      ...lived,
      paid: this.#executors.end(lived.endMs),
      outcome: this.#outcome.seen,
      sessions: this.#sessions,
      master: this.#master,
      plugins: this.#plugins,
      isDatabricks: this.#files.size > 0,
      missingFiles: Math.max(-1, ...this.#files) + 1 - this.#files.size,
    }
  }

  /** Of any event that tells a time. */
  saw(ms: number): void {
    this.#life.saw(ms)
  }

  get startMs(): number {
    return this.#life.startMs
  }

  /** Core-milliseconds that were paid up to a time that is not before the last event. */
  coreMsUntil(ms: number): number {
    return this.#executors.coreMsUntil(ms)
  }

  logStarted(event: Told['logStarted']): void {
    this.#life.version(event['Spark Version'])
  }

  databricksFileStarted(event: Told['databricksFileStarted']): void {
    this.#life.version(event['Spark Version'])
    this.#files.add(event['Rollover Number'])
  }

  applicationStarted(event: Told['applicationStarted']): void {
    this.#life.started(event.Timestamp, {
      id: event['App ID'] ?? null,
      attempt: event['App Attempt ID'] ?? null,
      name: event['App Name'],
    })
  }

  applicationEnded(event: Told['applicationEnded']): void {
    this.#life.ended(event.Timestamp, event.ExitCode ?? null)
  }

  configured(event: Told['configured']): void {
    const { [MASTER]: master, [PLUGINS]: plugins } = event['Spark Properties']
    if (master !== undefined) this.#master = shortMaster(master)
    if (plugins !== undefined) this.#plugins = plugins.slice(0, MOST_PLUGINS)
    this.#executors.configured(event['Spark Properties'])
  }

  profileAdded(event: Told['profileAdded']): void {
    this.#executors.profile(event['Resource Profile Id'], event['Executor Resource Requests'])
  }

  executorAdded(event: Told['executorAdded']): void {
    this.saw(event.Timestamp)
    const { 'Total Cores': cores, 'Resource Profile Id': profile } = event['Executor Info']
    this.#executors.added(event['Executor ID'], event.Timestamp, cores, profile)
  }

  executorRemoved(event: Told['executorRemoved']): void {
    this.saw(event.Timestamp)
    this.#executors.removed(event['Executor ID'], event.Timestamp)
  }

  sessionStarted(): void {
    this.#sessions += 1
  }

  jobStarted(event: Told['jobStarted']): void {
    this.saw(event['Submission Time'])
    this.#outcome.jobStarted(event)
  }

  jobEnded(event: Told['jobEnded']): void {
    this.saw(event['Completion Time'])
    this.#outcome.jobEnded(event)
  }

  queryEnded({ errorMessage }: Told['queryEnded']): void {
    this.#outcome.queryEnded(errorMessage ?? null)
  }
}
