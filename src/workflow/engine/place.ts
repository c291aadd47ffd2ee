import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { UserError } from '../../errors.ts'
import type { ContainerPlace, Engine, Job, Mount } from '../../model/config/model.ts'
import type { Daemon } from '../../runners/docker/connect.ts'
import { hasNetwork } from '../../runners/docker/network.ts'

/**
 * Requires that the network and the mounts of an engine's containers exist.
 *
 * @param folder where the configuration's relative paths begin
 * @returns the mounts, with absolute sources
 * @throws UserError `mountMissing`, `networkMissing`
 */
export async function readyPlace(
  daemon: Daemon,
  { mounts, network }: ContainerPlace,
  folder: string,
  { name: job }: Job,
  { name: engine }: Engine,
): Promise<Mount[]> {
  if (!(await hasNetwork(daemon, network))) throw new UserError('networkMissing', { job, engine, network })
  const absolute = mounts.map((mount) => ({ ...mount, source: resolve(folder, mount.source) }))
  for (const { source } of absolute)
    await stat(source).catch(() => {
      throw new UserError('mountMissing', { job, engine, source })
    })
  return absolute
}
