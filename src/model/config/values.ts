import { z } from 'zod'
import { LABEL, LABEL_RULE, NAME, NAME_RULE } from '../../text/text.ts'
import { parseBytes } from '../units/bytes.ts'
import { parseDuration } from '../units/duration.ts'
import { sizeBytes } from '../units/size.ts'

export const name = z.string().regex(NAME, `must be ${NAME_RULE}`)

export const text = (meaning: string) =>
  z.string({ error: `must be text: ${meaning}` }).min(1, `must not be empty: ${meaning}`)

/** What no argument and no variable of a process can hold. */
const NUL = '\0'
const scalar = (error: string) =>
  z
    .union([z.string({ error }), z.number({ error }), z.boolean({ error })])
    .transform(String)
    .refine((value) => !value.includes(NUL), 'must not contain a NUL character')
export const withoutNul = scalar('must be text')

export const argv = z
  .array(withoutNul, {
    error: 'must be a list of arguments, such as [python, job.py, "{input}", "{output}"]',
  })
  .min(1, 'must name a program, such as [python, job.py]')

export const environment = z
  .record(
    z.string().regex(/^[^=\0]+$/, "needs names of variables that are not empty and have no '='"),
    scalar('needs a value for every variable: NAME: value'),
    { error: 'must be a map of names to values, such as { TIER_GOLD: "5000.00" }' },
  )
  .describe('Environment variables of the engine, besides the ETL_* of the job contract.')

const HOST = String.raw`(?:[\w.-]+|\[[\da-fA-F:]+\])(?::\d+)?`
const PATH = String.raw`[a-z\d]+(?:(?:[._]|__|-+)[a-z\d]+)*`
const REFERENCE = new RegExp(
  String.raw`^(?:${HOST}/)?${PATH}(?:/${PATH})*(?::\w[\w.-]{0,127})?(?:@[\w.+-]+:[\da-fA-F]{32,})?$`,
)
/** An image's name as the distribution specification has it: its registry, path, tag and digest. */
export const image = z
  .string({ error: "must be an image's name, such as acme/job:1.4" })
  .regex(REFERENCE, "must be an image's name in lower case, such as acme/job:1.4")

const MOST_SECONDS = 7 * 86_400

/** A text that stands for something else. One that cannot be read hides no problem of the values around it. */
export const readAs = <T>(read: (text: string) => T | undefined, error: string) =>
  z.string({ error }).transform((text, context) => {
    const value = read(text)
    if (value !== undefined) return value
    context.addIssue({ code: 'custom', message: error, input: text, continue: true })
    return z.NEVER
  })

/** In seconds. @param such examples of its order of magnitude */
const durationSuchAs = (such: string) =>
  readAs(parseDuration, `must be a time such as ${such}`).pipe(
    z.number().max(MOST_SECONDS, 'must be at most 7d'),
  )

/** In seconds. */
export const duration = durationSuchAs('90s, 20min or 2h')

/** Of an answer, in seconds. */
export const latency = durationSuchAs('200ms or 1.5s')

/** Of a trial, in seconds. */
export const timeout = duration.pipe(z.number().min(1, 'must be at least 1s'))

/** In bytes. */
export const bytes = readAs(parseBytes, 'must be an amount such as 4GiB or 512MiB')

/** In bytes. With less, no container starts. */
export const memory = bytes.pipe(z.number().min(16 * 2 ** 20, 'must be at least 16MiB'))

/** In bytes. Less is not measured well: a file system counts in blocks, and a folder takes one. */
export const disk = bytes.pipe(z.number().min(16 * 2 ** 20, 'must be at least 16MiB'))

export const size = z
  .string({ error: 'must be small, medium, large, or bytes such as 0.3GB' })
  .refine(
    (value) => value === 'own' || sizeBytes(value) !== undefined,
    'must be small, medium, large, own, or bytes such as 0.3GB',
  )
  .regex(LABEL, LABEL_RULE)

/** Each entry of a map, made into something else by its name and value. */
export const mapEntries = <From, To>(
  map: Record<string, From>,
  make: (name: string, value: From) => To,
): Record<string, To> =>
  Object.fromEntries(Object.entries(map).map(([name, value]) => [name, make(name, value)]))
