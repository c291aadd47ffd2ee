import { type Overhead, startupOf } from '../context.ts'
import { type Factor, leaning } from './factor.ts'

interface PerformanceFacts {
  limitSeconds: number | null
  /** The baseline's; null where nobody says. */
  startup: Overhead | null
  /** What has to be read in the limit; null where either is not declared. */
  bytesPerSecond: number | null
}

/** What the limit leaves after the baseline's start-up, and how fast the input must be read within it. */
export const requirements: Factor<'performance requirements', PerformanceFacts> = {
  name: 'performance requirements',
  weigh: ({ limitSeconds, baseline, volumeBytes, judged }) => {
    const startup = judged === 'work' ? null : startupOf(baseline)
    const bytesPerSecond = limitSeconds === null || volumeBytes === null ? null : volumeBytes / limitSeconds
    const facts = { limitSeconds, startup, bytesPerSecond }
    const isSpent = limitSeconds !== null && startup !== null && startup.lower >= limitSeconds
    return isSpent ? { favours: 'candidate', decides: true, caps: false, facts } : leaning('unknown', facts)
  },
}
