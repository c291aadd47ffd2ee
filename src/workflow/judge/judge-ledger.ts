import { z } from 'zod'
import type { Context } from '../../context.ts'
import { invalidOption } from '../../errors.ts'
import type { LeftOut } from '../../ledger/contents.ts'
import type { RunRecord } from '../../model/record/schema.ts'
import { isSimulated } from '../../model/record/simulated.ts'
import { utcDayOf } from '../../model/units/day.ts'
import { policyDoubtText } from '../../render/policy-doubts.ts'
import { simulatedText } from '../../render/site/simulated.ts'
import { isRun, recordsByJob } from '../../verdict/evidence/eligible.ts'
import type { Subject } from '../../verdict/evidence/subject.ts'
import { judgePast } from '../../verdict/judge.ts'
import { type Measured, measuredOf } from '../../verdict/measured.ts'
import { pastOf } from '../../verdict/past.ts'
import { policyDoubts } from '../../verdict/policy-doubts.ts'
import { subjectsOf } from '../../verdict/subjects.ts'
import type { Verdict } from '../../verdict/verdict.ts'
import { readLedger } from '../ledger/read-ledger.ts'
import { type Judged, jobsToJudge } from './jobs.ts'

export interface JudgeRequest {
  jobs: string[]
  /** Configuration that says what the policy, jobs, engines and tables are. */
  config?: string
  ledger?: string
  /** UTC day, by default today: later runs are not counted. */
  asOf?: string
  /** Whether a ledger that is not there is a mistake, which is the default, or has no run yet. */
  absent?: 'mistake' | 'empty'
}

/** What a ledger holds to judge. */
export interface Evidence extends Pick<Judged, 'publish'> {
  /** Of the ledger, for people. */
  place: string
  asOf: string
  /** Each with what is judged of it: one subject a candidate. */
  jobs: (Judged['jobs'][number] & { subjects: Subject[] })[]
  /** Those up to the day. */
  records: RunRecord[]
  /** What keeps runs or candidates from being judged, in sentences. */
  notes: string[]
  leftOut: LeftOut[]
}

/**
 * Judges every candidate of the jobs on what the ledger holds.
 *
 * @returns beside the verdicts, what was measured at every size, at all limits and on all machines, counted when it is asked for
 * @throws UserError those of {@link readEvidence}
 */
export async function judgeLedger(
  request: JudgeRequest,
  context: Pick<Context, 'now' | 'signal'>,
): Promise<Evidence & { verdicts: Verdict[]; toMeasured: () => Measured[] }> {
  const evidence = await readEvidence(request, context)
  const recordsFor = recordsByJob(evidence.records)
  const { asOf } = evidence
  const judged = evidence.jobs.map((job) => {
    const records = recordsFor(job.name)
    const pasts = job.subjects.map((subject) => ({ subject, past: pastOf(records, subject, job, asOf) }))
    return { job, records, pasts }
  })
  const verdicts = judged.flatMap(({ job, pasts }) =>
    pasts.map(({ subject, past }) => judgePast(past, subject, job, asOf)),
  )
  const toMeasured = () => judged.flatMap(({ job, records, pasts }) => measuredOf(records, job, asOf, pasts))
  return { ...evidence, verdicts, toMeasured }
}

/**
 * What is to be judged, and on what.
 *
 * @throws UserError `optionInvalid` for the day, and those of the ledger and the configuration
 */
export async function readEvidence(
  request: JudgeRequest,
  { now, signal }: Pick<Context, 'now' | 'signal'>,
): Promise<Evidence> {
  const { asOf = utcDayOf(now()) } = request
  if (!z.iso.date().safeParse(asOf).success)
    throw invalidOption('--as-of', asOf, 'a UTC day such as 2026-11-20')
  const { records: all, leftOut, place } = await readLedger(request.ledger, signal, request.absent)
  const records = all.filter(({ when }) => when.slice(0, 10) <= asOf)
  const { jobs, limits, publish } = await jobsToJudge(request, records, place)
  const judged = jobs.map((job) => ({ ...job, subjects: subjectsOf(job, limits, records) }))
  const runs = all.filter(isRun)
  const madeUp = simulatedText([...new Set(records.filter(isSimulated).map(({ job }) => job))])
  const later = runs.length - records.filter(isRun).length
  return {
    place,
    asOf,
    jobs: judged,
    records,
    publish,
    leftOut,
    notes: [
      ...(madeUp ? [madeUp] : []),
      ...(later > 0 ? [`${later} of ${runs.length} runs are later than ${asOf} and are not counted.`] : []),
      ...jobs.flatMap((job) =>
        policyDoubts(job, asOf).map((doubt) => `${job.name}: policy: ${policyDoubtText(doubt)}`),
      ),
      ...judged.flatMap(({ name, baseline, subjects }) =>
        subjects.length > 0
          ? []
          : [
              `${name}: only ${baseline} has run, so there is nothing to judge. Run or record a candidate for the same partitions.`,
            ],
      ),
    ],
  }
}
