import { z } from 'zod'
import { isReason, unknownReason } from '../../reasons/catalogue.ts'
import { parseDuration } from '../units/duration.ts'
import { checks } from './checks-schema.ts'
import { csvDialect } from './csv-schema.ts'
import { readAs } from './values.ts'

/** Stands for all columns in `accept:`, and in `tolerance:` for all floating-point ones, or with a time for all timestamps. */
export const EVERY_COLUMN = '*'

const DIFFERENCE = 'must be a number, or a time such as 5s or 100ms'

const toSeconds = (text: string) => {
  const seconds = parseDuration(text)
  return seconds === undefined ? undefined : { seconds }
}

const tolerance = z
  .strictObject({
    abs: z
      .union([z.number(DIFFERENCE).min(0, 'must be at least 0'), readAs(toSeconds, DIFFERENCE)])
      .exactOptional()
      .describe('Allowed absolute difference: a number, or for times a duration such as 5s or 100ms.'),
    rel: z.number().min(0).exactOptional().describe('Allowed difference, as a fraction of the larger value.'),
  })
  .refine(
    (value) => value.abs !== undefined || value.rel !== undefined,
    'needs abs: or rel:, such as { rel: 1e-9 }',
  )
  .refine(
    (value) => typeof value.abs !== 'object' || value.rel === undefined,
    'has rel:, which is for numbers, and an abs: for times. Keep one',
  )
  .transform(({ abs = 0, rel = 0 }) => ({
    abs: typeof abs === 'number' ? abs : 0,
    rel,
    ...(typeof abs === 'object' && abs),
  }))
  .meta({ id: 'tolerance', description: 'Allowed difference: |a-b| <= abs + rel*max(|a|,|b|).' })

/** What values of a column may differ by, what is not said as 0; `seconds` is of times. */
export type Tolerance = z.output<typeof tolerance>

/** YAML takes the reason `null` for nothing. */
const reason = z
  .union([z.string(), z.null()], { error: 'must be text' })
  .transform(String)
  .refine(isReason, { error: ({ input }) => `has an ${unknownReason(`${input}`)}` })

const options = z.strictObject({
  key: z
    .array(z.string())
    .default([])
    .describe('Columns that identify a row; without them rows are compared as a multiset.'),
  ignore: z.array(z.string()).default([]).describe('Columns that may differ.'),
  accept: z
    .union([z.array(reason), z.record(z.string(), z.array(reason))])
    .transform(
      (reasons): Record<string, string[]> => (Array.isArray(reasons) ? { [EVERY_COLUMN]: reasons } : reasons),
    )
    .default({})
    .describe('Accepted reasons for a difference: a list for all columns, or a list by column.'),
  tolerance: z
    .record(z.string(), tolerance)
    .default({})
    .describe(
      'Allowed difference by column; "*" means all floating-point columns or, for a duration, all timestamps.',
    ),
  csv: csvDialect
    .safeExtend({
      engines: z
        .record(z.string(), csvDialect)
        .optional()
        .describe('What is different for one engine, by its name.'),
    })
    .exactOptional()
    .describe('How its CSV files are written, if the files do not make it clear.'),
  checks: checks.exactOptional(),
  at: z
    .string()
    .regex(
      /^(?:(?:delta:)?\{output\}\/|iceberg:(?:[A-Za-z][\w-]*|\{storage\})\.\{namespace\}\.[^.@]+$|s3:\/\/[^{}/]+\/(?:[^{}]+\/)?\{namespace\}\/[^{}]+$)/,
      'must begin with {output}/ or delta:{output}/, or be iceberg:CATALOG.{namespace}.TABLE or s3://BUCKET/{namespace}/TABLE',
    )
    .refine((path) => !path.split('/').includes('..'), "must not contain '..': a table is inside its output")
    .exactOptional()
    .describe(
      'Where the table is, if not at {output}/<table> or {output}/<table>.parquet: {output}/path, delta:{output}/path, iceberg:CATALOG.{namespace}.TABLE, or s3://BUCKET/PREFIX/{namespace}/TABLE.',
    ),
})

/** A table of a lakehouse is set apart from one that lies in files of the output. */
const placed = ({ at, ...declared }: z.output<typeof options>) => ({
  ...declared,
  ...(at?.startsWith('{output}/') && { at: at.slice('{output}/'.length) }),
  ...(at !== undefined && isLakeOutput(at) && { lake: at }),
})

const isLakeOutput = (at: string): boolean => /^(?:delta|iceberg|s3):/.test(at)

export const table = options
  .nullable()
  .transform((written) => placed(written ?? options.parse({})))
  .meta({ id: 'table', description: 'An output table of the job. Its declarations may be empty.' })
