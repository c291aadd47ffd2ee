import { isMeasured } from '../../model/measures/measure.ts'
import { MEASURES } from '../../model/measures/registry.ts'
import { formatDuration } from '../../model/units/duration.ts'
import type { ServiceRow } from '../../report/service.ts'
import { printable, shortened } from '../../text/text.ts'
import type { Answered, DifferingAnswer } from '../../trial/answers.ts'
import { errorText, sumOf } from '../../trial/service.ts'
import { alignColumns } from './columns.ts'

type Latency = NonNullable<ServiceRow['service']['latency']>

export const SERVICE_HEADER = ['Service', 'answered', 'p50', 'p95', 'p99', 'max']

/** What the figures of services are, with the load that they are of. */
export function serviceLegend([first]: readonly ServiceRow[]): string {
  if (!first) return ''
  const { perSecond, seconds } = first.service
  return `Load: ${rateText(perSecond)} for ${formatDuration(seconds)}, sent whether earlier requests were answered or not. Latency counts from the moment when a request was due. In parentheses: 95 % intervals, too narrow where requests wait for each other.`
}

const rateText = (perSecond: number): string =>
  perSecond < 1
    ? `${Number((60 * perSecond).toPrecision(3))} requests a minute`
    : `${perSecond.toLocaleString('en')} requests a second`

/** Each trial's answers and latencies, then what is to be known of them; nothing without a service. */
export function serviceLines(rows: readonly ServiceRow[]): string[] {
  if (rows.length === 0) return []
  return [
    '',
    ...alignColumns([SERVICE_HEADER, ...rows.map((row) => [nameOf(row), ...serviceCells(row)])]),
    '',
    ...serviceDoubts(rows).map((text) => `! ${text}.`),
    serviceLegend(rows),
  ]
}

const nameOf = ({ engine, number }: ServiceRow): string => `${engine} ${number}`

/** Under `SERVICE_HEADER`, without the name. */
export function serviceCells({ service: { due, answered, latency }, maxMs }: ServiceRow): string[] {
  const quantiles = (['p50', 'p95', 'p99'] as const).map((name) =>
    latency ? quantileText(latency[name]) : '–',
  )
  return [
    `${answered.toLocaleString('en')} of ${due.toLocaleString('en')}`,
    ...quantiles,
    maxMs === null ? '–' : latencyText(maxMs),
  ]
}

const latencyText = MEASURES.p95Ms.format

function quantileText({ value, lower, upper }: Latency['p50']): string {
  const bare = (each: number) => latencyText(each).replace(' ms', '')
  if (lower === null && upper === null) return latencyText(value)
  if (upper === null) return `${latencyText(value)} (from ${bare(lower as number)})`
  return `${latencyText(value)} (${lower === null ? 'to ' : `${bare(lower)}–`}${bare(upper)})`
}

/** How late the generator may be before that is worth a word, in milliseconds. */
const LATE_MS = 1

/** What to know of services, in sentences without their full stop. */
export function serviceDoubts(rows: readonly ServiceRow[]): string[] {
  return rows.flatMap((row) => {
    const { growth, isEndedInTime, sentLateMs } = row.service
    const errors = errorText(row.service)
    return [
      ...[...(errors === null ? [] : [errors]), ...failedTexts(row)].map((text) => `${nameOf(row)}: ${text}`),
      ...('isLeak' in growth && growth.isLeak
        ? [
            `${nameOf(row)}: memory rose by ${Math.round(growth.bytes / 2 ** 20)} MiB under constant load: a leak, or a heap that was not collected yet. A longer for: shows whether the rise ends`,
          ]
        : []),
      ...(isEndedInTime === false
        ? [`${nameOf(row)}: it did not end in time after SIGTERM, and was killed`]
        : []),
      ...(isMeasured(sentLateMs) && sentLateMs > LATE_MS
        ? [
            `${nameOf(row)}: 1 % of its requests were sent more than ${latencyText(sentLateMs)} late, which is in its latencies: the machine was busy`,
          ]
        : []),
    ]
  })
}

/** Which requests failed, with what, and what each engine answers to them alone. */
function failedTexts({ service: { errors, failed = [] } }: ServiceRow): string[] {
  if (failed.length === 0) return []
  const others = sumOf(errors) - failed.reduce((sum, { had }) => sum + sumOf(had), 0)
  return [
    ...failed.map(({ request, call, had, alone }) => {
      const kinds = Object.entries(had).map(([kind, count]) => `${count.toLocaleString('en')} with ${kind}`)
      const answers = Object.entries(alone).map(([engine, status]) => `${engine} ${status}`)
      return `request ${request}, ${call}, failed: ${kinds.join(', ')}${answers.length > 0 ? `; alone: ${answers.join(', ')}` : ''}`
    }),
    ...(others > 0 ? [`${others.toLocaleString('en')} failures of other requests`] : []),
  ]
}

const MOST_OF_ANSWER = 160

/** The first request whose answers differ, with both of them, for the terminal of the machine they stay on. */
export function differingAnswerLines(
  { request, call, at, values }: DifferingAnswer,
  answers: Readonly<Record<string, Answered>>,
): string[] {
  const engines = Object.keys(answers)
  const body = Object.entries(answers).map(([engine, answer], index) => [
    engine,
    short(values[index] ?? 'nothing there', 40),
    'error' in answer
      ? `no answer: ${answer.error}`
      : `${answer.status} ${short(answer.text, MOST_OF_ANSWER)}`,
  ])
  return [
    `  ${engines.join(' and ')} first differ in request ${request}, ${short(call, MOST_OF_ANSWER)}, at ${short(at, MOST_OF_ANSWER)}:`,
    ...alignColumns([['', 'value', 'answer'], ...body]).map((line) => `    ${line}`),
  ]
}

const short = (text: string, most: number): string => shortened(printable(text.replace(/\s+/g, ' ')), most)
