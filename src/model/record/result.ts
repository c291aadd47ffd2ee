import { z } from 'zod'
import { findDroppedName } from '../../text/dropped-name.ts'
import { nearest } from '../../text/nearest.ts'
import { LABEL, LABEL_RULE } from '../../text/text.ts'
import { name, size } from '../config/values.ts'
import { BILLED_UNITS, MOST_AMOUNT, MOST_UNIT_HOURS } from './billed.ts'
import { MOST_TABLES } from './fit.ts'

/** More than 30 years, and less than the clocks of platforms tell apart: beyond them it is a mistake in units. */
const [MOST_SECONDS, LEAST_SECONDS] = [1e9, 1e-3]
const MOST_CPU_SECONDS = 1e12

/** @param least what is less, and not 0, is a mistake in units */
const amount = (what: string, most: number, least = LEAST_SECONDS) =>
  z
    .number({ error: `must be ${what}` })
    .min(0, `must be ${what}, 0 or more`)
    .max(most, `must be ${what}, at most ${most.toLocaleString('en')}`)
    .refine((value) => value <= 0 || value >= least, `must be ${what}, 0 or at least ${least}`)
const count = (what: string) =>
  z.int({ error: `must be ${what}, a whole number` }).min(0, `must be ${what}, 0 or more`)
const words = (what: string, most: number) =>
  z
    .string({ error: `must be ${what}` })
    .min(1, `must be ${what}`)
    .max(most, `must be at most ${most} characters`)
    .regex(LABEL, LABEL_RULE)

/** Its year in UTC, as the ledger's folders name it. */
const isPlausible = (time: string): boolean => /^20\d\d$/.test(String(new Date(time).getUTCFullYear()))

export const RESULT_OUTCOMES = ['ok', 'failed', 'timeout', 'oom', 'unsupported', 'cancelled'] as const
const EVENTS = ['record', 'schedule', 'pull_request', 'branch'] as const

const seconds = z
  .strictObject(
    {
      total: amount('the seconds from request to end', MOST_SECONDS).describe('From the request to the end.'),
      work: amount('the seconds of work, without waiting and start-up', MOST_SECONDS)
        .optional()
        .describe('The part without waiting for machines and start-up.'),
    },
    { error: 'must be { "total": SECONDS }, plus "work" if it is known' },
  )
  .refine(({ total, work }) => work === undefined || work <= total, {
    error: 'must not be more than seconds.total, which includes it',
    path: ['work'],
  })

const table = z.strictObject({
  rows: count('the number of rows'),
  fingerprint: z
    .string({ error: 'must be what etl-compare fingerprint prints: v1:…' })
    .regex(/^v\d+:[0-9a-f]{32}$/, 'must be what etl-compare fingerprint prints: v1:…'),
})

const input = z.strictObject({
  sha256: z
    .string({ error: 'must be a SHA-256: 64 hex digits' })
    .regex(/^[0-9a-f]{64}$/, 'must be a SHA-256: 64 hex digits')
    .optional(),
  bytes: count('bytes of input').optional(),
})

const host = z.strictObject({
  class: words('a name for machines of this kind, such as "3 × m6i.xlarge"', 200),
  cores: count('the cores of all machines').optional(),
  memoryBytes: count('the memory of all machines, in bytes').optional(),
})

const billed = z
  .strictObject(
    {
      source: words('whose figures they are', 200),
      amount: amount('what the run was billed', MOST_AMOUNT, 0).optional(),
      currency: z
        .string({ error: 'must be a code such as USD' })
        .regex(/^[A-Z]{3}$/, 'must be a code such as USD')
        .optional(),
      usage: z
        .partialRecord(z.enum(BILLED_UNITS), amount('unit-hours', MOST_UNIT_HOURS, 0), {
          error: `must be hours by unit: ${BILLED_UNITS.join(', ')}`,
        })
        .optional(),
    },
    { error: 'must be { "source": "…", "amount": 1.2, "currency": "USD" }' },
  )
  .refine((value) => (value.amount === undefined) === (value.currency === undefined), {
    error: 'needs both amount and currency, or neither',
  })
  .refine((value) => value.amount !== undefined || value.usage !== undefined, {
    error: 'needs an amount with its currency, or usage',
  })

