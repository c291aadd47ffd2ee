import { z } from 'zod'
import { catalog, catalogName } from './catalog-schema.ts'
import { crossProblems } from './cross-checks.ts'
import { stack } from './engine-schema.ts'
import { job } from './job-schema.ts'
import { kubernetes } from './kubernetes-schema.ts'
import { policy } from './policy.ts'
import { type Prices, prices } from './price.ts'
import { disk, memory, name } from './values.ts'

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
    disk: disk
      .exactOptional()
      .describe(
        'What an engine may have on disk at a time, output and temporary files, such as 20GiB. Default: no limit.',
      ),
    cache: z
      .enum(['warm', 'evicted'], 'must be warm or evicted')
      .exactOptional()
      .describe(
        "The input's files in the page cache before each trial: warm, or evicted, so that they are read from the disk. Default: warm.",
      ),
  })
  .meta({ id: 'limits', description: 'Resources of every engine.' })

const toLimits = ({ memory: memoryBytes, disk: diskBytes, cache, ...cores }: z.output<typeof limits>) => ({
  ...cores,
  ...(memoryBytes !== undefined && { memoryBytes }),
  ...(diskBytes !== undefined && { diskBytes }),
  ...(cache === 'evicted' && { cache }),
})

const publish = z
  .strictObject({
    rows: z
      .enum(['none', 'masked', 'full'], 'must be none, masked or full')
      .default('none')
      .describe(
        'Sample rows of tables that differ: none, masked (each letter as x, each digit as 9), or full. Default: none.',
      ),
    logs: z
      .enum(['none', 'failures'], 'must be none or failures')
      .default('none')
      .describe('Logs: none, or the beginning and end of those of trials that failed. Default: none.'),
  })
  .meta({ id: 'publish', description: 'What a report shows of rows and logs, which may hold data.' })

/** The configuration as a user writes it. */
export const configSchema = z
  .strictObject({
    version: z.literal(1, { error: 'must be 1' }).describe('Version of this file format: 1.'),
    stacks: z.record(name, stack).default({}).describe("Where engines' code runs."),
    catalogs: z
      .record(catalogName, catalog)
      .default({})
      .describe(
        'Iceberg catalogs, by the name that their tables have there: iceberg:<name>.<namespace>.<table>.',
      ),
    kubernetes: kubernetes.exactOptional(),
    limits: z
      .union([limits, z.array(limits).min(1)])
      .transform((given) => [given].flat().map(toLimits))
      .refine(
        (all) => new Set(all.map((each) => JSON.stringify(each))).size === all.length,
        'must not have an entry twice',
      )
      .default([{}])
      .describe('Resources of every engine. If this is a list, each entry is run.'),
    jobs: z
      .record(name, job, { error: 'must be a map of jobs' })
      .refine((jobs) => Object.keys(jobs).length > 0, 'must have at least one job')
      .default({})
      .describe(
        'The jobs to compare, by name. Each has an input, engines and output tables. May be left out where catalogs: is all that diff and fingerprint need.',
      ),
    policy: policy.default({}).describe('How the verdict is decided.'),
    prices: prices
      .default({})
      .describe('Prices of platforms, by any name. They come before those of the price book.'),
    publish: publish.prefault({}).describe('What a report shows of rows and logs. Default: nothing.'),
  })
  .meta({ title: 'etl-compare.yml', anyOf: [{ required: ['jobs'] }, { required: ['catalogs'] }] })

/** The same, with what is wrong between keys that are far apart, where the prices of a book and the day are known too. */
export const configWith = (book: Prices, today?: string) =>
  configSchema.superRefine((value, context) => {
    for (const problem of crossProblems(value, book, today)) context.addIssue({ code: 'custom', ...problem })
  })
