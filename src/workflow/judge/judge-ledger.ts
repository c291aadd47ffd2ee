import { z } from 'zod'
import { invalidOption } from '../../errors.ts'
import { isRun } from '../../verdict/evidence/eligible.ts'
import { judge } from '../../verdict/judge.ts'
import { policyDoubts } from '../../verdict/policy-doubts.ts'
import { subjectsOf } from '../../verdict/subjects.ts'
import type { Verdict } from '../../verdict/verdict.ts'
import { type LedgerAtPlace, readLedger } from '../ledger/read-ledger.ts'
import { jobsToJudge } from './jobs.ts'

export interface JudgeRequest {
  jobs: string[]
  /** Configuration that says what the policy, jobs, engines and tables are. */
  policy?: string
  ledger?: string
  /** UTC day: later runs are not counted. */
  asOf: string
}

export interface JudgedLedger extends Pick<LedgerAtPlace, 'place' | 'leftOut'> {
  verdicts: Verdict[]
  /** What keeps runs or candidates from being judged, in sentences. */
  notes: string[]
  hasJobs: boolean
}

/**
 * Judges every candidate of the jobs on what the ledger holds.
 *
 * @throws UserError `optionInvalid` for the day, and those of the ledger and the configuration
 */
export async function judgeLedger(request: JudgeRequest, signal: AbortSignal): Promise<JudgedLedger> {
  const { asOf } = request
  if (!z.iso.date().safeParse(asOf).success)
    throw invalidOption('--as-of', asOf, 'a UTC day such as 2026-11-20')
  const { records: all, leftOut, place } = await readLedger(request.ledger, signal)
  const records = all.filter(({ when }) => when.slice(0, 10) <= asOf)
  const { jobs, limits } = await jobsToJudge(request, records, place)
  const ofJobs = jobs.map((job) => ({ job, subjects: subjectsOf(job, limits, records) }))
  const runs = all.filter(isRun)
  const later = runs.length - records.filter(isRun).length
  return {
    place,
    leftOut,
    verdicts: ofJobs.flatMap(({ job, subjects }) =>
      subjects.map((subject) => judge(records, subject, job, asOf)),
    ),
    notes: [
      ...(later > 0 ? [`${later} of ${runs.length} runs are later than ${asOf} and are not counted.`] : []),
      ...jobs.flatMap((job) => policyDoubts(job, asOf).map((doubt) => `${job.name}: policy: ${doubt}`)),
      ...ofJobs.flatMap(({ job, subjects }) =>
        subjects.length > 0
          ? []
          : [
              `${job.name}: only ${job.baseline} has run, so there is nothing to judge. Run or record a candidate for the same partitions.`,
            ],
      ),
    ],
    hasJobs: jobs.length > 0,
  }
}
