import { z } from 'zod'
import { interval } from '../../verdict/forms.ts'
import { codeChange } from './code-change.ts'
import { comparisonSchema } from './comparison.ts'
import { overviewSchema } from './overview.ts'
import { engine } from './shared.ts'

/** How a candidate of a fresh run stands to what was measured before. */
const change = z.strictObject({
  engine,
  /** Candidate/baseline in this run; null where either has no time. */
  ratio: z.number().nullable(),
  /** Of the judged epoch's other comparisons: geometric mean, least and most, and how many; null before there is any. */
  usual: z.strictObject({ value: z.number(), range: interval, n: z.int().min(1) }).nullable(),
  /** How its code, or the baseline's, is another than in the newest comparison that counts: a new epoch would begin. */
  newCode: z.array(codeChange),
})

/** A run that was just made, which need not count. */
export const freshRun = z.strictObject({
  page: comparisonSchema,
  changes: z.array(change),
})

/** What a job summary or a comment says: the runs just made, and where every job stands. */
export const summarySchema = z.strictObject({
  runs: z.array(freshRun),
  overview: overviewSchema,
  /** What kept the runs from being as asked for, in sentences. */
  notes: z.array(z.string()).optional(),
  /** Address of the full report; null where there is none. */
  link: z.string().nullable(),
})

export type Change = z.infer<typeof change>
export type FreshRun = z.infer<typeof freshRun>
export type Summary = z.infer<typeof summarySchema>
