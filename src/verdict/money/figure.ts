import { z } from 'zod'

/** Why a figure cannot be given. */
export const missingReason = z.enum([
  'prices',
  /** Both sides are billed, in different ones. */
  'currencies',
  'interval',
  /** Nothing but requests was timed. */
  'service',
  'runsPerDay',
  'migration',
  /** The program stays as it is, and no effort is declared for this candidate. */
  'no-port',
  /** Nothing is saved that could pay for anything. */
  'saving',
  /** No limit of cores was in force. */
  'cores',
  'carbon',
  'few-comparisons',
  'constant-input',
  /** Size and time hardly go together, so time per size says nothing. */
  'weak-correlation',
])

/** A figure, or why there is none. */
export const figure = <Schema extends z.ZodType>(value: Schema) =>
  z.union([
    z.strictObject({ value, reason: z.null() }),
    z.strictObject({ value: z.null(), reason: missingReason }),
  ])

export type Missing = z.infer<typeof missingReason>

export const known = <T>(value: T) => ({ value, reason: null })
export const missing = (reason: Missing) => ({ value: null, reason })
