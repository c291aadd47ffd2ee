import { platformOf } from '../../config/platforms.ts'
import type { Policy } from '../../config/policy.ts'
import { billOf, type Platform } from '../../cost/bill.ts'
import { moneyRange, moneyText } from '../../cost/money.ts'
import type { Subject } from '../../evidence/assemble.ts'
import type { Frame } from '../../evidence/comparison.ts'
import { formatDuration } from '../../units/duration.ts'
import type { Epoch } from '../epochs.ts'
import type { CostFacts, Gate, SpeedFacts } from '../verdict.ts'
import { ratioText } from '../words.ts'
import { fewestDays } from './speed.ts'

export interface JudgedCost {
  gate: Gate
  facts: CostFacts | null
}

/**
 * What a run costs on each side's platform: the baseline at the geometric mean of its times, the candidate at both ends
 * of the interval of the ratio. Both bills follow their rules; the ratio of the bills is held against the margin.
 */
export function judgeCost(
  { comparisons }: Epoch,
  { baseline, candidate }: Pick<Subject, 'baseline' | 'candidate'>,
  policy: Policy,
  frame: Frame,
  { baselineSeconds, ratio }: Pick<SpeedFacts, 'baselineSeconds' | 'ratio'>,
): JudgedCost {
  const { costMargin } = policy
  const gate = { name: 'cost', deciding: costMargin !== null } as const
  const [ofBaseline, ofCandidate] = [platformOf(policy, baseline), platformOf(policy, candidate)]
  if (!isPriced(ofBaseline) || !isPriced(ofCandidate)) {
    const unpriced = [baseline, candidate].filter((engine) => !isPriced(platformOf(policy, engine)))
    const evidence = `no bill can be calculated: nobody declared what is billed for ${unpriced.join(' and ')}`
    const missing = `platforms: in the policy, with a price: for ${unpriced.join(' and ')}`
    return { gate: { ...gate, state: 'not yet', evidence, missing }, facts: null }
  }
  if (baselineSeconds === null || !ratio) {
    const evidence = 'no bill before there is an interval of the times'
    const needs = fewestDays(comparisons, frame)
    return {
      gate: { ...gate, state: 'not yet', evidence, missing: 'more days, until there is one', needs },
      facts: null,
    }
  }
  const bill = billOf(ofBaseline, baselineSeconds)
  const { lower, upper } = ratio.interval
  const bills = [lower, upper].map((times) => billOf(ofCandidate, times * baselineSeconds))
  const facts: CostFacts = {
    currency: ofBaseline.prices[0]?.currency ?? '',
    baseline: bill,
    candidate: { lower: Math.min(...bills), upper: Math.max(...bills) },
    ratio: { lower: Math.min(...bills) / bill, upper: Math.max(...bills) / bill },
  }
  const evidence = evidenceOf(
    facts,
    [baseline, candidate],
    [ofBaseline, ofCandidate],
    baselineSeconds,
    costMargin,
  )
  const state = stateOf(facts.ratio, costMargin)
  const isOpen = state === 'not yet'
  const rest = isOpen
    ? {
        missing:
          costMargin === null
            ? 'margins: cost in the policy'
            : 'more days, until both bills lie on one side of the margin',
        needs: OPEN,
      }
    : { missing: null }
  return { gate: { ...gate, state, evidence, ...rest }, facts }
}

/** Nobody can tell how much narrower the interval of the times has to be. */
const OPEN = { least: 1, most: null }

const isPriced = (platform: Platform | undefined): platform is Platform =>
  platform !== undefined && platform.prices.length > 0

/** A rounded bill is often exactly the other's, which costs no more. */
function stateOf({ lower, upper }: CostFacts['ratio'], margin: number | null): Gate['state'] {
  if (margin === null) return 'not yet'
  if (upper <= margin) return 'pass'
  return lower > margin ? 'fail' : 'not yet'
}

function evidenceOf(
  { currency, baseline, candidate, ratio }: CostFacts,
  engines: readonly [string, string],
  platforms: readonly [Platform, Platform],
  baselineSeconds: number,
  margin: number | null,
): string {
  const asked = margin === null ? '' : `, at most ${margin} is asked`
  const bills = [
    `${engines[0]} ${moneyText(baseline, currency)} for ${formatDuration(baselineSeconds)}`,
    `${engines[1]} ${moneyRange(candidate.lower, candidate.upper, currency)}`,
  ].map((text, side) => `${text}${conditionsOf(platforms[side])}`)
  const ends = [ratio.lower, ratio.upper].map((end) => ratioText(end, margin ?? undefined))
  return `a run: ${bills.join(', ')}; ${[...new Set(ends)].join(' to ')} times as much${asked}`
}

/** What of a bill nobody measured. */
function conditionsOf(platform: Platform | undefined): string {
  const { nodes = 1, startupSeconds = 0, idleSeconds = 0 } = platform ?? {}
  const declared = [
    nodes > 1 ? `${nodes} nodes` : '',
    startupSeconds > 0 ? `${formatDuration(startupSeconds)} of start-up` : '',
    idleSeconds > 0 ? `${formatDuration(idleSeconds)} idle` : '',
  ].filter(Boolean)
  return declared.length > 0 ? ` (with ${declared.join(', ')}, as declared)` : ''
}
