import { thisOwner } from '../../files/owner.ts'
import { labelsOf } from '../../files/owner-labels.ts'
import type { Daemon } from './connect.ts'
import { allow } from './container.ts'
import { containerName } from './labels.ts'

export interface OwnNetwork extends AsyncDisposable {
  name: string
}

/** A network of the tool's own, removed with its block. One that is internal has no way out: only this machine reaches it. */
export async function ownNetwork({ docker }: Daemon, isInternal: boolean): Promise<OwnNetwork> {
  const labels = labelsOf(await thisOwner())
  const name = containerName(labels)
  const network = await docker.createNetwork({
    ...{ Name: name, Labels: labels, Driver: 'bridge', CheckDuplicate: true },
    Internal: isInternal,
  })
  return {
    name,
    [Symbol.asyncDispose]: async () => {
      // From a daemon that is gone a later start removes it.
      await network.remove().catch((error) => {
        if (error.statusCode !== undefined) allow(404, 409)(error)
      })
    },
  }
}
