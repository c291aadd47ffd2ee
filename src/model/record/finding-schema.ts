import { z } from 'zod'

export const columnFinding = z.strictObject({
  column: z.string(),
  kind: z.enum(['missing', 'extra', 'type', 'value']),
  /** Why, as `accept:` names it: `integer-width`, `last-digit`, `unexplained`. */
  reason: z.string(),
  /** Matched rows that differ here for this reason; null where it concerns the column as a whole. */
  count: z.int().nullable(),
  /** Those of them that no declared tolerance allows. */
  beyond: z.int().nullable(),
  /** What was declared when they were counted; absent in records of before, null where nothing was. */
  tolerance: z
    .strictObject({ abs: z.number(), rel: z.number(), seconds: z.number().exactOptional() })
    .nullable()
    .optional(),
  /** Greatest |a−b| and |a−b|/max(|a|,|b|) of finite numbers; null of anything else. */
  greatestAbs: z.number().nullable(),
  greatestRel: z.number().nullable(),
  /** Greatest distance of times; null of anything else, absent in records of before. */
  greatestSeconds: z.number().nullable().optional(),
  /** Of the rows counted, those that the greatest distances are of; absent in records of before. */
  measured: z.int().optional(),
  detail: z.string(),
  /** Entries of docs/differences.md that may have brought it about; absent where none is known, and in records of before. */
  entries: z.array(z.string()).optional(),
  /** Another column that differs in all rows in which this one does; absent where none does, and in records of before. */
  follows: z.string().optional(),
})

/** Rows of one side without a partner on the other. */
export const rowFinding = z.strictObject({
  side: z.enum(['baseline', 'engine']),
  reason: z.enum(['unmatched', 'repeats', 'nulls']),
  count: z.int(),
  detail: z.string(),
  /** As of columns. */
  entries: z.array(z.string()).optional(),
})

export const tableOutcome = z.enum(['exact', 'coerced', 'within-tolerance', 'different'])

/** What comparing one engine's table with the baseline's showed. */
export const tableFinding = z.strictObject({
  engine: z.string(),
  table: z.string(),
  outcome: tableOutcome,
  passes: z.boolean(),
  baselineRows: z.int(),
  engineRows: z.int(),
  /** Rows without a partner on the other side; null where schemas could not be compared. */
  onlyBaseline: z.int().nullable(),
  onlyEngine: z.int().nullable(),
  /** Rows with a partner that differs; null where rows could not be matched or compared. */
  changed: z.int().nullable(),
  /** How rows were matched: by the declared key, by columns that agree, or as whole rows. */
  matchedBy: z.strictObject({ how: z.enum(['key', 'columns', 'rows']), columns: z.array(z.string()) }),
  ignored: z.array(z.string()),
  columns: z.array(columnFinding),
  /** How many findings of columns are left out, since not all would fit into a record. */
  more: z.int().min(1).optional(),
  rows: z.array(rowFinding),
  notes: z.array(z.string()),
  /** Columns with values on one side, and NULL in each of as many rows on the other; absent where there are none. */
  emptied: z.array(z.strictObject({ column: z.string(), side: z.enum(['baseline', 'engine']) })).optional(),
  /** How tables of lakehouses are declared and laid out differently: no difference of data; absent where they are not. */
  layout: z
    .array(
      z.strictObject({
        what: z.enum(['required', 'field-id', 'partition', 'sort-order']),
        /** Null where it is of the table. */
        column: z.string().nullable(),
        baseline: z.string(),
        engine: z.string(),
      }),
    )
    .optional(),
  summary: z.string(),
})
