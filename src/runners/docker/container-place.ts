import type { Mount, Place } from '../../model/config/model.ts'

/** A container that a step can run in. */
export interface ContainerPlace {
  image: ImageSource
  /** A network of the daemon; `none` has no way out. */
  network: string
  mounts: Mount[]
  /** Whether only the output and /tmp can be written to. */
  readOnlyRoot: boolean
}

/** An image of a registry, or one that is built here and tagged with that name. */
export type ImageSource = { name: string } & Pick<Place, 'build'>

/**
 * The container at a place; undefined where it has no image. A stack with a project is known to work without a network and
 * with a root that it can't write to.
 */
export function containerAt({ name, run, project, image, ...place }: Place): ContainerPlace | undefined {
  const { build, network, mounts = [] } = place
  if (run || !(image ?? build)) return undefined
  const isOurs = project !== undefined
  return {
    image: { name: image ?? `etl-compare/${name.toLowerCase()}`, ...(build && { build }) },
    network: network ?? (isOurs ? 'none' : 'bridge'),
    mounts,
    readOnlyRoot: isOurs,
  }
}
