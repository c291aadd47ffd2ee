import { z } from 'zod'
import { parseDuration } from '../units/duration.ts'
import { bytes, readAs } from './values.ts'

const AGE = 'must be a time such as 3d or 12h'
const age = readAs(parseDuration, AGE)
const SIZES = 'must be such as { min: 64MiB, max: 128MiB }'

const fileSizes = z
  .strictObject(
    {
      min: bytes.prefault('64MiB').describe('Default: 64MiB.'),
      max: bytes.prefault('128MiB').describe('Default: 128MiB.'),
    },
    SIZES,
  )
  .refine(({ min, max }) => max >= min, 'has a max: that is less than its min:')

/** What a table must be like once it is loaded; each key is one of `src/checks/registry.ts`, or several of them. */
export const checks = z
  .strictObject({
    staged: z
      .string()
      .regex(/^\{output\}\/./, 'must begin with {output}/')
      .refine((path) => !path.split('/').includes('..'), "must not contain '..': it is inside the output")
      .transform((path) => path.slice('{output}/'.length))
      .exactOptional()
      .describe(
        'Where the engine staged the rows, such as {output}/staged/orders: the table must have the same columns, with the same types, and as many rows.',
      ),
    fileSizes: fileSizes
      .exactOptional()
      .describe(
        'No data file is larger than max, and none is smaller than min that could be merged with another one of its partition.',
      ),
    snapshots: age
      .exactOptional()
      .describe('No snapshot, or version of a Delta table, is older than this, such as 7d.'),
    orphans: age
      .exactOptional()
      .describe("No file in the table's folders that the table does not use is older than this, such as 3d."),
  })
  .meta({ id: 'checks', description: 'What the table must be like once it is loaded.' })

export type Checks = z.output<typeof checks>
