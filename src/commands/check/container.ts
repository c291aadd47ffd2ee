import type { ContainerPlace, Engine, Job } from '../../model/config/model.ts'
import type { Daemon } from '../../runners/docker/connect.ts'
import { findImage } from '../../runners/docker/images/find.ts'
import { readyPlace } from '../../workflow/engine/place.ts'

/**
 * Whether an engine's images are here or can be brought here, and its mounts exist.
 *
 * @returns what was found, in a few words
 * @throws UserError `imageArchitecture`, `mountMissing`, `networkMissing`
 */
export async function checkContainers(
  job: Job,
  engine: Engine,
  folder: string,
  daemon: Daemon,
): Promise<string> {
  const found: string[] = []
  for (const { place, command } of engine.steps) {
    if (!place.container) continue
    await readyPlace(daemon, place.container, folder, job, engine)
    found.push(`${command.slice(0, 2).join(' ')} in ${await stateOf(place.container, daemon)}`)
  }
  return found.join('; ')
}

async function stateOf({ image }: ContainerPlace, daemon: Daemon): Promise<string> {
  if (image.build) return `${image.name} (built on each run, from cache where nothing changed)`
  const isHere = (await findImage(daemon, image.name)) !== undefined
  return `${image.name}${isHere ? '' : ' (pulled on the first run)'}`
}
