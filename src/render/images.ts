import { formatBytes } from '../model/units/bytes.ts'
import type { NamedImage } from '../runners/docker/images/collect.ts'
import type { ImageFacts } from '../runners/docker/images/find.ts'
import { alignCells } from '../text/text.ts'

export interface ImageState {
  image: NamedImage
  facts: ImageFacts | undefined
  /** Why it can't be used here, where the daemon has it and it can't. */
  problem?: string
}

const HEAD = ['image', 'stack', 'size', 'architecture', 'id', 'from', 'engines']

/** The table of `images list`. */
export const listText = (states: readonly ImageState[]): string =>
  alignCells([HEAD, ...states.map(rowOf)], [HEAD.indexOf('size')]).join('\n')

function rowOf({ image, facts, problem }: ImageState): string[] {
  const { source, stacks, engines } = image
  const absent = problem ?? (source.build ? 'not built yet' : 'not pulled yet')
  return [
    source.name,
    stacks.join(', ') || '–',
    facts ? formatBytes(facts.bytes) : '–',
    facts?.architecture ?? '–',
    facts ? shortId(facts.digest ?? facts.id) : absent,
    source.build ? source.build.context : 'registry',
    Object.entries(engines)
      .map(([job, names]) => `${job}: ${names.join(' ')}`)
      .join('; ') || '–',
  ]
}

const shortId = (digest: string): string => digest.replace('sha256:', '').slice(0, 12)
