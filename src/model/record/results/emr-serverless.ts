import { z } from 'zod'
import { MOST_UNIT_HOURS } from '../billed.ts'
import { hasKey, listOf, problemsOf, type ReadResults, type ResultFormat } from './format.ts'

const ENDED = { SUCCESS: 'ok', FAILED: 'failed', CANCELLED: 'cancelled' } as const

/** `aws` prints ISO 8601; the API itself, and older versions of `aws`, seconds since 1970. */
const time = z
  .union([z.iso.datetime({ offset: true, abort: true }), z.number().min(946_684_800).max(4_102_444_800)], {
    error: 'must be a time such as "2026-11-20T03:17:00+00:00", as aws emr-serverless get-job-run prints it',
  })
  .transform((written) => (typeof written === 'number' ? written * 1000 : Date.parse(written)))

const hours = (what: string) =>
  z
    .number({ error: `must be the ${what} billed, a number. Without it, the bill would be too low` })
    .min(0, { error: `must be the ${what} billed, 0 or more`, abort: true })
    .max(MOST_UNIT_HOURS, `must be the ${what} billed, at most ${MOST_UNIT_HOURS.toLocaleString('en')}`)

/** What of a JobRun is needed: https://docs.aws.amazon.com/emr-serverless/latest/APIReference/API_JobRun.html. */
const jobRun = z
  .object({
    createdAt: time,
    endedAt: time.optional(),
    state: z.enum(Object.keys(ENDED) as (keyof typeof ENDED)[], {
      error: `must be ${Object.keys(ENDED).join(', ')}. Export the run once it has ended`,
    }),
    totalExecutionDurationSeconds: z
      .number({ error: 'must be the seconds that the run took' })
      .min(0, 'must be the seconds that the run took, 0 or more'),
    queuedDurationMilliseconds: z.number().min(0).optional(),
    billedResourceUtilization: z.object(
      {
        vCPUHour: hours('vCPU-hours'),
        memoryGBHour: hours('GB-hours of memory'),
        storageGBHour: hours('GB-hours of storage').default(0),
      },
      { error: 'is missing. AWS adds it after the run has ended: export the run again' },
    ),
  })
  .refine(({ createdAt, endedAt }) => endedAt === undefined || endedAt >= createdAt, {
    error: 'must not be before createdAt',
    path: ['endedAt'],
  })
  .refine(
    ({ totalExecutionDurationSeconds: seconds, billedResourceUtilization: { vCPUHour } }) =>
      vCPUHour > 0 || seconds === 0,
    {
      error: 'is 0 although the run took time. AWS adds it after the run has ended: export the run again',
      path: ['billedResourceUtilization', 'vCPUHour'],
    },
  )

const response = z.object({ jobRun })

/** The response of `aws emr-serverless get-job-run`, or a list of such. */
export const emrServerless: ResultFormat = {
  isOne: (json) => listOf(json).some((each) => hasKey(each, 'jobRun')),
  read(json): ReadResults {
    const parsed = listOf(json).map((each) => response.safeParse(each))
    const problems = parsed.flatMap(({ error }, index) => problemsOf(error, index))
    if (problems.length > 0) return { problems }
    return { results: parsed.flatMap(({ data }) => (data ? [resultOf(data.jobRun)] : [])), doubts: [] }
  },
}

function resultOf(run: z.output<typeof jobRun>) {
  const { createdAt, endedAt, state, queuedDurationMilliseconds = 0, billedResourceUtilization } = run
  const execution = run.totalExecutionDurationSeconds
  const total =
    endedAt === undefined ? execution + queuedDurationMilliseconds / 1000 : (endedAt - createdAt) / 1000
  const { vCPUHour, memoryGBHour, storageGBHour } = billedResourceUtilization
  return {
    started: new Date(createdAt).toISOString(),
    seconds: { total, work: Math.min(execution, total) },
    outcome: ENDED[state],
    billed: {
      source: 'EMR Serverless, billedResourceUtilization',
      usage: { vCPU: vCPUHour, GB: memoryGBHour, 'GB of disk': storageGBHour },
    },
  }
}
