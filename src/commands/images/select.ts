import { UserError } from '../../errors.ts'
import { collectImages, type NamedImage, namedBy } from '../../runners/docker/images/collect.ts'
import { type LoadedConfig, requireConfig } from '../../workflow/plan/load-config.ts'

export interface ImagesOptions {
  /** As it was named; undefined: the project's. */
  config?: string
  /** Names of stacks or images; all where there is none. */
  names: string[]
}

/**
 * The images that were asked for, and where their contexts' paths begin.
 *
 * @throws UserError `imageUnknown`
 */
export async function selectImages({
  config: named,
  names,
}: ImagesOptions): Promise<{ images: NamedImage[] } & Pick<LoadedConfig, 'folder' | 'shown'>> {
  const { config, folder, shown } = await requireConfig(named)
  const all = collectImages(config)
  for (const name of names)
    if (namedBy(all, [name]).length === 0)
      throw new UserError('imageUnknown', {
        name,
        known: all.map(({ source, stacks }) => stacks[0] ?? source.name),
        path: shown,
      })
  return { images: namedBy(all, names), folder, shown }
}
