import { formatBytes } from '../../model/units/bytes.ts'
import { dayAfter } from '../../model/units/day.ts'
import { formatDuration } from '../../model/units/duration.ts'
import type { Bill } from '../../report/charts/bills.ts'
import { acrossOf, type Live, type LiveChart, type LiveSeries } from '../../report/charts/live.ts'
import type { SizePoint } from '../../report/model/job.ts'
import type { CandidateRow } from '../../report/model/overview.ts'
import { counted } from '../../text/text.ts'
import { dayNear } from './dates.ts'

type Unit = LiveChart['y']['unit']

/** What is said of a point, exactly. */
export interface Tip {
  engine: string
  /** When: a day, or the time since the trial began. */
  at: string
  lines: string[]
}

export function tipOf(live: Live, { x, y }: LiveChart, series: LiveSeries, index: number): Tip {
  const at = acrossOf(live, series, index)
  return {
    engine: series.engine.name,
    at:
      x.unit === 'days'
        ? `${series.kind === 'week' ? 'week around ' : ''}${dayNear(dayAfter(live.first, Math.floor(at)), live.asOf)}`
        : `after ${formatDuration(at)}`,
    lines: linesOf(series, index, y.unit),
  }
}

function linesOf(series: LiveSeries, index: number, unit: Unit): string[] {
  const [, value = 0] = series.points[index] ?? []
  if (series.kind === 'look') {
    const [, , lower = 0, upper = 0, n = 0] = series.points[index] ?? []
    return [`mean so far ${exactText(value, unit)}`, `interval ${lower} to ${upper}×`, `${n} observations`]
  }
  return [series.kind === 'week' ? `mean ${exactText(value, unit)}` : exactText(value, unit)]
}

/** What a mark says of itself, a line each: whose it is, of what, and its figures. A browser shows it without a script too. */
const marked = (...lines: (string | null)[]): string => lines.filter((line) => line !== null).join('\n')

const DIGITS = 4

const exactly = (value: number): number => Number(value.toPrecision(DIGITS))

/** Why a ratio is void. */
export const VOID = 'does not count, because the data differs or the candidate fails too often'

/** Of a candidate on the first page. */
export function markTip(job: string, { engine, ratio }: CandidateRow): string {
  if (!ratio) return marked(engine.name, job)
  const { value, interval, n, isVoid } = ratio
  return marked(
    engine.name,
    job,
    `mean ${exactText(exactly(value), 'ratio')}`,
    interval && `interval ${exactly(interval.lower)} to ${exactText(exactly(interval.upper), 'ratio')}`,
    counted(n, 'observation'),
    isVoid ? VOID : null,
  )
}

/** Of an engine at one size of input. */
export function sizeTip(
  { engine, bytes, seconds, peakBytes, trials }: SizePoint,
  what: 'seconds' | 'memory',
): string {
  const figures =
    what === 'memory'
      ? [peakBytes === null ? null : `highest peak ${exactText(peakBytes, 'bytes')}`]
      : [
          seconds && `mean ${exactText(exactly(seconds.value), 'seconds')}`,
          seconds && `${formatDuration(seconds.range.lower)} to ${formatDuration(seconds.range.upper)}`,
        ]
  return marked(engine.name, `${formatBytes(bytes)} of input`, ...figures, counted(trials, 'trial'))
}

/** Of what a run costs. */
export const billTip = ({ engine, least, most, currency }: Bill): string =>
  marked(
    engine.name,
    'cost of a typical run',
    `${[...new Set([exactly(least), exactly(most)])].join(' to ')} ${currency}`,
  )

/** As people say it, and all digits that were measured. */
function exactText(value: number, unit: Unit): string {
  switch (unit) {
    case 'ratio':
      return `${value}×`
    case 'cores':
      return `${value} cores`
    case 'seconds':
      return value < 99.5 ? `${value} s` : `${formatDuration(value)} (${value.toLocaleString('en')} s)`
    case 'bytes':
      return value < 1000 ? `${value} B` : `${formatBytes(value)} (${value.toLocaleString('en')} B)`
  }
}
