import { z } from 'zod'

export const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const
/** A load goes through them again and again. */
const MOST_LINES = 10_000
/** Set by whoever sends the request. */
const OURS = new Set(['connection', 'content-length', 'host', 'transfer-encoding'])

const line = z.strictObject({
  method: z.enum(METHODS, `must be one of ${METHODS.join(', ')}`),
  path: z
    .string('must be text that begins with /, such as /orders/7')
    .regex(/^\/[!-~]*$/, 'must begin with / and be percent-encoded, such as %20 for a space'),
  headers: z
    .record(
      z
        .string()
        .regex(/^[\w!#$%&'*+.^`|~-]+$/, 'must be names of headers, such as accept')
        .refine((name) => !OURS.has(name.toLowerCase()), `must not set ${[...OURS].join(', ')}`),
      z.string('must be text').regex(/^[\t -~]*$/, 'must be text of one line in ASCII'),
      { error: 'must be a map of names to texts, such as {"accept": "application/json"}' },
    )
    .default({}),
  /** Sent as JSON. */
  body: z.json().exactOptional(),
})

/** One request to a service. */
export interface ServiceRequest extends z.output<typeof line> {
  /** Of its file, from 1: so it is named. */
  line: number
}

/** What is wrong with a file of requests: which line, which key of it, and the rule. */
export interface RequestProblem {
  line: number
  /** Empty for the line as a whole. */
  key: string
  message: string
}

/** Reads a file of requests, one in JSON a line; empty lines are left out. All problems are found at once. */
export function parseRequests(text: string): { requests: ServiceRequest[] } | { problems: RequestProblem[] } {
  const written = text.split('\n').flatMap((content, index) => {
    const trimmed = content.trim()
    return trimmed === '' ? [] : [{ line: index + 1, content: trimmed }]
  })
  if (written.length === 0) return { problems: [whole(1, 'has no request. Write one in JSON a line')] }
  const first = written[MOST_LINES]
  if (first) return { problems: [whole(first.line, `is one request too many: ${MOST_LINES} are allowed`)] }
  const requests: ServiceRequest[] = []
  const problems: RequestProblem[] = []
  for (const { line: number, content } of written) {
    const read = readLine(content)
    if (read.success) requests.push({ ...read.data, line: number })
    else problems.push(...read.problems.map((problem) => ({ line: number, ...problem })))
  }
  return problems.length > 0 ? { problems } : { requests }
}

const EXAMPLE = '{"method": "GET", "path": "/orders/7"}'
const whole = (number: number, message: string): RequestProblem => ({ line: number, key: '', message })

type Read =
  | { success: true; data: z.output<typeof line> }
  | { success: false; problems: Omit<RequestProblem, 'line'>[] }

function readLine(content: string): Read {
  let value: unknown
  try {
    value = JSON.parse(content)
  } catch {
    return { success: false, problems: [{ key: '', message: `is not valid JSON, such as ${EXAMPLE}` }] }
  }
  const parsed = line.safeParse(value)
  if (parsed.success) return parsed
  return { success: false, problems: parsed.error.issues.flatMap(problemsOf) }
}

function problemsOf(issue: z.core.$ZodIssue): Omit<RequestProblem, 'line'>[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      key,
      message: `is unknown here. Known keys: ${Object.keys(line.shape).join(', ')}`,
    }))
  if (issue.path.length === 0)
    return [{ key: '', message: 'must be an object such as {"method": "GET", "path": "/orders/7"}' }]
  const message = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message
  return [{ key: issue.path.join('.'), message }]
}
