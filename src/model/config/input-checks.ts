import { didYouMean } from '../../text/nearest.ts'
import { EVERY_OTHER, inputVariable } from './job-input.ts'

const MOST_INPUTS = 100
const REFERENCE = /\{input(?:\.([\w-]+))?\}/g

type Argv = readonly string[]

interface WrittenEngine {
  run?: Argv
  command?: Argv
  setup?: Argv
  teardown?: Argv
  maintenance?: Readonly<Record<string, Argv | string>>
  env?: Readonly<Record<string, string>>
  steps?: readonly WrittenEngine[]
}

interface WrittenJob {
  input?: string
  inputs?: Readonly<Record<string, string>>
  columns: Readonly<Record<string, unknown>>
  env: Readonly<Record<string, string>>
  engines: Readonly<Record<string, WrittenEngine>>
}

interface Problem {
  path: (string | number)[]
  message: string
}

/** What is wrong with how a job names its inputs, and how its engines refer to them. */
export function inputProblems(job: WrittenJob): Problem[] {
  const { input, inputs } = job
  if (inputs === undefined) return input === undefined ? [] : referencesWithoutName(job)
  const names = Object.keys(inputs)
  if (names.length === 0 || names.length > MOST_INPUTS)
    return [{ path: ['inputs'], message: `must name 1 to ${MOST_INPUTS} paths` }]
  return [
    ...(input === undefined ? [] : [{ path: ['inputs'], message: 'and input: are both set. Keep one' }]),
    ...sameVariables(names),
    ...unknownColumns(job.columns, names),
    ...unknownReferences(job, names),
  ]
}

/** Engines could not tell them apart. */
const sameVariables = (names: readonly string[]): Problem[] =>
  names.flatMap((name, index) => {
    const other = names.slice(0, index).find((each) => inputVariable(each) === inputVariable(name))
    if (other === undefined) return []
    const message = `and '${other}' are both ${inputVariable(name)} in the environment. Rename one`
    return [{ path: ['inputs', name], message }]
  })

const unknownColumns = (columns: WrittenJob['columns'], names: readonly string[]): Problem[] =>
  Object.keys(columns)
    .filter((name) => name !== EVERY_OTHER && !names.includes(name))
    .map((name) => ({ path: ['columns', name], message: unknownInput(name, names) }))

const unknownInput = (name: string, names: readonly string[]): string =>
  `names the unknown input '${name}'${didYouMean(name, names)}; inputs: has ${names.join(', ')}`

function unknownReferences(job: WrittenJob, names: readonly string[]): Problem[] {
  const commands = commandsOf(job).flatMap(({ path, texts }) =>
    referencesIn(texts).flatMap((name) => {
      if (name !== undefined)
        return names.includes(name) ? [] : [{ path, message: unknownInput(name, names) }]
      const choices = names.map((each) => `{input.${each}}`).join(', ')
      return [{ path, message: `has {input}, but the job has several inputs. Use ${choices}` }]
    }),
  )
  const environments = environmentsOf(job).flatMap(({ path, texts }) =>
    referencesIn(texts)
      .filter((name) => name !== undefined && !names.includes(name))
      .map((name = '') => ({ path, message: unknownInput(name, names) })),
  )
  return [...commands, ...environments]
}

const referencesWithoutName = (job: WrittenJob): Problem[] =>
  commandsOf(job).flatMap(({ path, texts }) =>
    referencesIn(texts)
      .filter((name) => name !== undefined)
      .map((name) => ({
        path,
        message: `has {input.${name}}, but the job has input:, not inputs:. Use {input}`,
      })),
  )

const referencesIn = (texts: Argv): (string | undefined)[] => [
  ...new Set(texts.flatMap((text) => [...text.matchAll(REFERENCE)].map(([, name]) => name))),
]

interface Place {
  path: (string | number)[]
  texts: Argv
}

const stepsOf = ({ engines }: WrittenJob): { path: (string | number)[]; step: WrittenEngine }[] =>
  Object.entries(engines).flatMap(([name, engine]) => [
    { path: ['engines', name], step: engine },
    ...(engine.steps ?? []).map((step, index) => ({ path: ['engines', name, 'steps', index], step })),
  ])

const commandsOf = (job: WrittenJob): Place[] =>
  stepsOf(job).flatMap(({ path, step }) => [
    ...(['run', 'command', 'setup', 'teardown'] as const).flatMap((key) =>
      step[key] === undefined ? [] : [{ path: [...path, key], texts: step[key] }],
    ),
    ...Object.entries(step.maintenance ?? {}).flatMap(([task, command]) =>
      typeof command === 'string' ? [] : [{ path: [...path, 'maintenance', task], texts: command }],
    ),
  ])

const environmentsOf = (job: WrittenJob): Place[] =>
  [{ path: [], step: job }, ...stepsOf(job)].flatMap(({ path, step: { env = {} } }) =>
    Object.entries(env).map(([name, value]) => ({ path: [...path, 'env', name], texts: [value] })),
  )
