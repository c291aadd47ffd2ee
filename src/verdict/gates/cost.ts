import { z } from 'zod'
import { type Platform, platformOf } from '../../model/config/platforms.ts'
import { isCluster } from '../../model/record/deployment.ts'
import { SIDES, type Side } from '../../model/record/sides.ts'
import { geometricMean } from '../../statistics/sample.ts'
import { type BilledPrice, billedPrice, billedPrices } from '../billing/billed-price.ts'
import { billedComparisons, meanBills, typicalBills } from '../billing/bills.ts'
import { type SideBilling, sideBilling } from '../billing/side-billing.ts'
import type { Comparison, Frame } from '../evidence/comparison.ts'
import { amount, interval, type State } from '../forms.ts'
import { type Evidence, type Gate, gateShape } from './gate.ts'
import { fewestDays } from './speed.ts'

/** Bills of a typical run and of the mean run. */
const costFacts = z.strictObject({
  currency: z.string(),
  observations: z.int().min(1),
  /** Of a typical run: the geometric mean of the bills. */
  baseline: z.number(),
  /** Of a typical run: the baseline's bill at both ends of the ratio. */
  candidate: interval,
  /** Candidate/baseline of a typical run, which the margin is held against; it holds at every look. */
  ratio: interval,
  /** Arithmetic means: what many runs cost is their number times this. */
  mean: z.strictObject({ baseline: amount, candidate: amount, saved: amount }),
})

/** What of a bill is declared, not measured. */
const conditions = z.strictObject({
  nodes: z.number(),
  /** Whether they are not declared, and one is assumed. */
  areNodesAssumed: z.boolean(),
  /** Whether the times are of one machine: several nodes are then billed for a time that none of them was measured in. */
  isOneMachine: z.boolean(),
  startupSeconds: z.number(),
  idleSeconds: z.number(),
})

/** Runs that a platform billed. */
const billedSide = z.strictObject({
  source: z.string(),
  runs: z.int().min(1),
  /** Observations; where it is more than the runs, list prices are used. */
  of: z.int().min(1),
})

const schema = z.strictObject({
  ...gateShape,
  /** Null where no bill can be calculated, and before the times have an interval. */
  facts: costFacts.nullable(),
  /** Geometric means of the bills of the observations so far, before there are {@link costFacts}; null where there is none. */
  provisional: z
    .strictObject({
      currency: z.string(),
      baseline: z.number(),
      candidate: z.number(),
      observations: z.int().min(1),
    })
    .nullable(),
  /** The highest ratio of the bills that passes; null where none is declared. */
  margin: z.number().nullable(),
  /** Engines of which nothing says what is billed. */
  unpriced: z.array(z.string()),
  conditions: z.strictObject({ baseline: conditions, candidate: conditions }).nullable(),
  /** What both bills are made of, the baseline's first. */
  prices: z.array(billedPrice),
  /** What platforms billed: it comes before list prices where every observation has it. Null of a side that was not billed. */
  billed: z.strictObject({ baseline: billedSide.nullable(), candidate: billedSide.nullable() }),
  /** Currencies of both sides, where they are not one: nothing is converted. */
  currencies: z.array(z.string()),
})

/**
 * What a run costs on each side's platform, each observation billed by its rule. The ratio of the bills of a typical run is
 * held against the margin; that of the mean bills must be on the same side, or what passes could cost more in a month.
 */
