import { expect, it } from 'vitest'
import { jobStart } from './events/schemas.ts'
import { Outcome } from './outcome.ts'

/** A job that failed, of a query or of none. */
function withFailedJob(query?: string): Outcome {
  const outcome = new Outcome()
  const properties = query === undefined ? {} : { 'spark.sql.execution.id': query }
  outcome.jobStarted(
    jobStart.parse({ 'Job ID': 1, 'Submission Time': 0, 'Stage IDs': [], Properties: properties }),
  )
  outcome.jobEnded({ 'Job ID': 1, 'Completion Time': 9, 'Job Result': { Result: 'JobFailed' } })
  return outcome
}

it('an application fails with its job if the job belongs to no query', () =>
  expect(withFailedJob().seen).toEqual({ jobs: 1, failedJobs: 1, hasFailed: true }))

it.each<[string, string | null, boolean]>([
  ['does not fail where the query went well: Spark itself cancels jobs', '', false],
  ['fails where the query did', 'no such shop', true],
  ['fails where queries do not say, as those of Spark 3.3', null, true],
])('an application whose query has a failed job %s', (_, error, hasFailed) => {
  const outcome = withFailedJob('7')
  outcome.queryEnded(error)
  expect(outcome.seen).toEqual({ jobs: 1, failedJobs: 1, hasFailed })
})
