import { resolve } from 'node:path'
import { binaryBytes } from '../../plan/plan.ts'
import { counted } from '../../text/text.ts'
import type { EngineStep, Probe, StepCheck, Surroundings } from '../runner.ts'
import { executorsAt, groundOf, podPlace } from './prepare.ts'
import type { Ground } from './run.ts'
import { onClaim } from './volume.ts'

/** The cluster is asked when the first step is known: the step's place names it. */
export async function check(probe: Probe, { folder }: Surroundings): Promise<StepCheck> {
  let ground: Promise<Ground | undefined> | undefined
  return async (one) => {
    ground ??= lookAtCluster(one, probe, folder)
    const found = await ground
    return found ? checkPod(one, folder, found) : 'not checked: no cluster'
  }
}

async function lookAtCluster(one: EngineStep, probe: Probe, folder: string): Promise<Ground | undefined> {
  const { kubernetes } = one.step.place
  if (!kubernetes) throw new Error(`${one.engine} is planned as a pod without a cluster.`)
  let ground: Ground | undefined
  await probe('kubernetes', async () => {
    ground = await groundOf(kubernetes, folder)
    const { version, context, namespace } = ground.cluster
    return `${version}, context ${context}, namespace ${namespace}, claim ${ground.volume.claim} at ${ground.volume.path}`
  })
  return ground
}

/** @throws UserError `claimOutside` */
function checkPod({ engine, step }: EngineStep, folder: string, { volume }: Ground): string {
  const { image, mounts } = podPlace(step.place)
  for (const mount of mounts)
    onClaim(volume, { ...mount, source: resolve(folder, mount.source) }, `The mount of engine '${engine}'`)
  const pod = `${step.command.slice(0, 2).join(' ')} in ${image.name} (brought by the node that runs it)`
  const executors = executorsAt(step.place)
  if (!executors) return pod
  const { cpus, memory } = executors.size
  return `${pod}, with executors of ${counted(cpus, 'core')} and ${binaryBytes(memory, ' ')}`
}
