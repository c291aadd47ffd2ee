import { billOf } from '../../pricing/bill.ts'
import { runsAYear } from '../../pricing/savings.ts'
import { type BilledPrice, billedPrices } from '../../verdict/billing/billed-price.ts'
import { type AdviceContext, type Overhead, overheadOf, type Side } from '../context.ts'
import { type Factor, leaning } from './factor.ts'

interface FrequencyFacts {
  runsPerDay: number | null
  /** Seconds a run that are billed besides the work; null where nobody says. */
  overhead: { baseline: Overhead | null; candidate: Overhead | null }
  /** What the shortest possible run would be billed over a year; null without prices of both sides. */
  floorAYear: {
    currency: string
    baseline: number
    /** Of the candidate that is billed least. */
    candidate: number
    engine: string
    prices: BilledPrice[]
  } | null
  /** Work alone is judged, so the cluster is there anyway. */
  isWarm: boolean
}

/** What each run costs before it does any work, times how often it runs. */
export const frequency: Factor<'processing frequency', FrequencyFacts> = {
  name: 'processing frequency',
  weigh: (context) => {
    const { runsPerDay, baseline, candidates, judged } = context
    const overhead = { baseline: overheadOf(baseline), candidate: overheadOf(quickest(candidates)) }
    const isWarm = judged === 'work' || baseline.kind?.name === 'shared'
    const facts = { runsPerDay, overhead, isWarm, floorAYear: floorAYear(context) }
    if (runsPerDay === null) return leaning('unknown', facts)
    if (isWarm) return leaning('neither', facts)
    if (overhead.baseline === null) return leaning('unknown', facts)
    const least = overhead.candidate?.upper ?? 0
    if (overhead.baseline.lower > least) return leaning('candidate', facts)
    return leaning(overhead.baseline.upper < (overhead.candidate?.lower ?? 0) ? 'baseline' : 'unknown', facts)
  },
}

/** The candidate whose platform has the least overhead. */
function quickest([first, ...others]: AdviceContext['candidates']): Side {
  const most = (side: Side) => overheadOf(side)?.upper ?? 0
  return others.reduce((best, each) => (most(each) < most(best) ? each : best), first)
}

/** However short a run is, its first increment is billed. */
const SHORTEST_SECONDS = 0.001

function floorAYear({
  runsPerDay,
  baseline,
  candidates,
  today,
}: AdviceContext): FrequencyFacts['floorAYear'] {
  const [ofBaseline] = floorOf(baseline)
  const [cheapest] = candidates.flatMap(floorOf).toSorted((a, b) => a.bill - b.bill)
  const [price] = baseline.platform?.prices ?? []
  if (runsPerDay === null || !ofBaseline || !price || !cheapest) return null
  const runs = runsAYear(runsPerDay)
  return {
    currency: price.currency,
    baseline: runs * ofBaseline.bill,
    candidate: runs * cheapest.bill,
    engine: cheapest.engine,
    prices: [
      ...billedPrices('baseline', ofBaseline.prices, today),
      ...billedPrices('candidate', cheapest.prices, today),
    ],
  }
}

/** What a side's shortest run is billed; nothing where it has no prices. */
const floorOf = ({ engine, platform }: Side) =>
  platform && platform.prices.length > 0
    ? [{ engine, bill: billOf(platform, SHORTEST_SECONDS), prices: platform.prices }]
    : []
