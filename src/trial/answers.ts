import { createHash } from 'node:crypto'

/** What a service answered to one request: its status and text, or the kind of error. */
export type Answered = { status: number; text: string } | { error: string }

export const isServerError = (status: number): boolean => status >= 500

const WORDS: Readonly<Record<string, string>> = {
  refused: 'its connection refused',
  reset: 'its connection reset',
  timeout: 'no answer in time',
  invalid: 'an answer that is not HTTP',
  'too large': 'an answer above 4 MiB',
}

/** What a request had, after this word. */
export const had = (answer: Answered): string =>
  'error' in answer ? (WORDS[answer.error] ?? answer.error) : `status ${answer.status}`

/** One value of an answer, as a row that is compared. */
export interface AnswerRow {
  /** Line of the file of requests. */
  request: number
  /** `GET /orders/7` */
  call: string
  /** Where it was: `status`, or a path in the JSON, such as `$.rows[0].spend`. */
  at: string
  type: 'status' | 'number' | 'string' | 'boolean' | 'null' | 'object' | 'array' | 'text' | 'error'
  text: string | null
  /** A number that a double holds exactly as it was written; else it is in `text`. */
  number: number | null
}

/** Deeper or longer answers are compared as a whole, by their hash. */
const MOST_DEPTH = 50
const MOST_ROWS = 10_000

/**
 * An answer as rows, of which two services have the same where their answers mean the same: the order of keys, white space
 * and how a number is written do not count; types, the order of lists and all digits do.
 */
export function answerRows(request: number, call: string, answer: Answered): AnswerRow[] {
  const row = (at: string, type: AnswerRow['type'], value: string | number | null): AnswerRow => ({
    request,
    call,
    at,
    type,
    text: typeof value === 'string' ? value : null,
    number: typeof value === 'number' ? value : null,
  })
  if ('error' in answer) return [row('status', 'error', answer.error)]
  // As text: a tolerance for numbers is none for statuses.
  const status = row('status', 'status', `${answer.status}`)
  const value = parseExactly(answer.text)
  if (value === undefined) return [status, row('$', 'text', answer.text)]
  const leaves = leavesOf(value, '$', 0)
  if (!leaves || leaves.length > MOST_ROWS) return [status, row('$', 'text', hashOf(answer.text))]
  return [status, ...leaves.map(({ at, type, value }) => row(at, type, value))]
}

const hashOf = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`

/** A number with its own digits, which a double may not hold. */
class Written {
  readonly digits: string
  constructor(digits: string) {
    this.digits = digits
  }
}

/** JSON with numbers as they were written; undefined of what is no JSON. */
function parseExactly(text: string): unknown {
  const keep = (_: string, value: unknown, { source = '' }: { source?: string } = {}) =>
    typeof value === 'number' ? new Written(source) : value
  try {
    return JSON.parse(text, keep)
  } catch {
    return undefined
  }
}

interface Leaf {
  at: string
  type: AnswerRow['type']
  value: string | number | null
}

/** Undefined where it is too deep. */
function leavesOf(value: unknown, at: string, depth: number): Leaf[] | undefined {
  if (depth > MOST_DEPTH) return undefined
  if (value === null) return [{ at, type: 'null', value: null }]
  if (value instanceof Written) return [{ at, type: 'number', value: numberOf(value.digits) }]
  if (typeof value !== 'object') return [{ at, type: typeof value as 'string', value: String(value) }]
  const isList = Array.isArray(value)
  const children = Object.entries(value)
  if (children.length === 0) return [{ at, type: isList ? 'array' : 'object', value: null }]
  const leaves: Leaf[] = []
  for (const [key, child] of children) {
    const below = leavesOf(child, `${at}${isList ? `[${key}]` : memberOf(key)}`, depth + 1)
    if (!below) return undefined
    leaves.push(...below)
  }
  return leaves
}

const memberOf = (key: string): string => (/^\w+$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`)

function numberOf(written: string): string | number {
  const value = Number(written)
  return plainOf(String(value)) === plainOf(written) ? value : plainOf(written)
}

/** The digits of a number without zeros around them, and its power of ten: `12.50` and `1.25e1` are `125e-1`. */
function plainOf(written: string): string {
  const [, sign = '', whole = '', fraction = '', power = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(written) ?? []
  const digits = `${whole}${fraction}`.replace(/^0+/, '')
  const short = digits.replace(/0+$/, '')
  return short === ''
    ? '0'
    : `${sign}${short}e${Number(power) - fraction.length + digits.length - short.length}`
}

/** How far two numbers may be apart. */
interface Within {
  abs: number
  rel: number
}

/** A request whose answers differ, and where. */
export interface DifferingAnswer {
  request: number
  call: string
  at: string
  /** Of the baseline and of the candidate; null where there is none. */
  values: [string | null, string | null]
}

/** The first request, by its line, of which two services' rows differ; undefined where none does. */
export function firstDifferingAnswer(
  baseline: readonly AnswerRow[],
  candidate: readonly AnswerRow[],
  within: Within = { abs: 0, rel: 0 },
): DifferingAnswer | undefined {
  const keyOf = ({ request, at }: AnswerRow) => `${request} ${at}`
  const [own, others] = [baseline, candidate].map((rows) => new Map(rows.map((row) => [keyOf(row), row])))
  const differing = [
    ...baseline.filter((row) => !isSame(row, others?.get(keyOf(row)), within)),
    ...candidate.filter((row) => !own?.has(keyOf(row))),
  ]
  const [first] = differing.toSorted((a, b) => a.request - b.request)
  if (!first) return undefined
  const { request, call, at } = first
  return {
    request,
    call,
    at,
    values: [shownValue(own?.get(keyOf(first))), shownValue(others?.get(keyOf(first)))],
  }
}

const shownValue = (row: AnswerRow | undefined): string | null =>
  row === undefined ? null : (row.text ?? (row.number === null ? row.type : String(row.number)))

function isSame(a: AnswerRow, b: AnswerRow | undefined, { abs, rel }: Within): boolean {
  if (!b || a.type !== b.type) return false
  if (a.number === null || b.number === null) return a.text === b.text && a.number === b.number
  return Math.abs(a.number - b.number) <= abs + rel * Math.max(Math.abs(a.number), Math.abs(b.number))
}
