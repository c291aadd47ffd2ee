import { z } from 'zod'
import { didYouMean } from '../../text/nearest.ts'
import { csvProblems } from './csv-problems.ts'
import { type engine, stack } from './engine-schema.ts'
import { job } from './job-schema.ts'
import { platformProblems, prices } from './platform-schema.ts'
import { policy } from './policy-schema.ts'
import type { table } from './table-schema.ts'
import { memory, name } from './values.ts'

const limits = z
  .strictObject({
    cpus: z
      .int('must be a whole number of cores')
      .min(1, 'must be at least 1')
      .optional()
      .describe('Cores, by cpuset. Default: all.'),
    memory: memory
      .optional()
      .describe('Memory of the whole process tree, by cgroup, such as 4GiB. Default: none.'),
  })
  .meta({ id: 'limits', description: 'What every engine gets.' })

/** What may leave this machine, once there is a report. Until it is read, nobody must believe that it is heeded. */
const publish = z.never({ error: 'is not supported yet: rows and logs never leave this machine. Remove it' })

/** The configuration as a user writes it. */
export const configSchema = z
  .strictObject({
    version: z.literal(1, { error: 'must be 1' }).describe('Version of the form of this file: 1.'),
    stacks: z.record(name, stack).optional().describe("Where engines' code runs."),
    limits: z
      .union([limits, z.array(limits).min(1)])
      .optional()
      .describe('What every engine gets; a list is an axis of the plan.'),
    jobs: z
      .record(name, job, { error: 'must be a map of jobs' })
      .describe('What is compared, by name: pieces of work with an input, engines and output tables.'),
    policy: policy.optional().describe('What the verdict is judged by.'),
    prices: prices.optional().describe('What platforms bill, by a name of yours; policies name them.'),
    publish: publish.optional().describe('Not supported yet: rows and logs never leave this machine.'),
  })
  .superRefine((value, context) => {
    const problems = [
      ...unknownStacks(value.stacks ?? {}, value.jobs),
      ...platformProblems(value.prices ?? {}, value.jobs),
      ...csvProblems(value.jobs),
    ]
    for (const problem of problems) context.addIssue({ code: 'custom', ...problem })
  })
  .meta({ title: 'etl-compare.yml' })

function unknownStacks(stacks: object, jobs: Record<string, z.infer<typeof job>>) {
  const known = Object.keys(stacks)
  const unknown = (stack: string | undefined): stack is string =>
    stack !== undefined && !Object.hasOwn(stacks, stack)
  return Object.entries(jobs).flatMap(([jobName, { engines }]) =>
    Object.entries(engines).flatMap(([engineName, { stack, steps }]) =>
      [stack, ...(steps ?? []).map((each) => each.stack)].filter(unknown).map((missing) => ({
        path: ['jobs', jobName, 'engines', engineName, 'stack'],
        message: `names no stack '${missing}'${didYouMean(missing, known)}; stacks: has ${known.join(', ') || 'none'}`,
      })),
    ),
  )
}

export type RawConfig = z.infer<typeof configSchema>
export type RawJob = z.infer<typeof job>
export type RawEngine = z.infer<typeof engine>
export type RawTable = z.infer<typeof table>
