import type { Input } from '../inputs/resolve.ts'
import type { Limits } from '../model/config/model.ts'
import { fillTemplate } from '../plan/template.ts'

/** What the job contract gives to every step of a trial, wherever it runs. */
export interface Contract {
  input: Input
  /** Folder that the engine's tables go to. */
  output: string
  key: string
  job: string
  size: string
  runId: string
  limits: Limits
  /** Cores that the trial is confined to. */
  cpus: number[]
}

/** The paths of the contract as an engine sees them where it runs; `stages` is not for hooks. */
export interface SeenPaths {
  input: string
  output: string
  stages?: string
}

/** A command's arguments and the contract's part of its environment. */
export function callOf(
  command: readonly string[],
  contract: Contract,
  { input, output, stages }: SeenPaths,
): { argv: string[]; env: Record<string, string> } {
  const { key, job, size, runId, limits, cpus } = contract
  const values = { input, output, key, job, size }
  return {
    argv: command.map((argument) => fillTemplate(argument, values)),
    env: {
      ETL_INPUT: input,
      ETL_OUTPUT: output,
      ETL_KEY: key,
      ETL_JOB: job,
      ETL_SIZE: size,
      ETL_RUN_ID: runId,
      ETL_CPUS: String(cpus.length),
      ...(limits.memoryBytes !== undefined && { ETL_MEMORY: String(limits.memoryBytes) }),
      ...(stages !== undefined && { ETL_STAGES: stages }),
    },
  }
}
