import { z } from 'zod'

/** A measured number, or null with the reason why it could not be measured. Never 0 for «unknown». */
export const measurement = z.union([z.number(), z.strictObject({ value: z.null(), reason: z.string() })])
export type Measurement = z.output<typeof measurement>

export const unmeasured = (reason: string): Measurement => ({ value: null, reason })

/** The number of what was measured, null of anything else. */
export const orNull = (measurement: Measurement | undefined): number | null =>
  isMeasured(measurement) ? measurement : null

export const isMeasured = (measurement: Measurement | undefined): measurement is number =>
  typeof measurement === 'number'
