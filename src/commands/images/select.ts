import { UserError } from '../../errors.ts'
import { collectImages, type NamedImage, namedBy } from '../../runners/docker/images/collect.ts'
import { type LoadedConfig, loadConfig } from '../../workflow/plan/load-config.ts'

export interface ImagesOptions {
  config: string
  /** Names of stacks or images; all where there is none. */
  names: string[]
}

/**
 * The images that were asked for, and where their contexts' paths begin.
 *
 * @throws UserError `imageUnknown`
 */
export async function selectImages({
  config: path,
  names,
}: ImagesOptions): Promise<{ images: NamedImage[]; folder: LoadedConfig['folder'] }> {
  const { config, folder } = await loadConfig(path)
  const all = collectImages(config)
  for (const name of names)
    if (namedBy(all, [name]).length === 0)
      throw new UserError('imageUnknown', {
        name,
        known: all.map(({ source, stacks }) => stacks[0] ?? source.name),
        path,
      })
  return { images: namedBy(all, names), folder }
}
