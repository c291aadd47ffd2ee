import type { Platform } from '../model/config/platforms.ts'

/**
 * A platform as a cluster is billed: its driver and all its workers, each for the whole time that they are held, idle or not.
 * Nodes that are declared count before.
 */
export function withWorkers({ areNodesAssumed, ...platform }: Platform, workers: number): Platform {
  return areNodesAssumed ? { ...platform, nodes: workers + 1 } : platform
}
