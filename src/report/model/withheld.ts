import { z } from 'zod'

/** Why something is not on a page though it was kept, or never was. */
const missing = z.strictObject({
  state: z.enum([
    /** `publish:` does not allow it. */
    'withheld',
    /** It is allowed, but not in the folder of results that was given; or none was. */
    'not-here',
    /** The tool kept none. */
    'not-kept',
    /** The page has no room for it. */
    'no-room',
  ]),
})

/** The log of a trial that failed: its beginning and its end. */
export const log = z.strictObject({
  /** Where it lies below the folder of results, on the machine that ran. */
  path: z.string(),
  text: z.discriminatedUnion('state', [
    missing,
    z.strictObject({
      state: z.literal('shown'),
      first: z.array(z.string()),
      /** Bytes between first and last that are not shown. */
      leftOut: z.number(),
      last: z.array(z.string()),
    }),
  ]),
})

/** A value with the part apart that differs from the other side's; masked where `publish:` asks for that. */
const parts = z.strictObject({ before: z.string(), middle: z.string(), after: z.string() })

/** A row and its partner, or a row that has none. */
const row = z.strictObject({
  in: z.enum(['both', 'baseline', 'engine']),
  /** What identifies it; nothing where whole rows were matched. */
  key: z.array(z.strictObject({ column: z.string(), value: z.string() })),
  /** Columns that differ; of a row that has no partner, all others. */
  values: z.array(
    z.strictObject({ column: z.string(), baseline: parts.nullable(), engine: parts.nullable() }),
  ),
  /** Columns for which there is no room. */
  more: z.int().min(0),
})

/** Rows of tables that differ. */
export const rows = z.discriminatedUnion('state', [
  missing,
  z.strictObject({
    state: z.literal('shown'),
    isMasked: z.boolean(),
    tables: z.array(z.strictObject({ engine: z.string(), table: z.string(), rows: z.array(row) })),
  }),
])

export type TrialLog = z.infer<typeof log>
export type DifferingRows = z.infer<typeof rows>
export type DifferingRow = z.infer<typeof row>
export type Missing = z.infer<typeof missing>['state']
