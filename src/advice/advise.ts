import type { AdviceContext } from './context.ts'
import { FACTORS } from './factors/registry.ts'

type Registered = (typeof FACTORS)[number]
/** A factor with what it comes to, by its name. */
export type WeighedFactor = {
  [Each in Registered as Each['name']]: { name: Each['name'] } & ReturnType<Each['weigh']>
}[Registered['name']]

/** What to think before anything was measured. It is advice: no data was compared and no time was taken. */
export interface Advice {
  job: string | null
  baseline: string
  candidates: string[]
  /** Which side the factors favour together. */
  leans: 'candidate' | 'baseline' | 'open'
  /** In the order of their weight. */
  factors: WeighedFactor[]
  /**
   * The factor that weighs most, and why: it decides, alone or against another, it caps what others say, it leans, or it is
   * the first that is not declared.
   */
  weightiest: {
    name: WeighedFactor['name']
    because: 'decides' | 'contradicted' | 'caps' | 'leans' | 'missing'
  }
}

/** Weighs the five factors by what is declared alone. */
export function advise(context: AdviceContext): Advice {
  const factors = FACTORS.map(({ name, weigh }) => ({ name, ...weigh(context) })) as WeighedFactor[]
  return {
    job: context.job,
    baseline: context.baseline.engine,
    candidates: context.candidates.map(({ engine }) => engine),
    leans: leansOf(factors),
    factors,
    weightiest: weightiestOf(factors),
  }
}

/** One that caps the advice leaves it open where the others would speak for the candidate. */
const leansOf = (factors: readonly WeighedFactor[]): Advice['leans'] =>
  cappedBy(factors) ? 'open' : majorityOf(factors)

function cappedBy(factors: readonly WeighedFactor[]): WeighedFactor | undefined {
  const isDecided = factors.some(({ decides }) => decides)
  return isDecided || majorityOf(factors) !== 'candidate' ? undefined : factors.find(({ caps }) => caps)
}

/** One that decides comes before all that lean; else the side with more factors. */
function majorityOf(factors: readonly WeighedFactor[]): Advice['leans'] {
  const deciding = factors.filter(({ decides }) => decides)
  const counted = deciding.length > 0 ? deciding : factors
  const votes = (side: 'candidate' | 'baseline') => counted.filter(({ favours }) => favours === side).length
  const [forCandidate, forBaseline] = [votes('candidate'), votes('baseline')]
  if (forCandidate === forBaseline) return 'open'
  return forCandidate > forBaseline ? 'candidate' : 'baseline'
}

function weightiestOf(factors: readonly WeighedFactor[]): Advice['weightiest'] {
  const [deciding, ...others] = factors.filter(({ decides }) => decides)
  if (deciding) {
    const isContradicted = others.some(({ favours }) => favours !== deciding.favours)
    return { name: deciding.name, because: isContradicted ? 'contradicted' : 'decides' }
  }
  const capping = cappedBy(factors)
  if (capping) return { name: capping.name, because: 'caps' }
  const leaning = factors.find(({ favours }) => favours === 'candidate' || favours === 'baseline')
  if (leaning) return { name: leaning.name, because: 'leans' }
  const [first] = FACTORS
  const missing = factors.find(({ favours }) => favours === 'unknown')
  return { name: missing?.name ?? first.name, because: 'missing' }
}
