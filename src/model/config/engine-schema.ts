import { z } from 'zod'
import { cluster } from './cluster-schema.ts'
import { argv, duration, environment, image, name, text } from './values.ts'

const build = z.strictObject({
  context: text('the folder to send to the Docker daemon').describe(
    'Folder that is sent to the Docker daemon.',
  ),
  dockerfile: z.string().default('Dockerfile').describe('Path below the context. Default: Dockerfile.'),
  target: text('a stage of the Dockerfile')
    .exactOptional()
    .describe('Stage of the Dockerfile to build. Default: the last one.'),
})

const NETWORKS = 'must be none, bridge, host, or the name of a network of the Docker daemon'
const network = z
  .string({ error: NETWORKS })
  .regex(/^\w[\w.-]*$/, NETWORKS)
  .describe('Network of its containers. Default: none for a stack with a project:, else bridge.')

const mount = z.strictObject({
  source: text('a folder or file of this machine').describe('Folder or file of this machine.'),
  target: z
    .string({ error: 'must be an absolute path inside the container' })
    .startsWith('/', 'must be an absolute path inside the container')
    .describe('Its path in the container.'),
  readOnly: z.boolean().default(true).describe('Default: true.'),
})

/** A folder or file of this machine inside the container. */
export type Mount = z.output<typeof mount>

const mounts = z
  .array(mount, { error: 'must be a list such as [{ source: ./reference, target: /reference }]' })
  .describe('Folders and files of this machine that its containers see, besides input and output.')

/** What is said of containers, whether of a stack's or an engine's. */
const container = {
  build: build
    .exactOptional()
    .describe('A Dockerfile that builds the image. It is tagged with the name in image:.'),
  network: network.exactOptional(),
  mounts: mounts.exactOptional(),
  cluster: cluster.exactOptional(),
}

export const stack = z
  .strictObject({
    project: text('the folder of a uv project, such as docker/spark')
      .exactOptional()
      .describe('Folder of a uv project; its commands run in its environment.'),
    image: image.exactOptional().describe('An image that the commands run in, such as acme/spark:4.1.'),
    ...container,
  })
  .refine((value) => value.project ?? value.image ?? value.build, 'needs project:, image: or build:')
  .meta({ id: 'stack', description: "Where an engine's code runs." })

const step = z.strictObject({
  name: name.describe('Shown in logs and results, such as extract.'),
  stack: z.string().exactOptional().describe("A name from stacks:. Default: the engine's."),
  image: image.exactOptional().describe("An image that runs the command. Default: the engine's."),
  run: argv.exactOptional().describe('A local command, run without a container.'),
  command: argv.exactOptional().describe('The command line in the stack or image.'),
  env: environment.exactOptional().describe("Environment variables of this step, besides the engine's."),
})

const pace = z
  .strictObject({
    start: duration.describe('Expected time until the engine is up, such as 8s.'),
    perGB: duration.describe('Expected time per GB of input, such as 60s.'),
  })
  .transform(({ start, perGB }) => ({ startSeconds: start, secondsPerGB: perGB }))

const engineKeys = z.strictObject({
  stack: z.string().exactOptional().describe('A name from stacks:. The command runs in that environment.'),
  image: image.exactOptional().describe('An image that runs the command in a container.'),
  ...container,
  run: argv
    .exactOptional()
    .describe("A local command: an engine's whole command line, run without a container."),
  command: argv
    .exactOptional()
    .describe('The command line in the stack or image. {input}, {output} and {partition} are filled in.'),
  steps: z.array(step).min(1).exactOptional().describe('Several commands in order, instead of command:.'),
  env: environment.exactOptional(),
  setup: argv.exactOptional().describe('Runs before each trial and is not timed.'),
  teardown: argv.exactOptional().describe('Runs after each trial and is not timed.'),
  maintenance: z
    .record(
      name,
      z.union([argv, z.string().min(1)], {
        error: 'must be a list of arguments, or a text that says why the engine cannot do it',
      }),
      { error: 'must be a map of tasks, such as { compact: [python, compact.py, "{namespace}"] }' },
    )
    .exactOptional()
    .describe(
      'Tasks by name, such as compact: each runs after a trial that went well, before its output is read, and is timed apart. A text instead of a command says why the engine cannot do it.',
    ),
  version: text('a version that changes with the code')
    .exactOptional()
    .describe('Version of code that etl-compare cannot see. A new version begins a new epoch.'),
  sources: z
    .array(z.string())
    .exactOptional()
    .describe(
      'Globs of the files that make up this engine, with the local modules that they import. Default: the files of its project, and those that its command names.',
    ),
  spark: z
    .enum(['cluster', 'local', 'api', 'none'], { error: 'must be cluster, local, api or none' })
    .exactOptional()
    .describe(
      "For the verdict and the winner by memory, where records do not say it: Spark on a cluster, Spark in local mode, another engine with Spark's API, or none of these.",
    ),
  pace: pace
    .exactOptional()
    .describe(
      'For the first plan only: expected start-up, and time per GB of input. Later plans use what this machine measured.',
    ),
})

export const engine = engineKeys
  .superRefine((value, context) => {
    const problem = engineProblem(value)
    if (problem) context.addIssue({ code: 'custom', message: problem })
  })
  .meta({ id: 'engine', description: 'One implementation of the job.' })

/** What is said of where code runs, whether of a stack, an engine or a step. */
export type WrittenPlace = Partial<z.output<typeof stack> & Pick<z.output<typeof engine>, 'stack' | 'run'>>

function engineProblem(engine: z.output<typeof engineKeys>): string | undefined {
  const places = (['stack', engine.build ? 'build' : 'image', 'run'] as const).filter(
    (key) => engine[key] !== undefined,
  )
  if (engine.steps)
    return engine.command || engine.run ? 'has steps: and a command of its own. Keep one' : undefined
  if (places.length > 1) return `has ${places.map((key) => `${key}:`).join(' and ')}. Keep one`
  if (places.length === 0) return 'does not say where to run. Add stack:, image:, build: or run:'
  if (engine.run)
    return engine.command ? 'has run: and command:. Keep run:, which is the whole command line' : undefined
  const outside = (['network', 'mounts'] as const).find((key) => engine[key] !== undefined)
  if (outside && !engine.image && !engine.build)
    return `has ${outside}: without an image. Move it to its stack`
  if (engine.stack && !engine.command) return 'has no command:. Add one, such as command: [python, job.py]'
  return undefined
}
