import { z } from 'zod'

const ONE_CHARACTER = /^[^\r\n]$/u
const NONE_OR_ONE = /^[^\r\n]?$/u

/** How CSV files are written, as far as it is declared. */
export const csvDialect = z
  .strictObject({
    header: z
      .boolean('must be true or false')
      .optional()
      .describe('Whether the first row of each file has the column names.'),
    columns: z
      .array(z.string().min(1, 'must be a name'))
      .min(1)
      .optional()
      .describe('Column names in order, with header: false. Default: _c0, _c1 and so on.'),
    delimiter: z
      .string()
      .regex(ONE_CHARACTER, 'must be one character, such as ";" or "\\t"')
      .optional()
      .describe('Character between two values. Default: detected, else a comma, in .tsv files a tab.'),
    quote: z
      .string()
      .regex(NONE_OR_ONE, 'must be one character, or empty if values are never quoted')
      .optional()
      .describe('Character around a quoted value. Default: ".'),
    escape: z
      .string()
      .regex(NONE_OR_ONE, 'must be one character')
      .optional()
      .describe(
        'Character before a quote within quotes, and before itself; Spark writes \\. Default: detected, else the quote.',
      ),
    null: z.string().optional().describe('Unquoted text that means NULL. Default: an empty field.'),
    encoding: z
      .enum(['utf-8', 'utf-16', 'latin-1'], 'must be utf-8, utf-16 or latin-1')
      .optional()
      .describe('Default: utf-8.'),
  })
  .refine((csv) => ![csv.quote, csv.escape].includes(csv.delimiter ?? ''), {
    error: 'must differ from quote: and escape:',
    path: ['delimiter'],
  })
  .refine(({ columns = [] }) => new Set(columns.map((name) => name.toLowerCase())).size === columns.length, {
    error: 'must be names that differ by more than case',
    path: ['columns'],
  })
  .meta({ id: 'csvDialect', description: 'How CSV files are written.' })

export type CsvDialect = z.infer<typeof csvDialect>
