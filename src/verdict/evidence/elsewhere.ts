import { z } from 'zod'
import { placeKey } from '../../model/record/limits.ts'
import type { RunRecord } from '../../model/record/schema.ts'
import { limits } from '../../model/record/trial-schema.ts'
import { haveLimits, isCounted, ofJob } from './eligible.ts'
import type { Subject } from './subject.ts'

/** What a candidate did at a size and limits that are not judged. */
export const elsewhereSchema = z.strictObject({
  size: z.string(),
  limits,
  /** Distinct UTC days on which it ran, and the last of them. */
  days: z.int().min(1),
  lastDay: z.iso.date(),
  trials: z.int().min(1),
  /** Trials that did not end well, for whatever reason; and those of them that ran out of memory. */
  failed: z.int().min(0),
  outOfMemory: z.int().min(0),
})
type Elsewhere = z.infer<typeof elsewhereSchema>

/** Evidence of a candidate that a verdict leaves out, as it is of other sizes or limits; the most days first. */
export function elsewhere(records: readonly RunRecord[], subject: Subject): Elsewhere[] {
  const others = ofJob(records, subject.job).filter(
    (record) =>
      (record.size !== subject.size || !haveLimits(record, subject.limits)) &&
      record.trials.some((trial) => isCounted(trial, subject.candidate)),
  )
  return [...Map.groupBy(others, placeKey).values()]
    .flatMap((each) => placeOf(each, subject.candidate))
    .toSorted((a, b) => b.days - a.days || (a.size < b.size ? -1 : 1))
}

function placeOf(records: readonly RunRecord[], candidate: string): Elsewhere[] {
  const [first] = records
  if (!first) return []
  const trials = records.flatMap((record) => record.trials.filter((trial) => isCounted(trial, candidate)))
  const days = [...new Set(records.map(({ when }) => when.slice(0, 10)))].toSorted()
  return [
    {
      size: first.size,
      limits: first.limits,
      days: days.length,
      lastDay: days.at(-1) ?? '',
      trials: trials.length,
      failed: trials.filter(({ outcome }) => outcome !== 'ok').length,
      outOfMemory: trials.filter(({ outcome }) => outcome === 'oom').length,
    },
  ]
}
