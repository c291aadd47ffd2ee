import { z } from 'zod'
import { METHODS } from './requests.ts'
import { duration, readAs, text } from './values.ts'

/** The table of a service's answers, whose declarations may be given in `tables:`. */
export const ANSWERS = 'answers'
/** What a trial holds in memory of its requests. */
const MOST_REQUESTS = 1_000_000

const endpoint = readAs((written) => {
  const [, method = '', path = ''] = /^(\S+) (\/[!-~]*)$/.exec(written) ?? []
  return METHODS.some((known) => known === method) ? { method, path } : undefined
}, 'must be a method and a path, such as GET /health')

/** Of a second. */
const rate = readAs((written) => {
  const [, count = '', unit] = /^(\d+(?:\.\d+)?)\/(s|min)$/.exec(written) ?? []
  const perSecond = Number(count) / (unit === 'min' ? 60 : 1)
  return perSecond > 0 ? perSecond : undefined
}, 'must be a number of requests a second or a minute above 0, such as 20/s or 90/min')

/** How a job's engines are asked that are services: their commands start them, and they answer requests until they are stopped. */
export const service = z
  .strictObject(
    {
      ready: endpoint.describe('Request that is answered with 2xx once the service is up: GET /health.'),
      requests: text('a file of requests, such as requests.ndjson').describe(
        'File with one request per line: {"method": "GET", "path": "/orders/7"}, also with headers and body.',
      ),
      rate: rate.describe(
        'Requests a second or a minute: 20/s. They are sent whether earlier ones were answered or not.',
      ),
      for: duration
        .pipe(z.number().min(1, 'must be at least 1s'))
        .describe('How long requests are sent: 60s.'),
      startup: duration.prefault('2min').describe('How long it may take to become ready. Default: 2min.'),
      timeout: duration
        .pipe(z.number().min(0.001, 'must be at least 1ms'))
        .prefault('30s')
        .describe('How long an answer may take. Default: 30s.'),
    },
    {
      error: 'must be a map such as { ready: GET /health, requests: requests.ndjson, rate: 20/s, for: 60s }',
    },
  )
  // Not a number where one of them could not be read, which is a problem already.
  .refine((value) => !(Math.round(value.rate * value.for) < 1), {
    error: 'is shorter than the time between two requests. Raise it, or rate:',
    path: ['for'],
  })
  .refine((value) => !(value.rate * value.for > MOST_REQUESTS), {
    error: `makes more than ${MOST_REQUESTS.toLocaleString('en')} requests at this rate. Lower for: or rate:`,
    path: ['for'],
  })
  .transform(({ rate, for: seconds, startup, timeout, ...rest }) => ({
    ...rest,
    perSecond: rate,
    seconds,
    startupSeconds: startup,
    timeoutSeconds: timeout,
  }))
  .meta({ id: 'service', description: 'A job whose engines are services, which answer requests.' })

interface Problem {
  path: string[]
  message: string
}

/** What does not go together with `service:`. */
export function serviceProblems({
  service: own,
  operations,
  engines,
}: {
  service?: object | undefined
  operations: object
  engines: Readonly<
    Record<string, { steps?: readonly unknown[] | undefined; maintenance?: object | undefined }>
  >
}): Problem[] {
  if (!own) return []
  const taken = Object.entries(engines).flatMap(([name, engine]) =>
    (['steps', 'maintenance'] as const)
      .filter((key) => engine[key] !== undefined)
      .map((key) => ({
        path: ['engines', name, key],
        message: 'is not for a service: it has one command:, which runs until it is stopped',
      })),
  )
  return Object.keys(operations).length > 0
    ? [...taken, { path: ['operations'], message: 'cannot be had beside service:. Make them two jobs' }]
    : taken
}
