import type { Input } from '../inputs/resolve.ts'
import type { Limits } from '../model/config/model.ts'
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
  limits: Limits
  /** Cores that the trial is confined to. */
  cpus: number[]
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

/** A command's arguments and the contract's part of its environment, with the paths as they are where it runs. */
export function callOf(
  command: readonly string[],
  contract: Contract,
  { input, output, stages }: { input: string; output: string; stages: string },
): { argv: string[]; env: Record<string, string> } {
  const { partition, job, size, runId, namespace, limits, cpus } = contract
  const values = { input, output, partition, job, size, namespace }
  return {
    argv: command.map((argument) => fillTemplate(argument, values)),
    env: {
      ETL_INPUT: input,
      ETL_OUTPUT: output,
      ETL_STAGES: stages,
      ETL_PARTITION: partition,
      ETL_JOB: job,
      ETL_SIZE: size,
      ETL_RUN_ID: runId,
      ETL_NAMESPACE: namespace,
      ETL_CPUS: String(cpus.length),
      ...(limits.memoryBytes !== undefined && { ETL_MEMORY: String(limits.memoryBytes) }),
    },
  }
}
