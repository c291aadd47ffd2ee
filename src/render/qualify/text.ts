import { formatBytes } from '../../model/units/bytes.ts'
import { formatDuration } from '../../model/units/duration.ts'
import { isSpread, type Spreads } from '../../qualify/job.ts'
import type { LogStatus } from '../../qualify/log-status.ts'
import type { Outlook, Qualified } from '../../qualify/qualify.ts'
import type { Qualification } from '../../qualify/result.ts'
import type { Target } from '../../qualify/target.ts'
import { alignCells, counted, hangText, printable } from '../../text/text.ts'
import { billCell, costPrices, costScope } from './cost.ts'
import { hoursCell } from './figures.ts'
import { shortFinding } from './findings.ts'
import { jobText } from './job.ts'
import { isOdd, logReason } from './reasons.ts'

/** More jobs than these are shown in full only where they are named. */
const MOST_IN_FULL = 3
/** Of logs that have a reason to be named. */
const MOST_LOGS = 20

const OUTLOOKS: Record<Outlook, string> = {
  likely: '✓ likely',
  measure: '… measure',
  unlikely: '✕ unlikely',
}

/** What an outlook is, and what it is not. */
export const MEANING =
  'Likely means: worth measuring. Only a comparison shows how fast the job is on one machine, and whether its data are the same.'

/** How to go on. */
export const FIRST_STEP = 'etl-compare init'

/** The jobs in their order, each in full where that is asked for or there are few, and what of the logs was not read. */
export function qualifyText(result: Qualification, named: readonly string[], columns: number): string {
  const { jobs } = result
  const full = jobs.filter(({ name }) =>
    named.length > 0 ? named.includes(name) : jobs.length <= MOST_IN_FULL,
  )
  return [
    hangText(headline(result), columns, 0),
    ...(jobs.length > 0 ? [table(result, columns), ...costLines(result, columns)] : []),
    ...full.map((job) => jobText(job, result, columns)),
    ...logLines(result, columns),
    ...(jobs.length > 0 ? [hangText(`${MEANING} Start one with: ${FIRST_STEP}`, columns, 0)] : []),
  ].join('\n\n')
}

function headline({ jobs, logs, target }: Qualification): string {
  const count = (outlook: Outlook) => jobs.filter((job) => job.outlook === outlook).length
  const read = logs.filter(({ status }) => status !== 'skipped').length
  if (read === 0) return `No event log of Spark could be read: ${counted(logs.length, 'file')} skipped.`
  return (
    `${counted(jobs.length, 'job')} in ${counted(read, 'event log')}, compared with ${machineText(target)}: ` +
    `${count('likely')} likely, ${count('measure')} to measure, ${count('unlikely')} unlikely.`
  )
}

export const machineText = ({ cores, memoryBytes }: Target): string =>
  `one machine with ${counted(cores, 'core')} and ${formatBytes(memoryBytes)}`

function table({ jobs, target, price }: Qualification, columns: number): string {
  const head = ['outlook', 'job', 'runs', 'core-hours', ...(price ? ['cost'] : [])]
  const figures = ['time p50', `on ${counted(target.cores, 'core')}`, 'files p95', 'shuffle p95']
  const rows = jobs.map((job) => [
    OUTLOOKS[job.outlook],
    job.name,
    `${job.runs.length}`,
    hoursCell(job.coreHours),
    ...(price ? [billCell(job, price)] : []),
    spreadCell(job.wallSeconds, 'p50', formatDuration),
    spreadCell(job.replaySeconds, 'p50', formatDuration),
    spreadCell(job.fileBytes, 'p95', formatBytes),
    spreadCell(job.largestShuffleBytes, 'p95', formatBytes),
    decidingText(job),
  ])
  const all = [[...head, ...figures, 'because'], ...rows].map((row) => row.map(printable))
  const numbers = head.length + figures.length
  const right = Array.from({ length: numbers - 2 }, (_, index) => index + 2)
  return alignCells(all, right)
    .map((line) => hangText(line, columns, 4))
    .join('\n')
}

function costLines({ price }: Qualification, columns: number): string[] {
  if (!price) return []
  const lines = costPrices(price).map((line) => hangText(`  ${line}`, columns, 4))
  return [[hangText(costScope(price), columns, 0), ...lines].join('\n')]
}

/** What decided: what is against it, else what is open. */
export function decidingText({ outlook, findings }: Qualified): string {
  if (outlook === 'likely') return 'all criteria'
  const side = outlook === 'unlikely' ? 'against' : 'open'
  return findings
    .filter((finding) => finding.side === side)
    .map(shortFinding)
    .join(', ')
}

/** One figure of the runs; a dash where it is not known. */
export const spreadCell = (
  spreads: Spreads,
  which: 'p50' | 'p95',
  format: (value: number) => string,
): string => (isSpread(spreads) ? format(spreads[which]) : '–')

function logLines({ logs, logsFromCache }: Qualification, columns: number): string[] {
  const cacheLines = logsFromCache > 0 ? [hangText(cacheText(logsFromCache, logs.length), columns, 0)] : []
  const odd = logs.filter(isOdd)
  if (odd.length === 0) return cacheLines
  const lines = odd
    .slice(0, MOST_LOGS)
    .map((log) => hangText(printable(`  ${log.status}  ${log.path}: ${logReason(log)}`), columns, 4))
  const more = odd.length > MOST_LOGS ? [`  and ${odd.length - MOST_LOGS} more: --json has all`] : []
  const count = (of: LogStatus['status']) => odd.filter(({ status }) => status === of).length
  const noted = count('read') > 0 ? `, read with a note: ${count('read')}` : ''
  return [
    [`Logs read partly: ${count('partly')}, skipped: ${count('skipped')}${noted}`, ...lines, ...more].join(
      '\n',
    ),
    ...cacheLines,
  ]
}

/** How many of the logs an earlier call had read. */
const cacheText = (fromCache: number, all: number): string =>
  `${fromCache.toLocaleString('en')} of ${counted(all, 'log')} ${fromCache === 1 ? 'has' : 'have'} not changed since an earlier call. To read all again: --fresh`