export const cost: Gate<typeof schema> = {
  schema,
  basis: 'evidence',
  isDeciding: ({ margins }) => margins.cost !== undefined,
  judge: (evidence) => {
    const { policy, subject, epoch, frame, asOf, move } = evidence
    const { cost: margin = null } = policy.margins
    const platforms = {
      baseline: platformOf(policy, subject.baseline),
      candidate: platformOf(policy, subject.candidate),
    }
    const observed = billedComparisons(epoch.comparisons, frame)
    const billing = billingOf(observed, platforms, frame)
    const unpriced = SIDES.filter((side) => billing[side] === null).map((side) => subject[side])
    const currencies = [...new Set(SIDES.flatMap((side) => billing[side]?.currency ?? []))]
    const nothing = {
      ...{ margin, unpriced, facts: null, provisional: null, conditions: null, needs: null },
      prices: SIDES.flatMap((side) => pricesOf(side, platforms[side], asOf, billing[side])),
      billed: { baseline: billedFacts(billing.baseline), candidate: billedFacts(billing.candidate) },
      currencies: currencies.length > 1 ? currencies : [],
    }
    if (!billing.baseline || !billing.candidate || currencies.length > 1)
      return { ...nothing, state: 'not yet' }
    const terms = (side: Side) => {
      const isOneMachine =
        !isCluster(move.ran[side].place) && !epoch.comparisons.some((each) => each[side].isElsewhere)
      return conditionsOf(platforms[side], billing[side]?.source ?? null, isOneMachine)
    }
    const conditions = { baseline: terms('baseline'), candidate: terms('candidate') }
    const both = { baseline: billing.baseline, candidate: billing.candidate }
    const facts = factsOf(observed, both, evidence)
    if (!facts) {
      const needs = fewestDays(epoch.comparisons, frame)
      return { ...nothing, provisional: provisionalOf(observed, both), conditions, state: 'not yet', needs }
    }
    const state = stateOf(facts, margin)
    const needs = state === 'not yet' && margin !== null ? OPEN : null
    return { ...nothing, facts, conditions, state, needs }
  },
}

export type CostFacts = z.infer<typeof costFacts>

type Platforms = Record<Side, Platform | undefined>

/** How each side is billed, by its observations. */
function billingOf(
  observed: readonly Comparison[],
  platforms: Platforms,
  frame: Frame,
): Record<Side, SideBilling | null> {
  const of = (side: Side) => sideBilling(observed, side, platforms[side], frame.judged)
  return { baseline: of('baseline'), candidate: of('candidate') }
}

const billedFacts = (billing: SideBilling | null): z.infer<typeof billedSide> | null =>
  billing?.billed ? { source: billing.source ?? 'list prices', runs: billing.billed, of: billing.of } : null

function factsOf(
  observed: readonly Comparison[],
  billing: Record<Side, SideBilling>,
  { policy, frame, level }: Evidence,
): CostFacts | null {
  const typical = typicalBills(observed, billing, policy, frame, level)
  const mean = meanBills(observed, billing, frame)
  const { currency } = billing.baseline
  return typical && mean && { currency, observations: observed.length, ...typical, mean }
}

function provisionalOf(
  observed: readonly Comparison[],
  billing: Record<Side, SideBilling>,
): z.infer<typeof schema>['provisional'] {
  if (observed.length === 0) return null
  const meanOf = (side: Side) => geometricMean(observed.map((each) => billing[side].billOf(each)))
  return {
    ...{ currency: billing.baseline.currency, observations: observed.length },
    ...{ baseline: meanOf('baseline'), candidate: meanOf('candidate') },
  }
}

/** Nobody can tell how much narrower the interval of the times has to be. */
const OPEN = { least: 1, most: null }

/** None where the platform told the amount itself. */
const pricesOf = (
  side: Side,
  platform: Platform | undefined,
  asOf: string,
  billing: SideBilling | null,
): BilledPrice[] =>
  billing?.source != null && !billing.isPriced ? [] : billedPrices(side, platform?.prices ?? [], asOf)

/** What was billed has its start-up and nodes in it. */
function conditionsOf(platform: Platform | undefined, source: string | null, isOneMachine: boolean) {
  if (!platform || source !== null) return AS_BILLED
  const { nodes, areNodesAssumed = false, startupSeconds, idleSeconds } = platform
  return { nodes, areNodesAssumed, isOneMachine, startupSeconds, idleSeconds }
}

const AS_BILLED = {
  ...{ nodes: 1, areNodesAssumed: false, isOneMachine: false },
  ...{ startupSeconds: 0, idleSeconds: 0 },
}

/** What sums of bills that are equal may differ by. */
const ROUNDING = 1e-9

/** A rounded bill is often exactly the other's, which costs no more. */
function stateOf({ ratio, mean }: CostFacts, margin: number | null): State {
  if (margin === null) return 'not yet'
  const isWithin = (times: number) => times <= margin * (1 + ROUNDING)
  const isMeanWithin = isWithin(mean.candidate.value / mean.baseline.value)
  if (isWithin(ratio.upper) && isMeanWithin) return 'pass'
  return isWithin(ratio.lower) || isMeanWithin ? 'not yet' : 'fail'
}
