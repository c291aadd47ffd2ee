import { z } from 'zod'
import { isReason, unknownReason } from '../../reasons/catalogue.ts'
import { parseDuration } from '../units/duration.ts'
import { csvDialect } from './csv-schema.ts'
import type { Tolerance } from './model.ts'

const isDuration = (text: string): boolean => parseDuration(text) !== undefined

const tolerance = z
  .strictObject({
    abs: z
      .union([
        z.number().min(0),
        z.string().refine(isDuration, 'must be a number, or a time such as 5s or 100ms'),
      ])
      .optional()
      .describe('Absolute difference that is allowed: a number, or of times such as 5s or 100ms.'),
    rel: z.number().min(0).optional().describe('Difference that is allowed, as a part of the greater value.'),
  })
  .refine(
    (value) => value.abs !== undefined || value.rel !== undefined,
    'needs abs: or rel:, such as { rel: 1e-9 }',
  )
  .refine(
    (value) => typeof value.abs !== 'string' || value.rel === undefined,
    'has rel:, which is of numbers, beside an abs: of times',
  )
  .meta({ id: 'tolerance', description: 'Allowed difference: |a-b| <= abs + rel*max(|a|,|b|).' })

/** A tolerance as it is written, with what it leaves out as 0. */
export const toTolerance = ({ abs = 0, rel = 0 }: z.infer<typeof tolerance>): Tolerance =>
  typeof abs === 'number' ? { abs, rel } : { abs: 0, rel, seconds: parseDuration(abs) ?? 0 }

/** YAML takes the reason `null` for nothing. */
const reason = z
  .union([z.string(), z.null()], { error: 'must be text' })
  .transform(String)
  .refine(isReason, { error: ({ input }) => `is ${unknownReason(`${input}`)}` })

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
      .describe(
        'Allowed difference by column; "*" stands for all floating-point columns, or of times for all timestamps.',
      ),
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
