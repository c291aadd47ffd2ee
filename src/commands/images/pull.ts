import type { Context, ExitCode } from '../../context.ts'
import { connectDocker } from '../../runners/docker/connect.ts'
import { pullWithProgress } from '../../runners/docker/images/bring.ts'
import { type ImagesOptions, selectImages } from './select.ts'

/** `images pull`: brings the images that are not built here from their registries, or up to date. */
export async function pullImages(options: ImagesOptions, context: Context): Promise<ExitCode> {
  const { images } = await selectImages(options)
  const names = images.filter(({ source }) => !source.build).map(({ source }) => source.name)
  if (names.length === 0) {
    context.terminal.print('Nothing to pull: every image is built here. Build them: etl-compare images build')
    return 0
  }
  const daemon = await connectDocker()
  for (const name of names) await pullWithProgress(daemon, name, context)
  return 0
}
