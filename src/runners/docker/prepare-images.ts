import type { Context } from '../../context.ts'
import { UserError } from '../../errors.ts'
import { thisOwner } from '../../files/owner.ts'
import { labelsOf } from '../../files/owner-labels.ts'
import type { Step } from '../../model/config/model.ts'
import { showStep } from '../../terminal/progress.ts'
import type { Daemon } from './connect.ts'
import { containerAt, type ImageSource } from './container-place.ts'
import { buildWithProgress, pullWithProgress } from './images/bring.ts'
import { isBuildable } from './images/build.ts'
import { findImage } from './images/find.ts'
import type { Pull } from './images/pull.ts'
import { type Inside, probeImage } from './probe.ts'

/** An image that is here. */
export interface ReadyImage {
  inside: Inside
  isBuilt: boolean
  /** What bringing it here cost; null where it was here or was built. */
  pull: Pull | null
}

/**
 * Builds, pulls or finds each image of some steps once. What is built is built each time, which the daemon's cache makes
 * quick: what runs is what the sources say.
 */
export async function prepareImages(
  daemon: Daemon,
  steps: readonly Step[],
  folder: string,
  context: Context,
): Promise<Map<string, ReadyImage>> {
  const named = steps.flatMap(({ place }) => containerAt(place)?.image ?? [])
  // What one engine builds, another may name: it is built, whoever comes first.
  const sources = new Map([...named, ...named.filter(isBuildable)].map((source) => [source.name, source]))
  const ready = new Map<string, ReadyImage>()
  for (const source of sources.values())
    ready.set(source.name, await prepareImage(daemon, source, folder, context))
  return ready
}

async function prepareImage(
  daemon: Daemon,
  source: ImageSource,
  folder: string,
  context: Context,
): Promise<ReadyImage> {
  const { name } = source
  const isBuilt = isBuildable(source)
  if (isBuilt) await buildWithProgress(daemon, source, folder, context)
  const isHere = isBuilt || (await findImage(daemon, name)) !== undefined
  const pull = isHere ? null : await pullWithProgress(daemon, name, context)
  const image = await findImage(daemon, name)
  if (!image) throw new UserError('imageNotBuilt', { image: name })
  const labels = labelsOf(await thisOwner())
  const inside = await showStep(context.terminal, `inspect ${name}`, undefined, () =>
    probeImage(daemon, image, labels, context.signal),
  )
  return { inside, isBuilt, pull }
}
