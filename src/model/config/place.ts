import type { z } from 'zod'
import type { build, Mount, WrittenPlace } from './engine-schema.ts'

/** Where a step can run: as a process of this machine, in a container, or either. */
export interface Place {
  /** Name of its stack. */
  stack?: string
  process?: ProcessPlace
  container?: ContainerPlace
}

/** A process in the environment of a uv project; of this machine itself where there is none. */
interface ProcessPlace {
  /** Folder, as written. */
  project?: string
}

export interface ContainerPlace {
  image: ImageSource
  /** A network of the daemon; `none` has no way out. */
  network: string
  mounts: Mount[]
  /** Whether only the output and /tmp can be written to. */
  readOnlyRoot: boolean
}

/** An image of a registry, or one that is built here and tagged with that name. */
export interface ImageSource {
  name: string
  build?: z.output<typeof build>
}

/** Where the code of some engines runs; an engine without one has a place of its own. */
export type Stack = Place & { name: string }

/** A stack; one with a project is known to work without a network and with a root that it can't write to. */
export function toStack(name: string, written: WrittenPlace): Stack {
  return {
    name,
    stack: name,
    ...(written.project !== undefined && { process: { project: written.project } }),
    ...((written.image ?? written.build) && { container: toContainer(written, name) }),
  }
}

/** Whether a step says for itself where it runs. */
export const namesPlace = ({ stack, image, build, run }: WrittenPlace): boolean =>
  (stack ?? image ?? build ?? run) !== undefined

export function toPlace(written: WrittenPlace, ownImage: string, stacks: Record<string, Stack>): Place {
  if (written.run) return { process: {} }
  if (written.image ?? written.build) return { container: toContainer(written, ownImage) }
  const { name: _, ...place } = stacks[written.stack ?? ''] ?? { name: '' }
  return place
}

function toContainer(written: WrittenPlace, ownName: string): ContainerPlace {
  const { project, image, build, network, mounts = [] } = written
  const isOurs = project !== undefined
  return {
    image: { name: image ?? `etl-compare/${ownName.toLowerCase()}`, ...(build && { build }) },
    network: network ?? (isOurs ? 'none' : 'bridge'),
    mounts,
    readOnlyRoot: isOurs,
  }
}
