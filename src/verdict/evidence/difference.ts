import { z } from 'zod'
import { SIDES } from '../../model/record/sides.ts'

const names = z.array(z.string())
const rows = z.int().min(0)

/** How one table of both outputs differs. */
export const difference = z.discriminatedUnion('kind', [
  /** What comparing the outputs found, in the record's words; some of it passed then, by declarations that are gone. */
  z.strictObject({
    kind: z.literal('found'),
    table: z.string(),
    summary: z.string(),
    undeclaredSince: names.nullable(),
  }),
  /** One side has no such table. */
  z.strictObject({
    kind: z.literal('table'),
    table: z.string(),
    missingIn: z.enum(SIDES),
  }),
  z.strictObject({ kind: z.literal('rows'), table: z.string(), baseline: rows, candidate: rows }),
  /** By the fingerprint of the whole alone. */
  z.strictObject({ kind: z.literal('data'), table: z.string() }),
  /** Each column holds the same values, but not in the same rows. */
  z.strictObject({ kind: z.literal('pairing'), table: z.string() }),
  /** Families of types, whose fingerprints cannot be compared. */
  z.strictObject({
    kind: z.literal('types'),
    table: z.string(),
    columns: z.array(z.strictObject({ name: z.string(), baseline: z.string(), candidate: z.string() })),
  }),
  z.strictObject({
    kind: z.literal('columns'),
    table: z.string(),
    missingInBaseline: names,
    missingInCandidate: names,
    values: names,
  }),
  /** Columns without any value, which on one side have no type either. */
  z.strictObject({ kind: z.literal('no-type'), table: z.string(), columns: names }),
])

/** A declaration that made outputs pass: a column is ignored, or may differ by a reason or within a tolerance. */
export const declarationUse = z.strictObject({
  table: z.string(),
  column: z.string(),
  by: z.union([z.enum(['ignore', 'tolerance']), z.strictObject({ reason: z.string() })]),
})

/** Why nobody knows whether outputs are equal. */
export const notCompared = z.discriminatedUnion('why', [
  /** One side ran and delivered nothing, or neither ran. */
  z.strictObject({ why: z.literal('no-output'), engine: z.string().nullable() }),
  /** Runs of their own, recorded without their output. */
  z.strictObject({ why: z.literal('no-fingerprints') }),
  /** In the record's words. */
  z.strictObject({ why: z.literal('unavailable'), reason: z.string().nullable() }),
  /** A table that is declared now, or any at all. */
  z.strictObject({ why: z.literal('table'), table: z.string().nullable() }),
  /** Findings of so many columns for which the record had no room. */
  z.strictObject({ why: z.literal('not-kept'), table: z.string(), columns: z.int().min(1) }),
  /** A column that was ignored then, and counts now. */
  z.strictObject({ why: z.literal('ignored-then'), table: z.string(), column: z.string() }),
  /** All that differs may be within what is declared. */
  z.strictObject({ why: z.literal('declared'), table: z.string(), columns: names }),
  /** A side's run wrote no file of the table. */
  z.strictObject({
    why: z.literal('not-written'),
    table: z.string(),
    side: z.enum(SIDES),
  }),
])

export type Difference = z.infer<typeof difference>
export type DeclarationUse = z.infer<typeof declarationUse>
export type NotCompared = z.infer<typeof notCompared>
