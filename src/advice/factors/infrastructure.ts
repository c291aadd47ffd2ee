import type { Side } from '../context.ts'
import { type Factor, leaning } from './factor.ts'

interface InfrastructureFacts {
  /** The kind of platform that the baseline runs on, as it is called. */
  platform: string | null
  /** Null where it isn't declared. */
  nodes: Record<'baseline' | 'candidate', { count: number; isAssumed: boolean }> | null
}

/** How many nodes each side has in production: fewer are less to pay and to look after. */
export const infrastructure: Factor<'infrastructure', InfrastructureFacts> = {
  name: 'infrastructure',
  weigh: ({ baseline, candidates }) => {
    const platform = baseline.kind?.title ?? null
    if (!baseline.platform) return leaning('unknown', { platform, nodes: null })
    const nodes = {
      baseline: nodesOf(baseline),
      candidate: candidates
        .map(nodesOf)
        .reduce((fewest, each) => (each.count < fewest.count ? each : fewest)),
    }
    const more = nodes.baseline.count - nodes.candidate.count
    return leaning(more === 0 ? 'neither' : more > 0 ? 'candidate' : 'baseline', { platform, nodes })
  },
}

/** One, where nobody says. */
const nodesOf = ({ platform }: Side): { count: number; isAssumed: boolean } => ({
  count: platform?.nodes ?? 1,
  isAssumed: platform?.areNodesAssumed ?? platform === null,
})
