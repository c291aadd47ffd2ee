import type { Input } from '../inputs/resolve.ts'
import { inputPlaceholder, inputVariable } from '../model/config/job-input.ts'
import type { Limits, Step } from '../model/config/model.ts'
import { fillTemplate } from '../plan/template.ts'

/** What the job contract gives to every step of a trial, wherever it runs. */
export interface Contract {
  input: Input
  /** Folder that the engine's tables go to. */
  output: string
  /** Folder for temporary files, where disk is limited; null: the engine's usual one. */
  temp: string | null
  partition: string
  job: string
  size: string
  runId: string
  /** Of the trial's own, in a catalog: its tables go there. */
  namespace: string
  /** Settings of the catalogs that the job writes to, by name, as PyIceberg takes them. They may hold passwords. */
  catalogs: Readonly<Record<string, Readonly<Record<string, string>>>>
  limits: Limits
  /** Cores that the trial is confined to. */
  cpus: number[]
  /** That a service is to listen on; absent of any other job. */
  port?: number
}

/** Files that a trial's output and stages are appended to; both exist already. */
export interface TrialFiles {
  log: string
  stages: string
}

/** A command line, what it is confined to, and its files. */
export interface ConfinedCommand extends TrialFiles {
  argv: string[]
  /** Cores; empty: all. */
  cpus: number[]
  memoryBytes: number | null
}

/** The paths of a call as they are where it runs. */
interface CallPlaces {
  inputs: readonly { name: string | null; path: string }[]
  output: string
  stages: string
  /** Address that a service is to listen on. */
  host?: string
}

/** Nobody but this machine reaches what listens there. */
export const LOOPBACK = '127.0.0.1'

/** A command's arguments, and what the contract adds to or fills in the environment of its step. */
export function callOf(
  command: readonly string[],
  { env: own }: Pick<Step, 'env'>,
  contract: Contract,
  { inputs, output, stages, host = LOOPBACK }: CallPlaces,
): { argv: string[]; env: Record<string, string> } {
  const { partition, job, size, runId, namespace, catalogs, limits, cpus, port } = contract
  const paths = Object.fromEntries(inputs.map(({ name, path }) => [inputPlaceholder(name), path]))
  const { storage } = limits
  const listening = port === undefined ? {} : { host, port: String(port) }
  const values = {
    ...paths,
    ...listening,
    output,
    partition,
    job,
    size,
    namespace,
    ...(storage && { storage }),
  }
  return {
    argv: command.map((argument) => fillTemplate(argument, values)),
    env: {
      ...namingInputs(own, paths),
      ...Object.fromEntries(inputs.map(({ name, path }) => [inputVariable(name), path])),
      ETL_OUTPUT: output,
      ETL_STAGES: stages,
      ETL_PARTITION: partition,
      ETL_JOB: job,
      ETL_SIZE: size,
      ETL_RUN_ID: runId,
      ETL_NAMESPACE: namespace,
      ...(Object.keys(catalogs).length > 0 && { ETL_CATALOGS: JSON.stringify(catalogs) }),
      ...(port !== undefined && { HOST: host, PORT: String(port) }),
      ETL_CPUS: String(cpus.length),
      ...(storage !== undefined && { ETL_STORAGE: storage }),
      ...(limits.memoryBytes !== undefined && { ETL_MEMORY: String(limits.memoryBytes) }),
    },
  }
}

/** Variables that name one of several inputs, with its path. Nothing else is filled in them. */
function namingInputs(env: Readonly<Record<string, string>>, paths: Record<string, string>) {
  const { input: _, ...named } = paths
  const filled = Object.entries(env).map(
    ([name, value]) => [name, value, fillTemplate(value, named)] as const,
  )
  return Object.fromEntries(
    filled.flatMap(([name, before, value]) => (value === before ? [] : [[name, value]])),
  )
}
