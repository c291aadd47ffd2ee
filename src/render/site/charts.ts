import { MEASURES } from '../../model/measures/registry.ts'
import { formatBytes } from '../../model/units/bytes.ts'
import type { Dot, Funnel } from '../../report/charts/funnel.ts'
import type { PanelMeasure } from '../../report/charts/multiples.ts'
import type { JobPage } from '../../report/model/job.ts'
import type { CandidateRow } from '../../report/model/overview.ts'
import { MIN_OBSERVATIONS } from '../../statistics/confidence-sequence.ts'
import { counted } from '../../text/text.ts'
import type { Fit } from '../../verdict/forecast/fit.ts'
import { CLOCK_NAMES } from '../clock.ts'
import { firstFew, listed, ratioText, timesText } from '../verdict/numbers.ts'
import { partitionText } from './candidate.ts'
import { shortChange } from './changes.ts'
import { dayNear } from './dates.ts'
import { capitalised, intervalText, leading, possessive, properName, shortName } from './figures.ts'

/** What is judged, as one word. */
const wordOf = ({ judged }: Pick<JobPage, 'judged'>): string => (judged === 'p95' ? CLOCK_NAMES.p95 : 'time')

/** What the funnel shows, as its heading: whether it counts comes with it. */
export function funnelTitle(job: JobPage): string {
  const row = leading(job)
  if (!row?.ratio) return 'No times yet'
  const voided = voidText(row)
  return voided === null ? intervalTitle(row.ratio, job) : `${ratioTitle(row.ratio)}: ${voided}`
}

type Ratio = NonNullable<CandidateRow['ratio']>

function intervalTitle(ratio: Ratio, job: JobPage): string {
  const { value, interval } = ratio
  if (!interval) return ratioTitle(ratio)
  const margin = job.margin ?? 1
  const line =
    margin === 1
      ? `${possessive(job.baseline.name)} own ${wordOf(job)}`
      : `the margin of ${ratioText(margin)}×`
  if (interval.upper < margin) return `The interval closed on ${timesText(value)}, below ${line}`
  if (interval.lower > margin) return `The interval closed on ${timesText(value)}, above ${line}`
  return `The interval, ${intervalText(interval)}×, still includes ${line}`
}

const ratioTitle = ({ value, interval }: Ratio): string =>
  `${timesText(value)} so far, ${interval ? `interval ${intervalText(interval)}` : 'without an interval'}`

/** Why the times of a candidate do not count; null where they do. */
function voidText({ verdict, ratio }: CandidateRow): string | null {
  if (verdict.decision === 'nothing') return null
  const { gates, subject } = verdict
  if (gates.parity.state === 'fail') return 'it does not count while the data differ'
  if (ratio?.isVoid) return `it does not count while ${subject.candidate} fails`
  return gates.speed.open === 'times' ? 'it does not count, because too many comparisons have no time' : null
}

/** How to read it. */
export function funnelNote(
  { series }: Funnel,
  { baseline, judged }: Pick<JobPage, 'baseline' | 'judged'>,
  link: string,
): string {
  const dots = `${capitalised(wordOf({ judged }))} relative to ${properName(baseline.name)}. A dot is one day${link}.`
  return series.some(({ bands }) => bands !== '')
    ? `${dots} The band is the interval for their mean as it was known that day, so single days may lie outside it.`
    : `${dots} An interval needs ${MIN_OBSERVATIONS} observations.`
}

/** The same for whoever cannot see it. */
export const funnelText = ({ series }: Funnel): string =>
  series
    .map(({ engine, end }) => {
      const interval = end?.look.interval
      return `${engine.name}: ${end ? `${timesText(end.look.value)}, ${interval ? `interval ${intervalText(interval)}` : 'no interval yet'}, after ${counted(end.look.n, 'observation')}` : 'no ratio'}`
    })
    .join('; ')

