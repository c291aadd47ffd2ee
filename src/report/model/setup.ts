import { z } from 'zod'
import { deployment } from '../../model/record/deployment.ts'
import { engine } from './shared.ts'

const why = z.enum([
  /** The engine did not append it to the file that ETL_STAGES names. */
  'not-reported',
  /** None of its trials ended well, or their time is not known. */
  'no-time',
])
const missing = z.strictObject({ value: z.null(), reason: why })
const told = z.union([z.string(), missing])

/** What a sceptic asks first of an engine: as it said itself, or why nobody knows. */
export const setup = z.strictObject({
  engine,
  /** What ran its program, and whether on one machine. */
  deployment,
  /** With how many threads it worked. */
  threads: told,
  /** To how much memory it held itself, or saw itself held. */
  memoryLimit: told,
  /** What else it said it was configured with; null where it said nothing. */
  settings: z.record(z.string(), z.string()).nullable(),
  /** Milliseconds of work outside any stage that it named: the median of its good trials. */
  outsideStagesMs: z.union([z.number(), missing]),
})

export type Setup = z.infer<typeof setup>
