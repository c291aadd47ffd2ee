import type { EngineStep, Probe, StepCheck, Surroundings } from '../runner.ts'
import { connectDocker, type Daemon } from './connect.ts'
import type { ContainerPlace } from './container-place.ts'
import { findImage } from './images/find.ts'
import { readyPlace } from './place.ts'

export async function check(probe: Probe, { folder }: Surroundings): Promise<StepCheck> {
  let daemon: Daemon | undefined
  await probe('docker', async () => {
    daemon = await connectDocker()
    return `Engine ${daemon.version}, cgroup ${daemon.cgroup}`
  })
  return async (step) => (daemon ? checkContainer(step, folder, daemon) : 'not checked: no Docker daemon')
}

/**
 * Whether a step's image is here or can be brought here, and its mounts exist.
 *
 * @throws UserError `imageArchitecture`, `mountMissing`, `networkMissing`
 */
async function checkContainer(one: EngineStep, folder: string, daemon: Daemon): Promise<string> {
  const { place } = await readyPlace(daemon, one, folder)
  return `${one.step.command.slice(0, 2).join(' ')} in ${await stateOf(place, daemon)}`
}

async function stateOf({ image }: ContainerPlace, daemon: Daemon): Promise<string> {
  if (image.build) return `${image.name} (built before each run; quick if nothing has changed)`
  const isHere = (await findImage(daemon, image.name)) !== undefined
  return `${image.name}${isHere ? '' : ' (pulled on the first run)'}`
}
