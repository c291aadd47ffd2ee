import { z } from 'zod'
import type { RunRecord } from '../../model/record/schema.ts'
import { limits } from '../../model/record/trial-schema.ts'
import { byTime, haveLimits, ofJob } from './eligible.ts'

/** What is judged: one candidate of a job, at one size and limits. */
export const subject = z.strictObject({
  job: z.string(),
  baseline: z.string(),
  candidate: z.string(),
  size: z.string(),
  limits,
})
export type Subject = z.output<typeof subject>

/** Records that may count for a subject, oldest first. */
export const ofSubject = (records: readonly RunRecord[], subject: Omit<Subject, 'candidate'>): RunRecord[] =>
  ofJob(records, subject.job)
    .filter((record) => record.size === subject.size && haveLimits(record, subject.limits))
    .toSorted(byTime)
