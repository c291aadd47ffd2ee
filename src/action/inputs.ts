import { z } from 'zod'
import { UserError } from '../errors.ts'
import { isTrialCount, TRIALS_RULE } from '../plan/trial-count.ts'
import { RUNNER_CHOICES } from '../runners/choose.ts'
import { NAME, NAME_RULE, splitList } from '../text/text.ts'

const COMMENTS = ['update', 'new', 'off'] as const
const FAILURES = ['engine', 'parity', 'checks', 'verdict'] as const

const text = z.string().default('')
const names = text.transform(splitList)
const orNone = text.transform((value) => (value === 'none' || value === '' ? null : value))

/** Inputs of both actions: whose comment it is, and how it is written. */
const comment = {
  name: z.string().regex(NAME, `must be ${NAME_RULE}`),
  comment: z.enum(COMMENTS, `must be ${COMMENTS.join(', ')}`),
  config: text,
  ledger: orNone,
}

/** Inputs of action.yml, by their names there. */
export const measureInputs = z.object({
  ...comment,
  jobs: names,
  engines: names,
  sizes: names,
  partition: text,
  trials: text.refine((value) => value === '' || isTrialCount(Number(value)), `must be ${TRIALS_RULE}`),
  runner: z.enum(RUNNER_CHOICES, `must be ${RUNNER_CHOICES.join(', ')}`),
  report: orNone,
  'fail-on': text
    .transform((value) => (value === 'never' ? [] : splitList(value)))
    .pipe(z.array(z.enum(FAILURES, `must be never, or some of ${FAILURES.join(', ')}`))),
})

/** Inputs of comment/action.yml. */
export const commentInputs = z.object({ ...comment, artifact: z.string() })

export type MeasureInputs = z.infer<typeof measureInputs>
export type CommentInputs = z.infer<typeof commentInputs>

/** A composite action gets no variables of its own: action.yml maps `fail-on` to ETL_COMPARE_FAIL_ON. */
const variable = (input: string): string => `ETL_COMPARE_${input.toUpperCase().replaceAll('-', '_')}`

/** @throws UserError `actionInputInvalid` with every input that cannot be what was given */
export function readInputs<Inputs>(schema: z.ZodObject & z.ZodType<Inputs>, env: NodeJS.ProcessEnv): Inputs {
  const given = Object.fromEntries(
    Object.keys(schema.shape).map((input) => [input, env[variable(input)]?.trim() || undefined]),
  )
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(({ path: [input = ''], message }) => {
    return { input: String(input), value: given[String(input)] ?? '', message }
  })
  throw new UserError('actionInputInvalid', { problems })
}
