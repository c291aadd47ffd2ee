import { UserError } from '../../errors.ts'
import { isGone } from '../../files/owner.ts'
import { ownerOf } from '../../files/owner-labels.ts'
import { connectDocker, type Daemon } from './connect.ts'
import { allow } from './container.ts'
import { isNamedAsOurs, OURS } from './labels.ts'

/** Without a daemon there are no containers to remove. */
export async function sweep(note: (text: string) => void): Promise<string[]> {
  try {
    return await sweepContainers(await connectDocker())
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    note(`Containers were not checked: ${error.message}`)
    return []
  }
}

/**
 * Removes containers, networks and volumes whose maker was killed before it could. Those of a tool that still runs,
 * or runs on another machine, and all that others made, stay.
 *
 * @returns what was removed, by kind and name
 */
export async function sweepContainers({ docker }: Pick<Daemon, 'docker'>): Promise<string[]> {
  const removed: string[] = []
  const sweep = async (
    what: string,
    labels: Record<string, string> | null,
    remove: () => Promise<unknown>,
  ) => {
    const owner = ownerOf(labels ?? {})
    if (!owner || !(await isGone(owner))) return
    await remove().catch(allow(404, 409))
    removed.push(what)
  }
  for (const { Id, Names, Labels } of await docker.listContainers({ all: true, filters: OURS })) {
    if (!isNamedAsOurs(Names, Labels)) continue
    await sweep(`container ${Id.slice(0, 12)}`, Labels, () =>
      docker.getContainer(Id).remove({ force: true, v: true }),
    )
  }
  for (const { Id, Name, Labels } of await docker.listNetworks({ filters: OURS }))
    await sweep(`network ${Name}`, Labels ?? null, () => docker.getNetwork(Id).remove())
  for (const { Name, Labels } of (await docker.listVolumes({ filters: OURS })).Volumes ?? [])
    await sweep(`volume ${Name}`, Labels, () => docker.getVolume(Name).remove())
  return removed
}
