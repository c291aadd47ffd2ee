import type { Platform } from '../model/config/platforms.ts'

/**
 * A platform as a cluster is billed: its driver, as so many nodes as it is declared to be, and all its workers, each for the whole
 * time that they are held, idle or not. Nodes that are declared count before.
 */
export function withWorkers({ areNodesAssumed, ...platform }: Platform, workers: number): Platform {
  const { driverNodes = 1 } = platform
  return areNodesAssumed ? { ...platform, nodes: workers + driverNodes } : platform
}
