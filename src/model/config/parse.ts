import { LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { findDroppedName } from '../../text/dropped-name.ts'
import { nearest } from '../../text/nearest.ts'
import { type Config, toConfig } from './model.ts'
import { jobPolicy } from './policy.ts'
import { positionsIn, repeatedKeys } from './positions.ts'
import type { Prices } from './price.ts'
import { configSchema, configWith } from './schema.ts'

/** One thing wrong in a configuration: where, what, and how to fix it. */
export interface ConfigProblem {
  line: number
  /** Only where the file is not valid YAML. */
  column?: number
  /** Dotted path, such as `jobs.sessions.baseline`; empty for the file as a whole. */
  key: string
  message: string
}

export type ParsedConfig = { config: Config } | { problems: ConfigProblem[] }

/**
 * Reads the text of an `etl-compare.yml`. All problems are found at once, each with its line; of broken YAML, the first.
 *
 * @param book prices that it may name without declaring them
 * @param today UTC day, after which no price can have been found; absent: any day may be one
 */
export function parseConfig(text: string, book: Prices = {}, today?: string): ParsedConfig {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false })
  const errors = [...document.errors, ...repeatedKeys(document)]
  const error = errors.find(isTooDeep) ?? errors[0]
  if (error) {
    const { line, col } = lines.linePos(error.pos[0])
    // One mistake makes the parser find others behind it.
    const more = errors.length - 1
    const others = more === 0 ? '' : ` (and ${more} more, perhaps because of this one)`
    return {
      problems: [
        { line, column: col, key: '', message: `is not valid YAML: ${yamlProblem(error)}${others}` },
      ],
    }
  }
  let values: unknown
  try {
    values = document.toJS()
  } catch (error) {
    const message = `is not valid YAML: ${yamlProblem(error as Error)}. Quote text that begins with * or &`
    return { problems: [{ line: lineOfAlias(text), key: '', message }] }
  }
  const positions = positionsIn(document)
  const lineOf: LineOf = (path) => lines.linePos(positions.offsetOf(path)).line
  const dropped = findDroppedName(values)
  if (dropped !== undefined) {
    const message = `cannot be used as a name. Choose another`
    return { problems: [{ line: lineOf(dropped.split('.')), key: dropped, message }] }
  }
  const written = values ?? {}
  const result = configWith(book, today).safeParse(written)
  const missing = lacksJobs(written)
    ? [{ line: lineOf(['jobs']), key: 'jobs', message: 'is missing: it must be a map of jobs' }]
    : []
  if (result.success && missing.length === 0) return { config: toConfig(result.data, book) }
  const issues = result.error?.issues ?? []
  const problems = [...issues.flatMap((issue) => toProblems(issue, lineOf, positions.has)), ...missing]
  return { problems: problems.sort((a, b) => a.line - b.line) }
}

/** Catalogs alone are enough to compare their tables. */
function lacksJobs(written: unknown): boolean {
  if (typeof written !== 'object' || written === null || Array.isArray(written)) return false
  const { jobs, catalogs } = written as { jobs?: unknown; catalogs?: object | null }
  return jobs === undefined && Object.keys(catalogs ?? {}).length === 0
}

/** The parser, which is recursive, runs out of stack below a few hundred levels. */
const isTooDeep = ({ message }: Error): boolean => message.includes('call stack')

const yamlProblem = (error: Error): string => (isTooDeep(error) ? 'it is nested too deeply' : error.message)

/** Line of the first `*name`, which YAML takes for a reference. */
const lineOfAlias = (text: string): number =>
  text.split('\n').findIndex((line) => /:\s*\*|[[,]\s*\*/.test(line)) + 1 || 1

type LineOf = (path: readonly PropertyKey[]) => number

function toProblems(
  issue: z.core.$ZodIssue,
  lineOf: LineOf,
  isWritten: (path: readonly PropertyKey[]) => boolean,
): ConfigProblem[] {
  // Where a colon is missing, a variable's value stands in the place of its name.
  const hidesLast = (path: PropertyKey[]) => path.at(-2) === 'env' && issue.code !== 'custom'
  const key = (path: PropertyKey[]) => path.slice(0, hidesLast(path) ? -1 : undefined).join('.')
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((unknown) => {
      const path = [...issue.path, unknown]
      return {
        line: lineOf(path),
        key: key(path),
        message: `is unknown here.${suggestion(unknown, issue.path)}`,
      }
    })
  }
  if (issue.code === 'invalid_union') {
    const deepest = issue.errors.flat().sort((a, b) => b.path.length - a.path.length)[0]
    if (deepest) return toProblems({ ...deepest, path: [...issue.path, ...deepest.path] }, lineOf, isWritten)
  }
  const message =
    issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : plainMessage(issue)
  const missing = issue.code === 'invalid_type' && !isWritten(issue.path)
  return [
    {
      line: lineOf(issue.path),
      key: key(issue.path),
      message: missing ? `is missing: it ${message}` : message,
    },
  ]
}

const KINDS: Record<string, string> = {
  number: 'a number',
  int: 'a whole number',
  string: 'text',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  record: 'a map',
}

/** In the words of the schema; where it has none of its own, in plain ones. */
function plainMessage(issue: z.core.$ZodIssue): string {
  const { code, message } = issue
  if (code === 'invalid_type' && message.startsWith('Invalid input'))
    return `must be ${KINDS[issue.expected] ?? issue.expected}`
  if (code === 'too_small' && message.startsWith('Too small'))
    return issue.origin === 'array'
      ? `must have ${issue.minimum} or more`
      : `must be ${issue.inclusive ? 'at least' : 'above'} ${issue.minimum}`
  if (code === 'too_big' && message.startsWith('Too big'))
    return `must be ${issue.inclusive ? 'at most' : 'below'} ${issue.maximum}`
  return message
}

function suggestion(unknown: string, path: PropertyKey[]): string {
  const known = knownKeys(path)
  if (path.join() === 'policy' && Object.hasOwn(jobPolicy.shape, unknown))
    return ` It belongs to a job: jobs.<name>.policy.${unknown}.`
  const close = nearest(unknown, known)
  if (close) return ` Did you mean '${close}'?`
  return known.length > 0 ? ` Known keys: ${known.join(', ')}.` : ''
}

/** Keys that the schema knows at `path`. */
function knownKeys(path: PropertyKey[]): string[] {
  let schema: unknown = configSchema
  for (const part of path) schema = child(schema, part)
  return Object.keys(shapeOf(schema) ?? {})
}

interface Definition {
  shape?: Record<string, unknown>
  innerType?: unknown
  /** What a value is before it is made into something else. */
  in?: unknown
  valueType?: unknown
  element?: unknown
  options?: unknown[]
}

function definition(schema: unknown): Definition {
  const { in: written, innerType = written, ...rest } = (schema as { def?: Definition })?.def ?? {}
  return { ...rest, innerType }
}

function shapeOf(schema: unknown): Record<string, unknown> | undefined {
  const { shape, innerType, options } = definition(schema)
  return shape ?? (innerType ? shapeOf(innerType) : options?.map(shapeOf).find(Boolean))
}

function child(schema: unknown, part: PropertyKey): unknown {
  const { innerType, valueType, element } = definition(schema)
  if (innerType) return child(innerType, part)
  return shapeOf(schema)?.[String(part)] ?? valueType ?? element
}
