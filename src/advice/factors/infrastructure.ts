import { type Factor, leaning } from './factor.ts'

interface InfrastructureFacts {
  /** The kind of platform that the baseline runs on, as it is called. */
  platform: string | null
  /** Null where it isn't declared. */
  nodes: { baseline: number; candidate: number } | null
}

/** How many nodes each side has in production: fewer are less to pay and to look after. */
export const infrastructure: Factor<'infrastructure', InfrastructureFacts> = {
  name: 'infrastructure',
  weigh: ({ baseline, candidates }) => {
    const platform = baseline.kind?.title ?? null
    if (!baseline.platform) return leaning('unknown', { platform, nodes: null })
    const nodes = {
      baseline: baseline.platform.nodes,
      candidate: Math.min(...candidates.map((side) => side.platform?.nodes ?? 1)),
    }
    const favours =
      nodes.candidate === nodes.baseline
        ? 'neither'
        : nodes.candidate < nodes.baseline
          ? 'candidate'
          : 'baseline'
    return leaning(favours, { platform, nodes })
  },
}
