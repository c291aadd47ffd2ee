import { z } from 'zod'
import { LABEL, LABEL_RULE } from '../../text/text.ts'
import { parseBytes } from '../units/bytes.ts'
import { parseDuration } from '../units/duration.ts'
import { sizeBytes } from '../units/size.ts'

/** A name that is also a folder name: no separators, no dots in front, nothing a shell or a page would interpret. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/

export const name = z.string().regex(NAME, "must be letters, digits, '_' or '-', such as daily_orders")

export const text = (meaning: string) =>
  z.string({ error: `must be text: ${meaning}` }).min(1, `must not be empty: ${meaning}`)

export const argv = z
  .array(z.union([z.string(), z.number()]).transform(String), {
    error: 'must be a list of arguments, such as [python, job.py, "{input}", "{output}"]',
  })
  .min(1, 'must name a program, such as [python, job.py]')

export const environment = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String), {
    error: 'must be a map of names to values, such as { TIER_GOLD: "5000.00" }',
  })
  .describe('Environment variables of the engine, besides the ETL_* of the job contract.')

const MOST_SECONDS = 7 * 86_400

export const duration = z
  .string({ error: 'must be a time such as 90s, 20min or 2h' })
  .refine((value) => parseDuration(value) !== undefined, 'must be a time such as 90s, 20min or 2h')
  .refine((value) => (parseDuration(value) ?? 0) <= MOST_SECONDS, 'must be at most 7d')

export const memory = z
  .string({ error: 'must be an amount such as 4GiB or 512MiB' })
  .refine((value) => parseBytes(value) !== undefined, 'must be an amount such as 4GiB or 512MiB')

export const size = z
  .string({ error: 'must be small, medium, large, or bytes such as 0.3GB' })
  .refine(
    (value) => value === 'own' || sizeBytes(value) !== undefined,
    'must be small, medium, large, own, or bytes such as 0.3GB',
  )
  .regex(LABEL, LABEL_RULE)
