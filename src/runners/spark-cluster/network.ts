import { randomBytes } from 'node:crypto'
import { thisOwner } from '../../files/owner.ts'
import { labelsOf } from '../../files/owner-labels.ts'
import type { Daemon } from '../docker/connect.ts'
import { allow } from '../docker/container.ts'
import { containerName } from '../docker/labels.ts'

/** The networks that every daemon has: names of containers mean nothing there. */
const BUILT_IN = ['none', 'bridge', 'host']

const MASTER = 'spark-master'

interface ClusterNetwork extends AsyncDisposable {
  name: string
  /** What the master is called there: on a network of others, as no one else. */
  master: string
}

/**
 * The network between a cluster's containers: one of its own, removed with its block, or the one that the configuration
 * names. One of its own has no way out where the place has none.
 */
export async function clusterNetwork({ docker }: Daemon, named: string): Promise<ClusterNetwork> {
  if (!BUILT_IN.includes(named))
    return {
      name: named,
      master: `${MASTER}-${randomBytes(4).toString('hex')}`,
      [Symbol.asyncDispose]: async () => {},
    }
  const labels = labelsOf(await thisOwner())
  const name = containerName(labels)
  const network = await docker.createNetwork({
    ...{ Name: name, Labels: labels, Driver: 'bridge', CheckDuplicate: true },
    Internal: named === 'none',
  })
  return {
    ...{ name, master: MASTER },
    [Symbol.asyncDispose]: async () => {
      // From a daemon that is gone a later start removes it.
      await network.remove().catch((error) => {
        if (error.statusCode !== undefined) allow(404, 409)(error)
      })
    },
  }
}
