import type { Context, ExitCode } from '../../context.ts'
import { UserError } from '../../errors.ts'
import { type ImageState, listText } from '../../render/images.ts'
import { connectDocker, type Daemon } from '../../runners/docker/connect.ts'
import type { NamedImage } from '../../runners/docker/images/collect.ts'
import { findImage } from '../../runners/docker/images/find.ts'
import { type ImagesOptions, selectImages } from './select.ts'

/** `images list`: one line an image of the configuration, and what the daemon has of it. */
export async function listImages(options: ImagesOptions, { terminal }: Context): Promise<ExitCode> {
  const { images, shown } = await selectImages(options)
  if (images.length === 0) {
    terminal.print(`No stack or engine of ${shown} names an image. One with image: or build: does.`)
    return 0
  }
  const daemon = await connectDocker()
  const states = await Promise.all(images.map((image) => stateOf(daemon, image)))
  terminal.print(listText(states))
  for (const command of commandsFor(states)) terminal.note(command)
  return 0
}

async function stateOf(daemon: Daemon, image: NamedImage): Promise<ImageState> {
  try {
    return { image, facts: await findImage(daemon, image.source.name) }
  } catch (error) {
    if (!(error instanceof UserError && error.code === 'imageArchitecture')) throw error
    return { image, facts: undefined, problem: `not for ${daemon.architecture}` }
  }
}

/** What brings the images that are missing. */
function commandsFor(states: readonly ImageState[]): string[] {
  const missing = states.filter(({ facts }) => !facts).map(({ image }) => image.source)
  return [
    ...(missing.some(({ build }) => build) ? ['To build what is missing: etl-compare images build'] : []),
    ...(missing.some(({ build }) => !build) ? ['To pull what is missing: etl-compare images pull'] : []),
  ]
}
