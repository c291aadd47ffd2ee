import type { z } from 'zod'
import type { engine } from './engine-schema.ts'
import type { job } from './job-schema.ts'
import { namesPlace, type Place, toPlace } from './place.ts'
import { toPolicy } from './policy.ts'
import type { Prices } from './price.ts'
import type { configSchema } from './schema.ts'
import { mapEntries } from './values.ts'

export type { Mount } from './engine-schema.ts'
export type { Place } from './place.ts'
export type { Tolerance } from './table-schema.ts'

/** The configuration as the rest of the tool sees it: the schema's output, with what jobs take from the whole. */
export type Config = ReturnType<typeof toConfig>
export type Job = Config['jobs'][string]
export type Engine = Job['engines'][string]
export type Table = Job['tables'][string]
export type Queries = NonNullable<Job['queries']>
export type Service = NonNullable<Job['service']>
export type Step = Engine['steps'][number]
/** What each engine gets. Absent means: not limited. */
export type Limits = Config['limits'][number] & {
  /** Where its tables go, of a job that runs on several stores. */
  storage?: string
  /** Of the clusters that its engines run on, of a job that has such. */
  workers?: number
}
/** What a report may show of rows and logs. */
export type Publish = Config['publish']

/** What nobody allowed is withheld. */
export const NOTHING_PUBLISHED: Publish = { rows: 'none', logs: 'none' }
/** Expected seconds, for a plan made before anything was measured here. */
export type Pace = NonNullable<Engine['pace']>

/** Gives what the schema has accepted its names, its stacks, and the general policy and prices. */
export function toConfig(
  {
    stacks: written,
    catalogs,
    kubernetes,
    limits,
    jobs,
    policy,
    prices,
    publish,
  }: z.output<typeof configSchema>,
  book: Prices,
) {
  const known = { ...book, ...prices }
  const stacks = mapEntries(written, (name, stack): Place => ({ ...stack, name }))
  return {
    stacks,
    catalogs,
    ...(kubernetes && { kubernetes }),
    limits,
    publish,
    jobs: mapEntries(jobs, (name, { env, queries, ...job }) => ({
      ...job,
      name,
      engines: mapEntries(job.engines, (engine, each) =>
        toEngine(engine, each, {
          job: name,
          env: { ...env, ...operationsEnv(job), ...serviceEnv(job) },
          stacks,
          kubernetes,
        }),
      ),
      ...(queries && {
        queries: {
          folder: queries.folder,
          engines: Object.entries(queries.engines).map(([engine, each]) =>
            toEngine(engine, each, { job: `${name}-query`, env: {}, stacks, kubernetes }),
          ),
        },
      }),
      tables: mapEntries(job.tables, (table, each) => ({ ...each, name: table })),
      policy: toPolicy(policy, job.policy, known, job.service ? 'service' : 'batch'),
    })),
  }
}

/** What engines are asked to do; a change of it makes them behave differently, as any variable does. */
const operationsEnv = ({ operations }: Pick<z.output<typeof job>, 'operations'>): Record<string, string> =>
  operations.length > 0 ? { ETL_OPERATIONS: operations.join(' ') } : {}

/** The load, for the same reason. */
const serviceEnv = ({ service }: Pick<z.output<typeof job>, 'service'>): Record<string, string> =>
  service ? { ETL_LOAD: `${service.perSecond}/s for ${service.seconds}s of ${service.requests}` } : {}

type OfJob = Pick<z.output<typeof job>, 'env'> & {
  job: string
  stacks: Record<string, Place>
  kubernetes: Place['kubernetes'] | undefined
}

function toEngine(name: string, written: z.output<typeof engine>, { job, env, stacks, kubernetes }: OfJob) {
  const { stack, image, build, network, mounts, run, command, env: ownEnv, steps, ...rest } = written
  const toStep = (step: NonNullable<typeof steps>[number]) => ({
    name: step.name,
    place: {
      ...toPlace(namesPlace(step) ? step : written, `${job}-${name}`, stacks),
      ...(kubernetes && { kubernetes }),
    },
    command: step.run ?? step.command ?? [],
    env: { ...env, ...ownEnv, ...step.env },
  })
  return { ...rest, name, steps: (steps ?? [{ ...written, name: 'main' }]).map(toStep) }
}