/** One measured run of another platform: EMR, Databricks, Airflow. What it leaves out is not known. */
const result = z.strictObject(
  {
    job: name.optional(),
    engine: name.optional(),
    partition: words('the piece of input, such as "2026-11-20"', 200).optional(),
    size: size.optional(),
    started: z.iso
      .datetime({ offset: true, error: 'must be a time with its zone, such as "2026-11-20T03:17:00Z"' })
      .refine(isPlausible, 'must lie between 2000 and 2100')
      .describe('When it was requested.'),
    seconds,
    cpuSeconds: amount('CPU-seconds of all machines', MOST_CPU_SECONDS).optional(),
    peakBytes: count('the peak memory of all machines together, in bytes').optional(),
    readBytes: count('bytes that were read').optional(),
    writtenBytes: count('bytes that were written').optional(),
    outcome: z.enum(RESULT_OUTCOMES, { error: `must be one of ${RESULT_OUTCOMES.join(', ')}` }).default('ok'),
    reason: words('why it failed', 200).optional(),
    event: z.enum(EVENTS, { error: `must be one of ${EVENTS.join(', ')}` }).optional(),
    version: words('the version of the code that ran', 200).optional(),
    host: host.optional(),
    billed: billed.optional(),
    input: input.optional(),
    tables: z
      .record(z.string().regex(LABEL, LABEL_RULE), table)
      .refine(
        (tables) => Object.keys(tables).length <= MOST_TABLES,
        `must be at most ${MOST_TABLES.toLocaleString('en')} tables`,
      )
      .optional(),
  },
  { error: 'must be an object with started and seconds' },
)

export type MeasuredResult = z.infer<typeof result>

/** One thing wrong with a list of results: of which, where in it, and how to fix it. */
export interface ResultProblem {
  /** From 0. */
  index: number
  /** Dotted path; empty for the result as a whole. */
  key: string
  message: string
}

/** Checks one result or a list of them; all problems are found at once. */
export function parseResults(json: unknown): { results: MeasuredResult[] } | { problems: ResultProblem[] } {
  const values = Array.isArray(json) ? json : [json]
  const parsed = values.map((value) => result.safeParse(value))
  const problems = parsed.flatMap(({ error }, index) => [
    ...droppedNames(values[index], index),
    ...(error?.issues ?? []).flatMap((issue) => toProblems(issue, index)),
  ])
  if (values.length === 0)
    return { problems: [{ index: 0, key: '', message: 'is empty: add at least one result' }] }
  if (problems.length > 0) return { problems }
  return { results: parsed.flatMap(({ data }) => data ?? []) }
}

/** What parsing would leave out without a word. */
function droppedNames(value: unknown, index: number): ResultProblem[] {
  const key = findDroppedName(value)
  return key === undefined ? [] : [{ index, key, message: 'cannot be used as a name. Choose another' }]
}

const KNOWN: Record<string, string[]> = {
  '': Object.keys(result.shape),
  seconds: Object.keys(seconds.shape),
  host: Object.keys(host.shape),
  billed: Object.keys(billed.shape),
  'billed.usage': [...BILLED_UNITS],
  input: Object.keys(input.shape),
}

function toProblems(issue: z.core.$ZodIssue, index: number): ResultProblem[] {
  const key = issue.path.map(String).join('.')
  if (issue.code === 'invalid_key') return [{ index, key, message: LABEL_RULE }]
  if (issue.code !== 'unrecognized_keys') return [{ index, key, message: issue.message }]
  const known = KNOWN[key] ?? Object.keys(table.shape)
  return issue.keys.map((unknown) => {
    const close = nearest(unknown, known)
    const hint = close === undefined ? `Known keys: ${known.join(', ')}` : `Did you mean '${close}'?`
    return { index, key: [key, unknown].filter(Boolean).join('.'), message: `is unknown here. ${hint}` }
  })
}
