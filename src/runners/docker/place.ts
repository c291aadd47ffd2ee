import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { UserError } from '../../errors.ts'
import type { Mount } from '../../model/config/model.ts'
import type { EngineStep } from '../runner.ts'
import type { Daemon } from './connect.ts'
import { type ContainerPlace, containerAt } from './container-place.ts'
import { statusOf } from './images/daemon-words.ts'

/**
 * A step's place, whose network and mounts exist.
 *
 * @param folder where the configuration's relative paths begin
 * @returns the mounts with absolute sources
 * @throws UserError `mountMissing`, `networkMissing`
 */
export async function readyPlace(
  daemon: Daemon,
  { job, engine, step }: EngineStep,
  folder: string,
): Promise<{ place: ContainerPlace; mounts: Mount[] }> {
  const place = containerAt(step.place)
  if (!place) throw new Error(`${engine} of ${job} is planned as a container, but has no image.`)
  const { network } = place
  if (!(await hasNetwork(daemon, network))) throw new UserError('networkMissing', { job, engine, network })
  const mounts = place.mounts.map((mount) => ({ ...mount, source: resolve(folder, mount.source) }))
  for (const { source } of mounts)
    await stat(source).catch(() => {
      throw new UserError('mountMissing', { job, engine, source })
    })
  return { place, mounts }
}

async function hasNetwork({ docker }: Daemon, name: string): Promise<boolean> {
  try {
    await docker.getNetwork(name).inspect()
    return true
  } catch (error) {
    if (statusOf(error) === 404) return false
    throw error
  }
}
