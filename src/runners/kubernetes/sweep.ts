import { isGone } from '../../files/owner.ts'
import { ownerOf } from '../../files/owner-labels.ts'
import { sweepScratch } from '../../files/scratch.ts'
import type { Place } from '../../model/config/model.ts'
import { allowed } from './answers.ts'
import { type Cluster, connectCluster } from './connect.ts'
import { DRIVER, OURS } from './manifest.ts'
import { type Volume, volumeOf } from './volume.ts'

/** What `clean` removes. @throws UserError of the cluster and its claim */
export const sweep = async (
  kubernetes: NonNullable<Place['kubernetes']>,
  folder: string,
): Promise<string[]> => sweepPods(await connectCluster(kubernetes), volumeOf(kubernetes, folder))

/**
 * Removes pods, and their folders on the claim, whose maker was killed before it could. Those of a tool that still runs, or runs
 * on another machine, stay.
 *
 * @returns what was removed, by kind and name
 */
export async function sweepPods({ api, namespace }: Cluster, { path }: Volume): Promise<string[]> {
  const removed = new Set<string>()
  const labelSelector = Object.entries(OURS)
    .map((label) => label.join('='))
    .join(',')
  // Drivers first, since they have executors replaced.
  for (const selector of [`${labelSelector},!${DRIVER}`, labelSelector]) {
    const { items } = await api.listNamespacedPod({ namespace, labelSelector: selector })
    for (const item of items) {
      const { name, annotations = {} } = item.metadata ?? {}
      const owner = ownerOf(annotations)
      if (name === undefined || !owner || !(await isGone(owner))) continue
      await api.deleteNamespacedPod({ namespace, name, gracePeriodSeconds: 0 }).catch(allowed(404))
      removed.add(`pod ${namespace}/${name}`)
    }
  }
  return [...removed, ...(await sweepScratch(path)).map((folder) => `folder ${folder}`)]
}
