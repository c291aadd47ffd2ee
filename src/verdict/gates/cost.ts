import { z } from 'zod'
import { type Platform, platformOf } from '../../model/config/platforms.ts'
import { NODE } from '../../model/config/price.ts'
import { isOlderThanAYear } from '../../pricing/age.ts'
import { billOf } from '../../pricing/bill.ts'
import { interval, type State } from '../forms.ts'
import { type Evidence, type Gate, gateShape } from './gate.ts'
import { fewestDays } from './speed.ts'

/** Bills of one run, and of the candidate over the baseline. */
const costFacts = z.strictObject({
  currency: z.string(),
  /** At the geometric mean of its times. */
  baseline: z.number(),
  /** At both ends of the interval of its time. */
  candidate: interval,
  ratio: interval,
})

/** What of a bill is declared, not measured. */
const conditions = z.strictObject({
  nodes: z.number(),
  startupSeconds: z.number(),
  idleSeconds: z.number(),
})

/** A price that a side's bill is made of. */
const billedPrice = z.strictObject({
  side: z.enum(['baseline', 'candidate']),
  name: z.string(),
  /** Of one unit. */
  perHour: z.number(),
  currency: z.string(),
  unit: z.string(),
  /** Of a node. */
  units: z.number(),
  region: z.string().nullable(),
  source: z.string().nullable(),
  asOf: z.string().nullable(),
  /** More than a year before the verdict's day; null where it has no date. */
  isOld: z.boolean().nullable(),
  unverified: z.boolean(),
})

const schema = z.strictObject({
  ...gateShape,
  /** Null where no bill can be calculated. */
  facts: costFacts.nullable(),
  /** The highest ratio of the bills that passes; null where none is declared. */
  margin: z.number().nullable(),
  /** Engines of which nothing says what is billed. */
  unpriced: z.array(z.string()),
  conditions: z.strictObject({ baseline: conditions, candidate: conditions }).nullable(),
  /** What both bills are made of, the baseline's first. */
  prices: z.array(billedPrice),
})

/**
 * What a run costs on each side's platform: the baseline at the geometric mean of its times, the candidate at both ends
 * of the interval of the ratio. Both bills follow their rules; the ratio of the bills is held against the margin.
 */
export const cost: Gate<typeof schema> = {
  schema,
  basis: 'evidence',
  isDeciding: ({ margins }) => margins.cost !== undefined,
  judge: (evidence) => {
    const { policy, subject, speed, epoch, frame, asOf } = evidence
    const { cost: margin = null } = policy.margins
    const names = [subject.baseline, subject.candidate]
    const [ofBaseline, ofCandidate] = names.map((name) => platformOf(policy, name))
    const unpriced = names.filter((name) => !isPriced(platformOf(policy, name)))
    const prices = [
      ...billedPrices('baseline', ofBaseline, asOf),
      ...billedPrices('candidate', ofCandidate, asOf),
    ]
    const nothing = { margin, unpriced, facts: null, conditions: null, needs: null, prices }
    if (!isPriced(ofBaseline) || !isPriced(ofCandidate)) return { ...nothing, state: 'not yet' }
    const conditions = { baseline: conditionsOf(ofBaseline), candidate: conditionsOf(ofCandidate) }
    const facts = billsOf(ofBaseline, ofCandidate, speed.facts)
    if (!facts)
      return { ...nothing, conditions, state: 'not yet', needs: fewestDays(epoch.comparisons, frame) }
    const state = stateOf(facts.ratio, margin)
    const needs = state === 'not yet' && margin !== null ? OPEN : null
    return { ...nothing, facts, conditions, state, needs }
  },
}

export type CostFacts = z.infer<typeof costFacts>
export type BilledPrice = z.infer<typeof billedPrice>

/** Nobody can tell how much narrower the interval of the times has to be. */
const OPEN = { least: 1, most: null }

const isPriced = (platform: Platform | undefined): platform is Platform =>
  platform !== undefined && platform.prices.length > 0

const billedPrices = (
  side: BilledPrice['side'],
  platform: Platform | undefined,
  asOf: string,
): BilledPrice[] =>
  (platform?.prices ?? []).map((price) => ({
    side,
    name: price.name,
    perHour: price.perHour,
    currency: price.currency,
    unit: price.unit ?? NODE,
    units: price.units ?? 1,
    region: price.region ?? null,
    source: price.source ?? null,
    asOf: price.asOf ?? null,
    isOld: price.asOf === undefined ? null : isOlderThanAYear(price.asOf, asOf),
    unverified: price.unverified ?? false,
  }))

const conditionsOf = ({ nodes, startupSeconds, idleSeconds }: Platform) => ({
  nodes,
  startupSeconds,
  idleSeconds,
})

function billsOf(
  ofBaseline: Platform,
  ofCandidate: Platform,
  { baselineSeconds, ratio }: Evidence['speed']['facts'],
): CostFacts | null {
  if (baselineSeconds === null || !ratio) return null
  const bill = billOf(ofBaseline, baselineSeconds)
  const { lower, upper } = ratio.interval
  const bills = [lower, upper].map((times) => billOf(ofCandidate, times * baselineSeconds))
  const [least, most] = [Math.min(...bills), Math.max(...bills)]
  return {
    currency: ofBaseline.prices[0]?.currency ?? '',
    baseline: bill,
    candidate: { lower: least, upper: most },
    ratio: { lower: least / bill, upper: most / bill },
  }
}

/** A rounded bill is often exactly the other's, which costs no more. */
function stateOf({ lower, upper }: CostFacts['ratio'], margin: number | null): State {
  if (margin === null) return 'not yet'
  if (upper <= margin) return 'pass'
  return lower > margin ? 'fail' : 'not yet'
}
