import { SIDES } from '../../model/record/sides.ts'
import { formatBytes } from '../../model/units/bytes.ts'
import { binaryBytes } from '../../plan/plan.ts'
import type { Fit, Predicted } from '../../verdict/forecast/fit.ts'
import type { Projection } from '../../verdict/forecast/projections.ts'
import type { Judged } from '../../verdict/verdict.ts'
import { CLOCK_NAMES, clockText } from '../clock.ts'
import { beyondText, capacityEvidence, FAR, noGrowthText } from './capacity.ts'
import { leftName } from './move.ts'
import { rangeText } from './numbers.ts'

const WHEN: Record<Projection['when'], string> = {
  today: 'today',
  twice: 'twice that',
  'year 1': 'in 1 year',
  'year 2': 'in 2 years',
  'year 3': 'in 3 years',
}
const FITS = { fits: 'yes', exceeds: 'no', unsure: 'not sure' } as const

/** A table of what inputs to come will take, its heading first; empty where nothing can be projected. */
export function projectionRows({ subject, forecast, epoch }: Judged): string[][] {
  const inUnit = (seconds: number) => clockText(epoch.frame.judged, seconds)
  const { projections, memoryBytes, allowed } = forecast
  const isAny = projections.some(({ baseline, candidate }) =>
    [baseline, candidate].some((side) => side.seconds.value !== null || side.memoryBytes.value !== null),
  )
  if (!isAny) return []
  const heading = [
    'input of a run',
    subject.baseline,
    subject.candidate,
    `peak of ${subject.candidate}`,
    ...(memoryBytes === null ? [] : [`fits in ${binaryBytes(memoryBytes, ' ')}`]),
    ...(allowed === null ? [] : [`within ${inUnit(allowed.seconds)}`]),
  ]
  const rows = projections.map(({ when, bytes, baseline, candidate, inMemory, inTime }) => [
    `${WHEN[when]}, ${formatBytes(bytes)}`,
    predictedText(baseline.seconds, inUnit),
    predictedText(candidate.seconds, inUnit),
    predictedText(candidate.memoryBytes, formatBytes),
    ...(memoryBytes === null ? [] : [inMemory ? FITS[inMemory] : 'not known']),
    ...(allowed === null ? [] : [inTime ? FITS[inTime] : 'not known']),
  ])
  return [heading, ...rows]
}

const predictedText = ({ value }: Predicted, show: (amount: number) => string): string =>
  value === null ? 'not known' : `${show(value.value)} (${rangeText(value, show)})`

/** What projections rest on, and where they end: a sentence each; none without a declared volume or a fit. */
export function forecastLines(verdict: Judged): string[] {
  const { forecast } = verdict
  const { fits, volume } = forecast
  const isAsked = volume?.from === 'declared' || verdict.declared.growth !== null
  const isFitted = fits.candidate.seconds.value !== null || fits.candidate.memoryBytes.value !== null
  if (!isAsked && !isFitted) return []
  return [
    ...inputLines(verdict),
    ...fitLines(verdict),
    ...beyondLines(verdict),
    ...ceilingLines(verdict),
    ...(isFitted && forecast.days === 1
      ? ['All these runs are of one day: the intervals do not include how days differ.']
      : []),
  ]
}

function inputLines({ forecast: { input, volume } }: Judged): string[] {
  if (!input) return []
  const { comparisons, p50, p95, most } = input
  const seen =
    p50 === most
      ? `always ${formatBytes(p50)}`
      : `median ${formatBytes(p50)}, 95 % at most ${formatBytes(p95)}, largest ${formatBytes(most)}`
  const today = volume?.from === 'seen' ? '; the median stands for today, because volume: is not set' : ''
  return [`Input of ${comparisons === 1 ? 'the comparison' : `${comparisons} comparisons`}: ${seen}${today}.`]
}

