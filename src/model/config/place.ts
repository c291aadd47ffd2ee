import type { z } from 'zod'
import { stack, type WrittenPlace } from './engine-schema.ts'
import type { kubernetes } from './kubernetes-schema.ts'

/** Where a step can run, as its stack, its engine or the step itself says: each runner reads what it understands. */
export interface Place extends Omit<WrittenPlace, 'stack'> {
  /** Of its stack, or made of its job's and its engine's. */
  name: string
  /** That of the configuration. */
  kubernetes?: z.output<typeof kubernetes>
}

const KEYS = ['run', ...Object.keys(stack.shape)] as (keyof WrittenPlace)[]

/** What an engine or a step says for itself of where it runs. */
const ownPlace = (written: WrittenPlace): Partial<Place> =>
  Object.fromEntries(KEYS.filter((key) => written[key] !== undefined).map((key) => [key, written[key]]))

/** Whether a step says for itself where it runs. */
export const namesPlace = (written: WrittenPlace): boolean =>
  written.stack !== undefined || Object.keys(ownPlace(written)).length > 0

/** An engine may run its stack's image on a cluster of its own. */
export function toPlace(written: WrittenPlace, name: string, stacks: Record<string, Place>): Place {
  const { cluster, ...own } = ownPlace(written)
  const place = Object.keys(own).length > 0 ? { ...own, name } : (stacks[written.stack ?? ''] ?? { name })
  return { ...place, ...(cluster && { cluster }) }
}
