import { z } from 'zod'
import { parseBytes } from '../units/bytes.ts'
import { parseDuration } from '../units/duration.ts'
import { sizeBytes } from '../units/size.ts'

/** A name that is also a folder name: no separators, no dots in front, nothing a shell or a page would interpret. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/

const name = z.string().regex(NAME, "must be letters, digits, '_' or '-', such as daily_orders")

const text = (meaning: string) =>
  z.string({ error: `must be text: ${meaning}` }).min(1, `must not be empty: ${meaning}`)

const argv = z
  .array(z.union([z.string(), z.number()]).transform(String), {
    error: 'must be a list of arguments, such as [python, job.py, "{input}", "{output}"]',
  })
  .min(1, 'must name a program, such as [python, job.py]')

const environment = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String), {
    error: 'must be a map of names to values, such as { TIER_GOLD: "5000.00" }',
  })
  .describe('Environment variables of the engine, besides the ETL_* of the job contract.')

const duration = z
  .string({ error: 'must be a time such as 90s, 20min or 2h' })
  .refine((value) => parseDuration(value) !== undefined, 'must be a time such as 90s, 20min or 2h')

const memory = z
  .string({ error: 'must be an amount such as 4GiB or 512MiB' })
  .refine((value) => parseBytes(value) !== undefined, 'must be an amount such as 4GiB or 512MiB')

const limits = z.strictObject({
  cpus: z
    .int('must be a whole number of cores')
    .min(1, 'must be at least 1')
    .optional()
    .describe('Cores, by cpuset. Default: all.'),
  memory: memory.optional().describe('Memory of the whole process tree, by cgroup. Default: none.'),
})

const build = z.strictObject({
  context: text('the folder that is sent to the daemon'),
  dockerfile: z.string().optional(),
})

const stack = z
  .strictObject({
    project: text('the folder of a uv project, such as docker/spark')
      .optional()
      .describe('Folder of a uv project; its commands run in its environment.'),
    image: text('an image, such as acme/spark:4.1').optional(),
    build: build.optional(),
  })
  .refine((value) => value.project ?? value.image ?? value.build, 'needs project:, image: or build:')
  .describe("Where an engine's code runs.")

const step = z.strictObject({
  name,
  stack: z.string().optional(),
  image: z.string().optional(),
  run: argv.optional(),
  command: argv.optional(),
  env: environment.optional(),
})

const engine = z
  .strictObject({
    stack: z.string().optional().describe('A name of stacks:. The command runs in that environment.'),
    image: text('an image, such as acme/job:1.4')
      .optional()
      .describe('An image that runs the command in a container.'),
    build: build.optional().describe('A Dockerfile that makes the image.'),
    run: argv
      .optional()
      .describe("A command of this machine: an engine's whole command line, run without a container."),
    command: argv
      .optional()
      .describe('The command line in the stack or image. {input}, {output} and {key} are filled in.'),
    steps: z.array(step).min(1).optional().describe('Several commands in order, in place of command:.'),
    env: environment.optional(),
    setup: argv.optional().describe('Run before each trial, unclocked.'),
    teardown: argv.optional().describe('Run after each trial, unclocked.'),
    version: text('a version that changes with the code')
      .optional()
      .describe('Of code that the tool cannot see; a new version begins a new epoch.'),
    sources: z
      .array(z.string())
      .optional()
      .describe('Globs of the files that make up this engine, where the default guess is wrong.'),
    pace: z
      .strictObject({ start: duration, perGB: duration })
      .optional()
      .describe(
        'For the first plan only: expected start-up, and time per GB of input. Later plans use what this machine measured.',
      ),
  })
  .superRefine((value, context) => {
    const problem = engineProblem(value)
    if (problem) context.addIssue({ code: 'custom', message: problem })
  })

interface EngineShape {
  stack?: string | undefined
  image?: string | undefined
  build?: unknown
  run?: unknown
  command?: unknown
  steps?: unknown
}

function engineProblem(engine: EngineShape): string | undefined {
  const places = (['stack', 'image', 'build', 'run'] as const).filter((key) => engine[key] !== undefined)
  if (engine.steps)
    return engine.command || engine.run ? 'has steps: and a command of its own. Keep one' : undefined
  if (places.length > 1) return `has ${places.map((key) => `${key}:`).join(' and ')}. Keep one`
  if (places.length === 0) return 'says nowhere to run. Add stack:, image:, build: or run:'
  if (engine.run)
    return engine.command ? 'has run: and command:. Keep run:, it is the whole command line' : undefined
  if (engine.stack && !engine.command) return 'has no command:. Add one, such as command: [python, job.py]'
  return undefined
}

const tolerance = z
  .strictObject({ abs: z.number().min(0).optional(), rel: z.number().min(0).optional() })
  .refine(
    (value) => value.abs !== undefined || value.rel !== undefined,
    'needs abs: or rel:, such as { rel: 1e-9 }',
  )

const table = z
  .strictObject({
    key: z
      .array(z.string())
      .optional()
      .describe('Columns that identify a row; without them rows are compared as a multiset.'),
    ignore: z.array(z.string()).optional().describe('Columns that may differ.'),
    accept: z.array(z.string()).optional().describe('Reasons for a difference that are accepted.'),
    tolerance: z
      .record(z.string(), tolerance)
      .optional()
      .describe('A column’s allowed difference: |a-b| <= abs + rel*max(|a|,|b|).'),
    at: z
      .string()
      .regex(/^\{output\}\//, "must begin with {output}/ (tables elsewhere aren't read yet)")
      .optional()
      .describe('Where the table lies, if not at {output}/<table> or {output}/<table>.parquet.'),
  })
  .nullable()

const waiver = z.strictObject({
  table: z.string(),
  column: z.string().optional(),
  keys: z.array(z.string()).optional(),
  owner: text('who answers for it'),
  reason: text('why it is accepted'),
  expires: z.iso.date('must be a date such as 2026-12-31'),
})

const platform = z.strictObject({
  price: z.string().optional(),
  node: z.string().optional(),
  nodes: z.int().min(1).optional(),
  startup: duration.optional(),
  idle: duration.optional(),
})

const policy = z.strictObject({
  alpha: z.number().gt(0).lt(1).optional(),
  judged: z.enum(['total', 'work']).optional(),
  averageDays: z.union([z.literal(1), z.literal(2), z.literal(7)]).optional(),
  margins: z.record(z.string(), z.number().gt(0)).optional(),
  limitMinutes: z.number().gt(0).nullable().optional(),
  maxFailures: z.int().min(0).optional(),
  minInputs: z.int().min(1).optional(),
  window: z
    .strictObject({
      days: z.int().min(1).optional(),
      most: z.int().min(1).optional(),
      within: z.int().min(1).optional(),
    })
    .optional(),
  waivers: z.array(waiver).optional(),
})

const jobPolicy = policy.extend({
  judge: z.strictObject({ size: z.string().optional(), limits: z.string().optional() }).optional(),
  volume: memory.optional(),
  growth: z.number().optional(),
  runsPerDay: z.number().gt(0).optional(),
  skills: z.record(z.string(), z.string()).optional(),
  platforms: z.record(z.string(), platform).optional(),
})

const size = z
  .string({ error: 'must be small, medium, large, or bytes such as 0.3GB' })
  .refine(
    (value) => value === 'own' || sizeBytes(value) !== undefined,
    'must be small, medium, large, own, or bytes such as 0.3GB',
  )

const job = z
  .strictObject({
    input: text('a path, a glob, or fixture:NAME').describe(
      'A folder, file or glob; {key} is filled in. Or fixture:NAME.',
    ),
    columns: z
      .record(z.string(), z.array(z.string()).min(1))
      .optional()
      .describe(
        'Columns that the input must have, by file name; "*" stands for every data file without a line of its own.',
      ),
    sizes: z.array(size).min(1).optional().describe('Sizes to run by default.'),
    baseline: z.string({ error: 'must name the engine that the others are compared with' }),
    engines: z.record(name, engine, { error: 'must be a map of engines' }),
    tables: z.record(name, table, {
      error: 'must be a map of output tables, such as { orders: { key: [order_id] } }',
    }),
    env: environment.optional(),
    timeout: duration.optional().describe('A trial that takes longer is stopped. Default: 1h.'),
    policy: jobPolicy.optional(),
  })
  .refine((value) => value.baseline in value.engines, {
    error: 'must name one of the engines',
    path: ['baseline'],
  })
  .refine((value) => Object.keys(value.engines).length > 1, {
    error: 'needs a baseline and at least one candidate',
    path: ['engines'],
  })
  .refine((value) => Object.keys(value.tables).length > 0, {
    error: 'needs at least one table',
    path: ['tables'],
  })

/** The configuration as a user writes it. */
export const configSchema = z
  .strictObject({
    version: z.literal(1, { error: 'must be 1' }),
    stacks: z.record(name, stack).optional().describe("Where engines' code runs."),
    limits: z
      .union([limits, z.array(limits).min(1)])
      .optional()
      .describe('What every engine gets; a list is an axis of the plan.'),
    jobs: z.record(name, job, { error: 'must be a map of jobs' }),
    policy: policy.optional().describe('What the verdict is judged by.'),
    publish: z
      .strictObject({
        rows: z.enum(['none', 'masked', 'full']).optional(),
        logs: z.enum(['none', 'failures']).optional(),
      })
      .optional()
      .describe('What may leave this machine besides counts, column names and reasons.'),
  })
  .superRefine((value, context) => {
    for (const problem of unknownStacks(value.stacks ?? {}, value.jobs))
      context.addIssue({ code: 'custom', ...problem })
  })
  .meta({ title: 'etl-compare.yml' })

function unknownStacks(stacks: object, jobs: Record<string, z.infer<typeof job>>) {
  const known = Object.keys(stacks).join(', ') || 'none'
  const unknown = (stack: string | undefined) => stack !== undefined && !(stack in stacks)
  return Object.entries(jobs).flatMap(([jobName, { engines }]) =>
    Object.entries(engines).flatMap(([engineName, { stack, steps }]) =>
      [stack, ...(steps ?? []).map((each) => each.stack)].filter(unknown).map((missing) => ({
        path: ['jobs', jobName, 'engines', engineName, 'stack'],
        message: `names no stack '${missing}' (stacks: has ${known})`,
      })),
    ),
  )
}

export type RawConfig = z.infer<typeof configSchema>
export type RawJob = z.infer<typeof job>
export type RawEngine = z.infer<typeof engine>
export type RawTable = z.infer<typeof table>
