import { type Overhead, type Side, startupOf } from '../context.ts'
import { type Factor, leaning } from './factor.ts'

interface PerformanceFacts {
  limitSeconds: number | null
  /** The baseline's; null where nobody says. */
  startup: Overhead | null
  /** Of the candidate that starts soonest, likewise. */
  startupOfCandidate: Overhead | null
  /** What has to be read in the limit; null where either is not declared. */
  bytesPerSecond: number | null
}

/** What the limit leaves after start-up, and how fast the input must be read within it. What is declared alone decides. */
export const requirements: Factor<'performance requirements', PerformanceFacts> = {
  name: 'performance requirements',
  weigh: ({ limitSeconds, baseline, candidates, volumeBytes, judged }) => {
    const of = (side: Side) => (judged === 'work' ? null : startupOf(side))
    const startup = of(baseline)
    const startupOfCandidate = candidates.map(of).reduce(soonest)
    const bytesPerSecond = limitSeconds === null || volumeBytes === null ? null : volumeBytes / limitSeconds
    const facts = { limitSeconds, startup, startupOfCandidate, bytesPerSecond }
    const isSpent = (by: Overhead | null) => limitSeconds !== null && by !== null && by.lower >= limitSeconds
    if (isSpent(startup) === isSpent(startupOfCandidate)) return leaning('unknown', facts)
    const [favours, spent] = isSpent(startup)
      ? (['candidate', startup] as const)
      : (['baseline', startupOfCandidate] as const)
    return { favours, decides: spent?.by === 'declared', caps: false, facts }
  },
}

/** Where one is not known, it may be the soonest. */
const soonest = (a: Overhead | null, b: Overhead | null): Overhead | null =>
  a && b ? (a.lower <= b.lower ? a : b) : null
