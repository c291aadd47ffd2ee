import { UserError } from '../../errors.ts'
import type { Config } from '../../model/config/model.ts'
import { containerAt } from '../docker/container-place.ts'
import type { Runner } from '../runner.ts'

/** Pods of a Kubernetes cluster. */
export const kubernetes: Runner = {
  name: 'kubernetes',
  plural: 'pods',
  unfit:
    'in a pod: that takes an image: (or a build: with a name in image:), and kubernetes: in the configuration. Add them, or use another --runner.',
  isHere: false,
  canRun: (place) =>
    place.kubernetes !== undefined && place.cluster?.master === undefined && containerAt(place) !== undefined,
  pulls: (place) => containerAt(place) !== undefined,
  prepare: async (...asked) => (await withClient(() => import('./prepare.ts'))).prepare(...asked),
  check: async (...asked) => (await withClient(() => import('./check.ts'))).check(...asked),
  confines: async () => true,
  // A cluster has many machines: what one of them measures says nothing of the others.
  examine: async () => [],
  // It takes the configuration to know which cluster: see below.
  sweep: async () => [],
}

/**
 * Removes pods of a configuration's cluster, and their folders, that killed runs left behind.
 *
 * @param folder where the configuration's relative paths begin
 * @returns what was removed, by kind and name
 */
export async function sweepCluster(
  { kubernetes: cluster }: Pick<Config, 'kubernetes'>,
  folder: string,
  note: (text: string) => void,
): Promise<string[]> {
  if (!cluster) return []
  try {
    return await (await withClient(() => import('./sweep.ts'))).sweep(cluster, folder)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    note(`Pods were not checked: ${error.message}`)
    return []
  }
}

/** What uses the client's library, which whoever needs it installs. @throws UserError `kubernetesClientMissing` */
async function withClient<Module>(load: () => Promise<Module>): Promise<Module> {
  try {
    return await load()
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code !== 'ERR_MODULE_NOT_FOUND' || !message.includes('@kubernetes/client-node')) throw error
    throw new UserError('kubernetesClientMissing', undefined)
  }
}
