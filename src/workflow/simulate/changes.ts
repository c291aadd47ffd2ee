import { z } from 'zod'
import { invalidOption } from '../../errors.ts'

const number = (least: number, most: number) =>
  z.coerce.number('a number').min(least, `from ${least} to ${most}`).max(most, `from ${least} to ${most}`)

const days = z
  .string()
  .regex(/^\d{1,4}(,\d{1,4})*$/, 'days from 1 on: 9,12')
  .transform((text) => text.split(',').map(Number))

/** What the options of `simulate` change of a scenario, as the command line gives them: text. */
const changesSchema = z
  .object({
    days: number(1, 3650).int('a whole number'),
    missing: days,
    ratio: number(0.001, 1000),
    noise: number(0, 10),
    correlation: number(0, 0.99),
    drift: number(-1, 1),
    failureRate: number(0, 1),
    differs: days,
    changes: days,
  })
  .partial()

export type Changes = z.infer<typeof changesSchema>

/** @throws UserError `optionInvalid` for the first that is none */
export function readChanges(options: Record<string, unknown>): Changes {
  const parsed = changesSchema.safeParse(options)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const name = String(issue?.path[0])
  throw invalidOption(
    `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    String(options[name]),
    issue?.message ?? '',
  )
}