/** What its lines and marks mean, naming what happened. */
export function funnelCaption(
  { epochs, calendar, series, machines }: Funnel,
  { histories, asOf }: JobPage,
): string[] {
  const changes = histories.flatMap(({ engine, epochs: all }) =>
    all
      .filter(({ number }) => number > 1)
      .map(({ firstDay }) => `${engine.name} on ${dayNear(firstDay, asOf)}`),
  )
  const crosses = series.flatMap(({ engine, crosses: all }) =>
    all.map(({ point }) => `${engine.name} on ${dayNear(point.day, asOf)}`),
  )
  return [
    ...(changes.length > 0
      ? [`Vertical lines: new code, so the count begins again (${firstFew(changes, 4)}).`]
      : epochs.length > 0
        ? ['Vertical lines: a candidate began.']
        : []),
    ...(series.some(({ dots }, index) => dots.length < timed(histories[index]))
      ? ['Dots: the newest days only.']
      : []),
    ...(calendar.gaps.length > 0 ? ['Hatched: no run.'] : []),
    ...(crosses.length > 0 ? [`At the bottom: failed or different data (${firstFew(crosses, 4)}).`] : []),
    ...(machines.length > 1 ? [`Filled dots: ${machines[0]}. Rings: ${listed(machines.slice(1))}.`] : []),
  ]
}

const timed = (history: JobPage['histories'][number] | undefined): number =>
  history?.points.filter(({ ratio }) => ratio !== null).length ?? 0

/** `polars 2.0 → 2.1`, `polars: new code`, `duckdb added`. */
export function epochLabel({ engine, changed, changes }: Funnel['epochs'][number], baseline: string): string {
  if (changed.length === 0) return `${shortName(engine.name)} added`
  return changed
    .map((side) =>
      shortChange(
        changes.filter((change) => change.side === side),
        side === 'baseline' ? baseline : engine.name,
      ),
    )
    .join(', ')
}

export const dotTitle = ({ point, ratio }: Dot, name: string, asOf: string): string =>
  `${name}, ${partitionText(point.partition, asOf)}: ${timesText(ratio)}`

export const PANEL_TITLES: Record<PanelMeasure, string> = {
  totalMs: 'Total time',
  p95Ms: 'p95 latency',
  cpuSeconds: 'CPU time',
  peakAnonBytes: 'Peak memory',
}

/** Of each engine the range of its good trials, for whoever cannot see the panel. */
export function panelText(measure: PanelMeasure, { dots }: Pick<JobPage, 'dots'>): string {
  const { format: show } = MEASURES[measure]
  const byEngine = Map.groupBy(dots, ({ engine }) => engine.name)
  const ranges = [...byEngine].flatMap(([name, all]) => {
    const values = all.flatMap((dot) => (dot.outcome === 'ok' ? (dot[measure] ?? []) : []))
    if (values.length === 0) return []
    const ends = new Set([show(Math.min(...values)), show(Math.max(...values))])
    return [`${name} ${[...ends].join(' to ')}`]
  })
  return `${PANEL_TITLES[measure]} of every trial: ${ranges.join('; ')}`
}

/** Fits of time or memory, by engine: the baseline's by the candidate that the page speaks of first. */
export function fitsOf(job: JobPage, what: 'seconds' | 'memory'): ReadonlyMap<string, Fit> {
  const amount = what === 'seconds' ? 'seconds' : 'memoryBytes'
  const first = leading(job)
  const verdicts = [
    ...(first ? [{ engine: job.baseline, side: 'baseline' as const, of: first }] : []),
    ...job.candidates.map((of) => ({ engine: of.engine, side: 'candidate' as const, of })),
  ]
  return new Map(
    verdicts.flatMap(({ engine, side, of: { verdict } }) =>
      verdict.decision === 'nothing' ? [] : [[engine.name, verdict.forecast.fits[side][amount]] as const],
    ),
  )
}

/** Why nothing is known of other sizes, and what would tell. */
export const oneSizeText = ({ sizes, inputBytes }: JobPage): string => {
  const bytes = sizes[0]?.bytes ?? inputBytes
  return bytes === null || bytes === undefined
    ? 'Not known: the size of the input was not recorded.'
    : `Not known: only ${formatBytes(bytes)} was measured.`
}

/** `Spark = margin` where both are one line. */
export const baselineLine = (baseline: string, margin: number | null): string =>
  `${shortName(properName(baseline))}${margin === 1 ? ' = margin' : ''}`
