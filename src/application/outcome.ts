import type { Told } from './events/events.ts'
import { isOfQuery } from './events/schemas.ts'

/** What failed of an application's jobs and queries. */
export interface OutcomeSeen {
  jobs: number
  failedJobs: number
  /** A query failed, or a job that belongs to none. */
  hasFailed: boolean
}

const SUCCEEDED = 'JobSucceeded'

/** Jobs of queries that went well may fail: adaptive queries cancel those whose result is no longer needed. */
export class Outcome {
  #jobs = 0
  #failedJobs = 0
  #failedQueries = 0
  #failedOutside = 0
  /** Whether queries tell if they failed: Spark 3.3's do not. */
  #areTelling = false
  /** Jobs of no query that still run. */
  readonly #outside = new Set<number>()

  jobStarted(job: Told['jobStarted']): void {
    this.#jobs += 1
    if (!isOfQuery(job)) this.#outside.add(job['Job ID'])
  }

  jobEnded({ 'Job ID': id, 'Job Result': { Result: result } }: Told['jobEnded']): void {
    const isOutside = this.#outside.delete(id)
    if (result === SUCCEEDED) return
    this.#failedJobs += 1
    if (isOutside) this.#failedOutside += 1
  }

  /** @param error empty where the query went well, null where the log does not say */
  queryEnded(error: string | null): void {
    if (error !== null) this.#areTelling = true
    if (error) this.#failedQueries += 1
  }

  get seen(): OutcomeSeen {
    const failedJobs = this.#areTelling ? this.#failedOutside : this.#failedJobs
    return {
      jobs: this.#jobs,
      failedJobs: this.#failedJobs,
      hasFailed: failedJobs > 0 || this.#failedQueries > 0,
    }
  }
}
