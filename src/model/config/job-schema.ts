import { z } from 'zod'
import { engine } from './engine-schema.ts'
import { jobPolicy } from './policy.ts'
import { table } from './table-schema.ts'
import { environment, name, size, text, timeout } from './values.ts'

const FIXTURE = 'fixture:'

type JobInput = { kind: 'fixture'; fixture: string } | { kind: 'path'; template: string }

export const job = z
  .strictObject({
    input: text('a path, a glob, or fixture:NAME').describe(
      'A folder, file or glob; {partition} is filled in. Or fixture:NAME.',
    ),
    columns: z
      .record(z.string(), z.array(z.string()).min(1))
      .default({})
      .describe(
        'Columns that the input must have, by file name; "*" means every data file without its own line.',
      ),
    sizes: z
      .array(size)
      .min(1)
      .exactOptional()
      .describe('Sizes to run by default: small, medium, large, or bytes such as 0.3GB.'),
    baseline: z
      .string({ error: 'must name the engine that the others are compared with' })
      .describe('The engine that the others are compared with.'),
    engines: z
      .record(name, engine, { error: 'must be a map of engines' })
      .describe('The implementations of the job, by name.'),
    tables: z
      .record(name, table, {
        error: 'must be a map of output tables, such as { orders: { key: [order_id] } }',
      })
      .describe('The output tables that must be equal, by name.'),
    undeclared: z
      .enum(['warn', 'ignore'], { error: 'must be warn or ignore' })
      .default('warn')
      .describe(
        'Output tables that tables: does not name are not compared. warn (default) lists them, ignore does not.',
      ),
    env: environment.default({}).describe('Environment variables of all engines.'),
    timeout: timeout.prefault('1h').describe('A trial that takes longer is stopped. Default: 1h.'),
    policy: jobPolicy.default({}).describe('How the verdict on this job is decided.'),
  })
  .refine((value) => Object.keys(value.engines).length > 1, {
    error: 'needs a baseline and at least one candidate',
    path: ['engines'],
  })
  .refine((value) => Object.keys(value.tables).length > 0, {
    error: 'needs at least one table',
    path: ['tables'],
  })
  .transform(({ input, sizes, timeout, ...rest }) => ({
    ...rest,
    input: toInput(input),
    sizes: sizes ?? [input.startsWith(FIXTURE) ? 'small' : 'own'],
    timeoutSeconds: timeout,
  }))
  .meta({ id: 'job', description: 'A job with an input, engines and output tables.' })

const toInput = (text: string): JobInput =>
  text.startsWith(FIXTURE)
    ? { kind: 'fixture', fixture: text.slice(FIXTURE.length) }
    : { kind: 'path', template: text }
