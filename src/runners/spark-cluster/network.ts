import { randomBytes } from 'node:crypto'
import type { Daemon } from '../docker/connect.ts'
import { type OwnNetwork, ownNetwork } from '../docker/own-network.ts'

/** The networks that every daemon has: names of containers mean nothing there. */
const BUILT_IN = ['none', 'bridge', 'host']

const MASTER = 'spark-master'

interface ClusterNetwork extends OwnNetwork {
  /** What the master is called there: on a network of others, as no one else. */
  master: string
}

/**
 * The network between a cluster's containers: one of its own, removed with its block, or the one that the configuration
 * names. One of its own has no way out where the place has none.
 */
export async function clusterNetwork(daemon: Daemon, named: string): Promise<ClusterNetwork> {
  if (BUILT_IN.includes(named)) return { ...(await ownNetwork(daemon, named === 'none')), master: MASTER }
  return {
    name: named,
    master: `${MASTER}-${randomBytes(4).toString('hex')}`,
    [Symbol.asyncDispose]: async () => {},
  }
}