function fitLines({ subject, forecast: { fits }, epoch }: Judged): string[] {
  const clock = epoch.frame.judged
  const all = [fits.baseline, fits.candidate].flatMap(({ seconds, memoryBytes }) => [seconds, memoryBytes])
  const [first] = all
  if (first?.reason && all.every(({ value }) => value === null))
    return [`Nothing is projected, because ${noGrowthText(first.reason)}.`]
  const amounts = [
    [clock === 'p95' ? CLOCK_NAMES.p95 : 'time', 'seconds', (seconds: number) => clockText(clock, seconds)],
    ['peak', 'memoryBytes', formatBytes],
  ] as const
  return SIDES.map((side) => {
    const texts = amounts.map(([name, amount, show]) => `${name} ${fitText(fits[side][amount], show)}`)
    return `${subject[side]} by size of input: ${texts.join('; ')}.`
  })
}

const GB = 1e9

/** `1.2 s + 3.1 s per GB, spread 2 %, from 4 runs`. */
function fitText({ value, reason }: Fit, show: (amount: number) => string): string {
  if (!value) return `not fitted (${noGrowthText(reason)})`
  const { a, b, k, largest, relativeError, runs } = value
  const signed = (amount: number) => `${amount < 0 ? '−' : ''}${show(Math.abs(amount))}`
  const slope = b * (GB / largest) ** k
  const power = k === 1 ? 'per GB' : `× GB^${k.toFixed(2)}`
  return `${signed(a)} ${slope < 0 ? '−' : '+'} ${show(Math.abs(slope))} ${power}, spread ${Number((100 * relativeError).toPrecision(2))} %, from ${runs} runs`
}

function beyondLines({ forecast: { projections, fits } }: Judged): string[] {
  const largest = fits.candidate.seconds.value?.largest ?? fits.candidate.memoryBytes.value?.largest
  const farthest = Math.max(0, ...projections.flatMap(({ ofLargest }) => ofLargest ?? []))
  return largest === undefined || farthest <= FAR
    ? []
    : [
        `Projections reach ${beyondText(farthest, largest)}: they assume that growth goes on as between the measured sizes.`,
      ]
}

function ceilingLines({ subject, forecast: { ceiling, memoryBytes, fits } }: Judged): string[] {
  const largest = fits.candidate.memoryBytes.value?.largest
  if (memoryBytes === null || largest === undefined) return []
  const memory = binaryBytes(memoryBytes, ' ')
  if (ceiling.value) {
    const { lower, value, upper } = ceiling.value
    const far = lower > FAR * largest ? `, ${beyondText(lower / largest, largest)}` : ''
    const end = upper === null ? '' : ` and ${formatBytes(upper)}`
    const where = value === null ? '' : ` (by the fit at ${formatBytes(value)})`
    return [
      `The peak of ${subject.candidate} is expected to meet ${memory} ${upper === null ? 'above' : 'between'} ${formatBytes(lower)}${end} of input${where}${far}.`,
    ]
  }
  if (ceiling.reason === 'already-above')
    return [
      `The node is smaller than what ran: ${subject.candidate} may need more than its ${memory} at the smallest measured input.`,
    ]
  return ceiling.reason === 'beyond'
    ? [
        `The peak of ${subject.candidate} is expected to stay below ${memory} up to ten times what was measured (${formatBytes(largest)}).`,
      ]
    : []
}

/** What retiring the baseline must not mean for large inputs; nothing where the evidence has no such size. */
export function fallbackText(verdict: Judged): string[] {
  const { subject, forecast, gates } = verdict
  const { fallback, memoryBytes, fits } = forecast
  if (!fallback) return []
  const { why, lower, value, upper } = fallback
  const { baseline, candidate } = subject
  const interval =
    upper === null
      ? `interval from ${formatBytes(lower)}`
      : `interval ${rangeText({ lower, upper }, formatBytes)}`
  const head = `Keep ${leftName(verdict)} as a fallback above ${formatBytes(lower)} of input`
  if (why === 'time')
    return [
      `${head}: by the fits ${baseline} is faster above ${formatBytes(value ?? lower)} (${interval}), inside the measured sizes.`,
    ]
  const largest = fits.candidate.memoryBytes.value?.largest ?? lower
  const how = lower > largest ? beyondText(lower / largest, largest) : 'inside the measured sizes'
  const lost = gates.capacity.lost === null ? '' : ` In fact, ${capacityEvidence(verdict)}.`
  return [
    `${head}: there ${candidate} may need more than the ${binaryBytes(memoryBytes ?? 0, ' ')} of its node (${interval}), ${how}.${lost}`,
  ]
}
