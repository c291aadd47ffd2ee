import { z } from 'zod'
import { engine } from './engine-schema.ts'
import { inputProblems } from './input-checks.ts'
import type { JobInput } from './job-input.ts'
import { operationProblems, operations } from './operations-schema.ts'
import { jobPolicy } from './policy.ts'
import { queries } from './queries-schema.ts'
import { ANSWERS, service, serviceProblems } from './service-schema.ts'
import { speedProblems } from './speed-checks.ts'
import { table } from './table-schema.ts'
import { environment, name, size, text, timeout } from './values.ts'

const FIXTURE = 'fixture:'

const inputs = z
  .record(
    name,
    text('a path or a glob').refine(
      (value) => !value.startsWith(FIXTURE),
      'must be a path or a glob: fixture:NAME is for input: alone',
    ),
    {
      error: 'must be a map of names to paths, such as { orders: data/dt={partition}, rates: ref/rates.csv }',
    },
  )
  .describe(
    'Several inputs by name, instead of input:. Each is a folder, file or glob; {partition} is filled in. Engines find them as {input.NAME} and ETL_INPUT_NAME.',
  )

export const job = z
  .strictObject({
    input: text('a path, a glob, or fixture:NAME')
      .exactOptional()
      .describe('A folder, file or glob; {partition} is filled in. Or fixture:NAME.'),
    inputs: inputs.exactOptional(),
    columns: z
      .record(z.string(), z.array(z.string()).min(1))
      .default({})
      .describe(
        'Columns that the input must have, by file name, or of inputs: by name; "*" means every other one.',
      ),
    sizes: z
      .array(size)
      .min(1)
      .exactOptional()
      .describe('Sizes to run by default: small, medium, large, or bytes such as 0.3GB.'),
    storage: z
      .array(name, { error: 'must be a list of names, such as [local, s3]' })
      .min(1)
      .exactOptional()
      .describe(
        'Stores of the output tables, each of which is run: {storage} in at: and commands. As a catalog in at:, each is a name of catalogs:.',
      ),
    workers: z
      .array(z.int('must be a whole number of workers').min(1, 'must be at least 1').max(1000), {
        error: 'must be a list of numbers, such as [1, 2, 4]',
      })
      .min(1)
      .refine((all) => new Set(all).size === all.length, 'must not have a number twice')
      .exactOptional()
      .describe('Numbers of workers of its clusters, each of which is run. For engines with cluster:.'),
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
      .default({})
      .describe('The output tables that must be equal, by name.'),
    operations: operations.default({}),
    service: service
      .exactOptional()
      .describe('Engines are services: each is started, asked, and stopped, and its answers are compared.'),
    undeclared: z
      .enum(['warn', 'ignore'], { error: 'must be warn or ignore' })
      .default('warn')
      .describe(
        'Output tables that tables: does not name are not compared. warn (default) lists them, ignore does not.',
      ),
    queries: queries.exactOptional(),
    env: environment.default({}).describe('Environment variables of all engines.'),
    timeout: timeout.prefault('1h').describe('A trial that takes longer is stopped. Default: 1h.'),
    policy: jobPolicy.default({}).describe('How the verdict on this job is decided.'),
  })
  .refine(({ input, inputs }) => (input ?? inputs) !== undefined, {
    error: 'is missing: it must be a path, a glob, or fixture:NAME. For several inputs, use inputs:',
    path: ['input'],
    // Found together with values that are wrong elsewhere.
    when: ({ value }) => typeof value === 'object' && value !== null,
  })
  .refine((value) => Object.keys(value.engines).length > 1, {
    error: 'needs a baseline and at least one candidate',
    path: ['engines'],
  })
  .refine(
    ({ tables, operations, service }) =>
      service !== undefined || Object.keys(tables).length + Object.keys(operations).length > 0,
    { error: 'needs at least one table', path: ['tables'] },
  )
  .superRefine((value, context) => {
    const problems = [
      ...inputProblems(value),
      ...operationProblems(value),
      ...serviceProblems(value),
      ...speedProblems(value),
    ]
    for (const { path, message } of problems) context.addIssue({ code: 'custom', path: [...path], message })
  })
  .transform(({ input, inputs, sizes, timeout, tables, operations, ...rest }) => ({
    ...rest,
    tables: { ...operations, ...tables, ...(rest.service && answersOf(tables)) },
    operations: Object.keys(operations),
    input: toInput(input, inputs),
    sizes: sizes ?? [input?.startsWith(FIXTURE) ? 'small' : 'own'],
    timeoutSeconds: timeout,
  }))
  .meta({
    id: 'job',
    description: 'A job with an input, engines and output tables.',
    oneOf: [{ required: ['input'] }, { required: ['inputs'] }],
    anyOf: [{ required: ['tables'] }, { required: ['operations'] }, { required: ['service'] }],
  })

/** Of a service: a row for each value of an answer, where it was, with what is declared of them. */
const answersOf = ({ [ANSWERS]: declared = table.parse(null) }: Record<string, z.output<typeof table>>) => ({
  [ANSWERS]: { ...declared, key: ['request', 'at'] },
})

function toInput(text = '', templates?: Record<string, string>): JobInput {
  if (templates) return { kind: 'several', templates }
  return text.startsWith(FIXTURE)
    ? { kind: 'fixture', fixture: text.slice(FIXTURE.length) }
    : { kind: 'path', template: text }
}
