import { z } from 'zod'
import { crossProblems } from './cross-checks.ts'
import { stack } from './engine-schema.ts'
import { job } from './job-schema.ts'
import { prices } from './platforms.ts'
import { policy } from './policy.ts'
import { memory, name } from './values.ts'

const limits = z
  .strictObject({
    cpus: z
      .int('must be a whole number of cores')
      .min(1, 'must be at least 1')
      .exactOptional()
      .describe('Cores, by cpuset. Default: all.'),
    memory: memory
      .exactOptional()
      .describe('Memory of the whole process tree, by cgroup, such as 4GiB. Default: none.'),
  })
  .meta({ id: 'limits', description: 'What every engine gets.' })

const toLimits = ({ memory: memoryBytes, ...cores }: z.output<typeof limits>) => ({
  ...cores,
  ...(memoryBytes !== undefined && { memoryBytes }),
})

/** What may leave this machine, once there is a report. Until it is read, nobody must believe that it is heeded. */
const publish = z.never({ error: 'is not supported yet: rows and logs never leave this machine. Remove it' })

/** The configuration as a user writes it. */
export const configSchema = z
  .strictObject({
    version: z.literal(1, { error: 'must be 1' }).describe('Version of the form of this file: 1.'),
    stacks: z.record(name, stack).default({}).describe("Where engines' code runs."),
    limits: z
      .union([limits, z.array(limits).min(1)])
      .transform((given) => [given].flat().map(toLimits))
      .default([{}])
      .describe('What every engine gets; a list is an axis of the plan.'),
    jobs: z
      .record(name, job, { error: 'must be a map of jobs' })
      .refine((jobs) => Object.keys(jobs).length > 0, 'must have at least one job')
      .describe('What is compared, by name: pieces of work with an input, engines and output tables.'),
    policy: policy.default({}).describe('What the verdict is judged by.'),
    prices: prices.default({}).describe('What platforms bill, by a name of yours; policies name them.'),
    publish: publish.exactOptional().describe('Not supported yet: rows and logs never leave this machine.'),
  })
  .superRefine((value, context) => {
    for (const problem of crossProblems(value)) context.addIssue({ code: 'custom', ...problem })
  })
  .meta({ title: 'etl-compare.yml' })
