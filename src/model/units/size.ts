import { parseBytes } from './bytes.ts'

/** The named sizes of a fixture, as bytes of its CSV. */
export const NAMED_SIZES = { small: 0.1e9, medium: 1e9, large: 10.5e9 } as const

/** Bytes of CSV that a size stands for: a name, or an amount such as `0.3GB`; undefined for anything else. */
export function sizeBytes(size: string): number | undefined {
  return Object.hasOwn(NAMED_SIZES, size) ? NAMED_SIZES[size as keyof typeof NAMED_SIZES] : parseBytes(size)
}

/** A comparison's size as a plan and a result show it: `own` is that of an input which is the same at every size. */
export const sizeText = (size: string): string => (size === 'own' ? 'own input' : size)
