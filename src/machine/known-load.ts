import { z } from 'zod'
import type { Measures } from '../model/measures/combine.ts'
import { isMeasured } from '../model/measures/measure.ts'

/** What a program used by its own account. */
export const knownLoad = z.strictObject({ anonBytes: z.int(), cpuSeconds: z.number() })
export type KnownLoad = z.output<typeof knownLoad>

/** One measure of the known load, and how far it was off. */
export interface Reading {
  measure: 'peakAnonBytes' | 'peakKernelBytes' | 'cpuSeconds'
  known: number
  /** Or why there is no figure. */
  measured: number | { value: null; reason: string }
  /** Percent; null where there is no figure. */
  error: number | null
  limit: number
}

/** Percent that a figure may be off. The kernel's peak also has the program's own files in page cache. */
const LIMITS = { peakAnonBytes: 3, peakKernelBytes: 5, cpuSeconds: 2 } as const

/** What was measured of a known load, beside what is true of it. */
export function readingsOf({ anonBytes, cpuSeconds }: KnownLoad, measures: Measures): Reading[] {
  const known = { peakAnonBytes: anonBytes, peakKernelBytes: anonBytes, cpuSeconds }
  return (['peakAnonBytes', 'peakKernelBytes', 'cpuSeconds'] as const).map((measure) => {
    const measured = measures[measure] ?? { value: null, reason: 'not measured' }
    const error = isMeasured(measured) ? (100 * (measured - known[measure])) / known[measure] : null
    return { measure, known: known[measure], measured, error, limit: LIMITS[measure] }
  })
}

export const isWithin = ({ error, limit }: Reading): boolean => error === null || Math.abs(error) <= limit

/** Whether figures can be trusted: all that there are within their limits, and those that are compared are there. */
export const isTrusted = (readings: readonly Reading[]): boolean =>
  readings.every(
    (reading) => isWithin(reading) && (reading.error !== null || reading.measure === 'peakKernelBytes'),
  )
