import { MIN_OBSERVATIONS } from '../../statistics/confidence-sequence.ts'
import { counted } from '../../text/text.ts'
import { lostTimes } from '../../verdict/gates/speed.ts'
import type { JudgedBound } from '../../verdict/speed/facts.ts'
import type { Gates, Judged } from '../../verdict/verdict.ts'
import { CLOCK_NAMES, clockText } from '../clock.ts'
import { listed, rangeText, ratioText, timesText, unitText } from './numbers.ts'

type Speed = Gates['speed']

export function speedEvidence(verdict: Judged): string {
  const { bounds, n, s, extremes } = verdict.gates.speed
  // Where only a limit is asked, s is of seconds: the range of ratios would be another figure's.
  const range = extremes && bounds[0]?.what === 'ratio' ? `, ${rangeText(extremes, timesText)}` : ''
  const spread = s === null ? '' : `${range}, spread s ${s.toFixed(2)}`
  const held = bounds.map((bound) => boundText(bound, verdict))
  const what = isOfLatency(verdict) ? `${CLOCK_NAMES.p95} ` : ''
  return `${what}${held.join('; ')}; ${counted(n, 'observation')}${spread}`
}

/** Whether it is judged by what requests to a service took, not by what a run took. */
export const isOfLatency = ({ epoch: { frame } }: Pick<Judged, 'epoch'>): boolean => frame.judged === 'p95'

export function speedNeeds(verdict: Judged): string | null {
  const { gates, epoch, subject } = verdict
  const { speed, window } = gates
  switch (speed.open) {
    case 'margin':
      return `margins: ${epoch.frame.judged} in the policy, because this epoch is judged by that clock and only the other one has a margin`
    case 'times':
      return `a ${isOfLatency(verdict) ? 'latency' : 'time'} in 9 of 10 comparisons; ${lostText(speed, subject)}`
    case 'few':
      return `${counted(MIN_OBSERVATIONS - Math.min(...speed.bounds.map(({ n }) => n)), 'more observation')} before there can be an interval`
    case 'clock':
      return `times with more digits: a clock that counts in ${resolutionText(speed)} may hide a difference this small`
    case 'class':
      return `the same answer on every class of machines: ${classText(speed)}`
    case 'spread':
      return `more days${window.state === 'fail' ? ' than the window allows' : ''}, until the limit is outside the interval`
    case null:
      return null
  }
}

/** `0.31× as long as spark (interval 0.27–0.36, limit 1)`: never an estimate without its interval. */
function boundText({ what, asked, n, value, interval, byValue, state }: JudgedBound, verdict: Judged) {
  const ends = interval ? [interval.lower, interval.upper] : []
  const inUnit = (each: number) => clockText(verdict.epoch.frame.judged, each)
  const unit = (each: number) => (what === 'ratio' ? ratioText(each, asked, ...ends) : inUnit(each))
  const limit = `limit ${what === 'ratio' ? asked : inUnit(asked)}`
  if (value === null) return `${isOfLatency(verdict) ? 'unknown' : 'no times'} yet (${limit})`
  const estimate =
    what === 'ratio' ? `${besideText(verdict)}${unit(value)}× ${ofBaseline(verdict)}` : unit(value)
  if (byValue) return `${estimate} every time (${limit})`
  if (!interval) return `${estimate} (${withoutInterval(n)}, ${limit})`
  const relation = state === 'not yet' ? ' includes the' : ','
  return `${estimate} (interval ${rangeText(interval, unit)}${relation} ${limit})`
}

/** A latency is felt: the figures themselves say more than their ratio. */
function besideText(verdict: Judged): string {
  const { candidateSeconds, baselineSeconds } = verdict.gates.speed
  if (!isOfLatency(verdict) || candidateSeconds === null || baselineSeconds === null) return ''
  return `${clockText('p95', candidateSeconds)} against ${clockText('p95', baselineSeconds)}, `
}

/** What a ratio is one of. */
const ofBaseline = (verdict: Judged): string =>
  `${isOfLatency(verdict) ? 'that of' : 'as long as'} ${verdict.subject.baseline}`

/** What the baseline's is compared with, as one word of a sentence. */
export const judgedWord = (verdict: Pick<Judged, 'epoch'>): string =>
  isOfLatency(verdict) ? CLOCK_NAMES.p95 : 'time'

const withoutInterval = (n: number): string =>
  n < MIN_OBSERVATIONS
    ? `no interval before ${MIN_OBSERVATIONS} observations`
    : 'the interval is still unbounded'

/** `took 0.31× as long as spark (…), and 1 min 12 s (…, limit 2 min)`, `had a p95 latency of 61.3 ms against …`. */
export function tookText(verdict: Judged): string {
  const { bounds, ratio } = verdict.gates.speed
  if (bounds.every(({ value }) => value === null))
    return isOfLatency(verdict) ? 'has no latency yet' : 'has no times yet'
  const isAsked = bounds.some(({ what }) => what === 'ratio')
  // Whoever reads «retire» must know the ratio, also where only a limit in minutes is asked.
  const unasked =
    ratio && !isAsked
      ? `, ${timesText(ratio.value)} ${ofBaseline(verdict)} (interval ${rangeText(ratio.interval, ratioText)}), which is not judged`
      : ''
  const took = isOfLatency(verdict) ? `had a ${CLOCK_NAMES.p95} of` : 'took'
  return `${took} ${bounds.map((bound) => boundText(bound, verdict)).join(', and ')}${unasked}`
}

/** `6 of 20 have none (polars failed in 6)`. */
export function lostText(speed: Speed, { baseline, candidate }: Judged['subject']): string {
  const { failed, both, apart, unlike, unmeasured, baseline: untimed, of } = speed.without
  const why = listed([
    ...(failed > 0 ? [`${candidate} failed in ${failed}`] : []),
    ...(both > 0 ? [`both failed in ${both}`] : []),
    ...(apart > 0 ? [`${apart} ran more than 7 days apart`] : []),
    ...(unlike > 0 ? [`in ${unlike}, only one side's work includes start-up`] : []),
    ...(unmeasured > 0 ? [`${unmeasured} ${unmeasured === 1 ? 'was' : 'were'} not measured`] : []),
    ...(untimed > 0 ? [`${baseline} has no time in ${untimed}`] : []),
  ])
  return `${lostTimes(speed)} of ${of} have none (${why})`
}

const resolutionText = ({ clocks: { baselineMs, candidateMs } }: Speed): string =>
  unitText(Math.max(baselineMs, candidateMs))

export function classText({ contradiction, classes, n }: Speed): string {
  const found = classes.find(({ hostClass }) => hostClass === contradiction)
  return found
    ? `on ${found.hostClass} it is ${timesText(found.ratio)} (${found.observations} of ${n} observations)`
    : `${contradiction} disagrees`
}
