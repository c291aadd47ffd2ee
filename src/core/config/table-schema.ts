import { z } from 'zod'
import { isReason, unknownReason } from '../parity/reasons.ts'
import { csvDialect } from './csv-schema.ts'

const tolerance = z
  .strictObject({
    abs: z.number().min(0).optional().describe('Absolute difference that is allowed.'),
    rel: z.number().min(0).optional().describe('Difference that is allowed, as a part of the greater value.'),
  })
  .refine(
    (value) => value.abs !== undefined || value.rel !== undefined,
    'needs abs: or rel:, such as { rel: 1e-9 }',
  )
  .meta({ id: 'tolerance', description: 'Allowed difference: |a-b| <= abs + rel*max(|a|,|b|).' })

const reason = z.string().refine(isReason, { error: ({ input }) => `is ${unknownReason(`${input}`)}` })

export const table = z
  .strictObject({
    key: z
      .array(z.string())
      .optional()
      .describe('Columns that identify a row; without them rows are compared as a multiset.'),
    ignore: z.array(z.string()).optional().describe('Columns that may differ.'),
    accept: z
      .union([z.array(reason), z.record(z.string(), z.array(reason))])
      .optional()
      .describe('Accepted reasons for a difference: a list for all columns, or a list by column.'),
    tolerance: z
      .record(z.string(), tolerance)
      .optional()
      .describe('Allowed difference by column; "*" stands for all floating-point columns.'),
    csv: csvDialect
      .safeExtend({
        engines: z
          .record(z.string(), csvDialect)
          .optional()
          .describe('What an engine does otherwise, by its name.'),
      })
      .optional()
      .describe('How its CSV files are written, where that is not plain from them.'),
    at: z
      .string()
      .regex(/^\{output\}\//, "must begin with {output}/ (tables elsewhere aren't read yet)")
      .optional()
      .describe('Where the table lies, if not at {output}/<table> or {output}/<table>.parquet.'),
  })
  .nullable()
  .meta({ id: 'table', description: 'An output table of the job; nothing behind the colon is fine.' })
