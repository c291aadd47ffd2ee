import type { Context } from '../../context.ts'
import { UserError } from '../../errors.ts'
import { thisOwner } from '../../files/owner.ts'
import type { ImageSource } from '../../model/config/model.ts'
import type { Measures } from '../../model/measures/combine.ts'
import { unmeasured } from '../../model/measures/measure.ts'
import type { PlannedComparison } from '../../plan/plan.ts'
import { connectDocker, type Daemon } from '../../runners/docker/connect.ts'
import { type Buildable, isBuildable } from '../../runners/docker/images/build.ts'
import { findImage } from '../../runners/docker/images/find.ts'
import { type Pull, pullImage } from '../../runners/docker/images/pull.ts'
import { removeImage } from '../../runners/docker/images/remove.ts'
import { labelsOf } from '../../runners/docker/labels.ts'
import { type Inside, probeImage } from '../../runners/docker/probe.ts'
import { sweepContainers } from '../../runners/docker/sweep.ts'
import { showStep } from '../../terminal/progress.ts'
import { buildWithProgress, pullWithProgress } from './bring-image.ts'

/** An image that is here, and what bringing it here cost. */
export interface ReadyImage {
  inside: Inside
  pull: Measures
}

/** The daemon and the images that a run needs. */
export interface ReadyImages {
  /** Null where no engine runs in a container. */
  daemon: Daemon | null
  of(name: string): ReadyImage
}

/**
 * Connects to the daemon, where any engine runs in a container, and builds, pulls or finds each image once. What is
 * built is always built anew, which the daemon's cache makes quick: what runs is what the sources say.
 */
export async function prepareImages(
  plans: readonly PlannedComparison[],
  folder: string,
  context: Context,
): Promise<ReadyImages> {
  const named = plans.flatMap(sourcesOf)
  // What one engine builds, another may name: it is built, whoever comes first.
  const sources = new Map([...named, ...named.filter(isBuildable)].map((source) => [source.name, source]))
  const ready = new Map<string, ReadyImage>()
  const of = (name: string): ReadyImage => {
    const image = ready.get(name)
    if (!image) throw new Error(`The image ${name} is planned but not prepared.`)
    return image
  }
  if (sources.size === 0) return { daemon: null, of }
  const daemon = await connectDocker()
  await sweepContainers(daemon)
  for (const source of sources.values())
    ready.set(source.name, await prepare(daemon, source, folder, context))
  return { daemon, of }
}

const sourcesOf = ({ engines, runners }: PlannedComparison): ImageSource[] =>
  engines
    .filter(({ name }) => runners[name] === 'docker')
    .flatMap(({ steps }) => steps.flatMap(({ place }) => (place.container ? [place.container.image] : [])))

async function prepare(
  daemon: Daemon,
  source: ImageSource,
  folder: string,
  context: Context,
): Promise<ReadyImage> {
  const pull = isBuildable(source)
    ? await built(daemon, source, folder, context)
    : await obtain(daemon, source, context)
  const image = await findImage(daemon, source.name)
  if (!image) throw new UserError('imageNotBuilt', { image: source.name })
  const labels = labelsOf(await thisOwner())
  const inside = await showStep(context.terminal, `look into ${source.name}`, undefined, () =>
    probeImage(daemon, image, labels, context.signal),
  )
  return { inside, pull }
}

async function built(daemon: Daemon, source: Buildable, folder: string, context: Context): Promise<Measures> {
  await buildWithProgress(daemon, source, folder, context)
  return notPulled('built here: nothing was pulled')
}

/** Pulls an image that is not here. */
async function obtain(daemon: Daemon, { name }: ImageSource, context: Context): Promise<Measures> {
  if (await findImage(daemon, name)) return HERE
  return pullMeasures(await pullWithProgress(daemon, name, context))
}

/**
 * Removes an image with its layers and pulls it again: a start as on a machine that never had it.
 *
 * @throws UserError those of `removeImage` and `pullImage`
 */
export async function pullCold(daemon: Daemon, name: string, signal: AbortSignal): Promise<Measures> {
  await removeImage(daemon, name)
  return pullMeasures(await pullImage(daemon, name, () => {}, signal))
}

const notPulled = (reason: string): Measures => ({
  pullMs: unmeasured(reason),
  pulledBytes: unmeasured(reason),
})

/** What later trials tell, whoever pulled the image. */
export const HERE = notPulled('the image was here already')

const pullMeasures = ({ milliseconds, bytes }: Pull): Measures => ({
  pullMs: milliseconds,
  pulledBytes: bytes || unmeasured('the daemon told the size of no layer'),
})
