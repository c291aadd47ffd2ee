import { z } from 'zod'
import { measurement } from '../model/measures/measure.ts'
import { deployment } from '../model/record/deployment.ts'
import { outcome } from '../model/record/trial-schema.ts'

/** How a run with too little memory fell short. */
const SHORTFALLS = ['memory', 'timeout', 'disk', 'output', 'exit'] as const

export const shortfall = z.strictObject({ kind: z.enum(SHORTFALLS), reason: z.string() })
export type Shortfall = z.output<typeof shortfall>

/** One run of an engine with so much memory. */
export const attempt = z.strictObject({
  engine: z.string(),
  memoryBytes: z.int().min(1),
  outcome,
  /** Null where it worked: it ended well, and its output is that of the run with the most memory. */
  shortfall: shortfall.nullable(),
  measures: z.record(z.string(), measurement),
  /** How it ran; absent in files of before. */
  deployment: deployment.optional(),
  /** Where its log is, from the folder of the search. */
  folder: z.string(),
})
export type Attempt = z.output<typeof attempt>
