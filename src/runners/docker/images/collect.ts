import type { Config, Place } from '../../../model/config/model.ts'
import { containerAt, type ImageSource } from '../container-place.ts'

/** An image of a configuration, and what runs in it. */
export interface NamedImage {
  source: ImageSource
  stacks: string[]
  /** By job; a job without one is left out. */
  engines: Record<string, string[]>
}

/** Every image that stacks and engines name, once each, in the order of the configuration. */
export function collectImages({ stacks, jobs }: Config): NamedImage[] {
  const images = new Map<string, NamedImage>()
  const imageAt = (place: Place): NamedImage | undefined => {
    const source = containerAt(place)?.image
    if (!source) return undefined
    const known = images.get(source.name) ?? { source, stacks: [], engines: {} }
    // Who says how to build it goes before who only names it
    if (source.build && !known.source.build) known.source = source
    images.set(source.name, known)
    return known
  }
  for (const stack of Object.values(stacks)) imageAt(stack)?.stacks.push(stack.name)
  for (const job of Object.values(jobs))
    for (const engine of Object.values(job.engines))
      for (const image of new Set(engine.steps.map((step) => imageAt(step.place)))) {
        if (image) image.engines[job.name] = [...(image.engines[job.name] ?? []), engine.name]
      }
  return [...images.values()]
}

/** Those that the names mean, a stack or an image each; all where there is none. */
export const namedBy = (images: readonly NamedImage[], names: readonly string[]): NamedImage[] =>
  images.filter(
    ({ source, stacks }) =>
      names.length === 0 || names.includes(source.name) || stacks.some((stack) => names.includes(stack)),
  )
