import { z } from 'zod'

/** Version of the form of a report's JSON. */
export const REPORT_VERSION = 1

export const day = z.iso.date()

/**
 * Whose mark it is: the baseline, one of three candidates with a colour of its own, or one of the rest. The same for an
 * engine on every page, whichever job it is of.
 */
export const hue = z.enum(['baseline', 'candidate-1', 'candidate-2', 'candidate-3', 'other'])

export const engine = z.strictObject({ name: z.string(), hue })

/** What is to be done about a job or a candidate: the groups of the overview, in their order. */
export const GROUPS = ['retire', 'fix', 'measure', 'keep', 'nothing'] as const
export const group = z.enum(GROUPS)

/** Where pages link to: names of users are never part of an address. */
export const slug = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,79}$/)

export type Hue = z.infer<typeof hue>
export type Group = z.infer<typeof group>
export type EngineMark = z.infer<typeof engine>
