import type { ContainerPlace, Place, Stack } from './model.ts'

/** What stacks, engines and steps may say of where code runs. */
interface RawPlace {
  stack?: string | undefined
  project?: string | undefined
  image?: string | undefined
  build?: { context: string; dockerfile?: string | undefined } | undefined
  run?: string[] | undefined
  network?: string | undefined
  mounts?: { source: string; target: string; readOnly?: boolean | undefined }[] | undefined
}

/** A stack; one with a project is known to work without a network and with a root that it can't write to. */
export function toStack(name: string, raw: RawPlace): Stack {
  return {
    name,
    stack: name,
    ...(raw.project !== undefined && { process: { project: raw.project } }),
    ...((raw.image ?? raw.build) && { container: toContainer(raw, name) }),
  }
}

/** Whether a step says for itself where it runs. */
export const namesPlace = ({ stack, image, build, run }: RawPlace): boolean =>
  (stack ?? image ?? build ?? run) !== undefined

export function toPlace(raw: RawPlace, ownImage: string, stacks: Record<string, Stack>): Place {
  if (raw.run) return { process: {} }
  if (raw.image ?? raw.build) return { container: toContainer(raw, ownImage) }
  const { name: _, ...place } = stacks[raw.stack ?? ''] ?? { name: '' }
  return place
}

function toContainer(raw: RawPlace, ownName: string): ContainerPlace {
  const { context, dockerfile = 'Dockerfile' } = raw.build ?? {}
  const isOurs = raw.project !== undefined
  return {
    image: {
      name: raw.image ?? `etl-compare/${ownName.toLowerCase()}`,
      ...(context !== undefined && { build: { context, dockerfile } }),
    },
    network: raw.network ?? (isOurs ? 'none' : 'bridge'),
    mounts: (raw.mounts ?? []).map(({ readOnly = true, ...mount }) => ({ ...mount, readOnly })),
    readOnlyRoot: isOurs,
  }
}
