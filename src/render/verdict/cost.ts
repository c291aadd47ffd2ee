import { formatDuration } from '../../model/units/duration.ts'
import { moneyRange, moneyText } from '../../pricing/money.ts'
import { counted } from '../../text/text.ts'
import type { Gates, Judged } from '../../verdict/verdict.ts'
import { listed, rangeText, ratioText } from './numbers.ts'
import { basisText } from './prices.ts'
import { isOfLatency } from './speed.ts'

type Cost = Gates['cost']
type Conditions = NonNullable<Cost['conditions']>['baseline']

export function costEvidence(verdict: Judged): string {
  const { facts, provisional, unpriced, margin, currencies } = verdict.gates.cost
  if (isOfLatency(verdict)) return 'a service is billed for as long as it runs, whatever it is asked'
  if (unpriced.length > 0) return `no prices for ${listed(unpriced)}`
  if (currencies.length > 0) return `the bills are in ${listed(currencies)}, and nothing is converted`
  if (facts) {
    const limits = margin === null ? [] : [margin]
    const ratio = rangeText(facts.ratio, (end) => ratioText(end, ...limits))
    const { lower, upper } = facts.candidate
    return billText(verdict, {
      head: 'a typical run costs',
      baseline: moneyText(facts.baseline, facts.currency),
      candidate: moneyRange(lower, upper, facts.currency),
      ratio: `${ratio}× as much${limits.map((limit) => ` (limit ${limit})`).join('')}${meanText(facts)}`,
    })
  }
  if (!provisional) return 'no bill until the times have an interval'
  const { currency, observations, baseline, candidate } = provisional
  return billText(verdict, {
    head: 'so far a typical run costs',
    baseline: moneyText(baseline, currency),
    candidate: moneyText(candidate, currency),
    ratio: `${ratioText(candidate / baseline)}× as much in ${counted(observations, 'observation')}, without an interval`,
  })
}

/** Both bills, what they are made of, and what one is of the other. */
function billText(
  verdict: Judged,
  { head, baseline, candidate, ratio }: Record<'head' | 'baseline' | 'candidate' | 'ratio', string>,
): string {
  const { subject, gates } = verdict
  const { conditions, billed } = gates.cost
  const time = formatDuration(gates.speed.baselineSeconds ?? 0)
  const bills = [
    `${baseline} with ${subject.baseline} for ${time}${termsText(billed.baseline, conditions?.baseline)}`,
    `${candidate} with ${subject.candidate}${termsText(billed.candidate, conditions?.candidate)}`,
  ]
  const basis = basisText([verdict])
  return `${head} ${bills.join(' and ')}: ${ratio}${basis && `; ${basis}`}`
}

/** Where a few expensive runs make the mean bill another than a typical one: months are made of it. */
function meanText({ ratio, mean: { baseline, candidate } }: NonNullable<Cost['facts']>): string {
  const onAverage = candidate.value / baseline.value
  return isBetween(onAverage, ratio) ? '' : `, but ${ratioText(onAverage)}× on average over all runs`
}

/** To the digits that a ratio of sums has. */
const isBetween = (value: number, { lower, upper }: { lower: number; upper: number }): boolean =>
  value >= lower * (1 - 1e-9) && value <= upper * (1 + 1e-9)

export function costNeeds(verdict: Judged): string | null {
  const { state, unpriced, facts, margin, currencies } = verdict.gates.cost
  if (isOfLatency(verdict)) return null
  if (unpriced.length > 0) return 'platforms.<engine>.price in the policy'
  if (currencies.length > 0) return 'prices of one currency, declared in prices:'
  if (state !== 'not yet') return null
  if (!facts) return 'more days'
  return margin === null
    ? 'margins: cost in the policy'
    : 'more days, until the interval and the ratio of the mean bills are on one side of the limit'
}

/** ` (as billed: EMR Serverless …, 14 runs)`, or what was declared; where few were billed, that list prices count. */
function termsText(billed: Cost['billed']['baseline'], conditions: Conditions | undefined): string {
  if (!billed) return declaredText(conditions)
  const { source, runs, of } = billed
  return runs === of
    ? ` (as billed in ${counted(runs, 'run')}: ${source})`
    : `${declaredText(conditions)} (list prices, because only ${runs} of ${of} runs have a bill)`
}

/** What of a bill nobody measured. */
function declaredText(conditions: Conditions | undefined): string {
  const { nodes = 1, startupSeconds = 0, idleSeconds = 0 } = conditions ?? {}
  const declared = [
    nodes > 1 ? `${nodes} nodes` : '',
    startupSeconds > 0 ? `${formatDuration(startupSeconds)} of start-up` : '',
    idleSeconds > 0 ? `${formatDuration(idleSeconds)} idle` : '',
  ].filter(Boolean)
  return declared.length > 0 ? ` (counted with ${declared.join(', ')})` : ''
}
