import type { Context, ExitCode } from '../../context.ts'
import { connectDocker } from '../../runners/docker/connect.ts'
import { buildWithProgress } from '../../runners/docker/images/bring.ts'
import { isBuildable } from '../../runners/docker/images/build.ts'
import { type ImagesOptions, selectImages } from './select.ts'

/** `images build`: builds the images that say how, and tags them with their names. */
export async function buildImages(options: ImagesOptions, context: Context): Promise<ExitCode> {
  const { images, folder, shown } = await selectImages(options)
  const sources = images.map(({ source }) => source).filter(isBuildable)
  if (sources.length === 0) {
    context.terminal.print(`Nothing to build: no image here has a build: in ${shown}.`)
    return 0
  }
  const daemon = await connectDocker()
  for (const source of sources) await buildWithProgress(daemon, source, folder, context)
  return 0
}
