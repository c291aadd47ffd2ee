import type { Input } from '../../inputs/resolve.ts'
import type { Limits } from '../../model/config/model.ts'
import type { Measures } from '../../model/measures/combine.ts'
import { fillTemplate, type TemplateValues } from '../../plan/template.ts'
import type { Daemon } from '../../runners/docker/connect.ts'
import { INSIDE, inputInside } from '../../runners/docker/container-paths.ts'
import { runContainer } from '../../runners/docker/runner.ts'
import { runPlainly } from '../../runners/process/plain.ts'
import { runProcess } from '../../runners/process/runner.ts'
import { stepEnding } from '../../trial/outcome.ts'
import type { StepRun } from '../../trial/step-run.ts'
import type { ContainerHome, ProcessHome } from '../engine/engine.ts'

/** What the job contract gives to every step of a trial, wherever it runs. */
export interface Contract {
  input: Input
  /** Folder that the engine's tables go to. */
  output: string
  partition: string
  job: string
  size: string
  runId: string
  limits: Limits
  /** Cores that the trial is confined to. */
  cpus: number[]
}

/** Files that a trial's output and stages are appended to. */
export interface TrialFiles {
  log: string
  stages: string
}

/** What executes steps: this machine's Python for processes, a daemon for containers. */
export interface Executors {
  python: string
  daemon: Daemon | null
}

/**
 * Runs one command of an engine where the engine lives.
 *
 * @param pull what bringing its image here cost this trial
 */
export function execute(
  home: ProcessHome | ContainerHome,
  command: readonly string[],
  contract: Contract,
  files: TrialFiles,
  { python, daemon }: Executors,
  pull: Measures,
  signal: AbortSignal,
): Promise<StepRun> {
  const { cpus } = contract
  const memoryBytes = contract.limits.memoryBytes ?? null
  if (home.runner === 'process') {
    const { argv, env } = callOf(command, contract, contract.input.path, contract.output)
    const processEnv = { ...home.env, ...env, ETL_STAGES: files.stages }
    return runProcess(python, { argv, cwd: home.cwd, env: processEnv, cpus, memoryBytes, ...files }, signal)
  }
  if (!daemon) throw new Error('A container is to run, but no daemon was connected.')
  const input = inputInside(contract.input)
  const { argv, env } = callOf(command, contract, input.path, INSIDE.output)
  return runContainer(
    daemon,
    {
      inside: home.inside,
      argv,
      env: { ...home.env, ...env, ETL_STAGES: INSIDE.stages },
      mounts: [{ source: input.source, target: input.target, readOnly: true }, ...home.mounts],
      output: contract.output,
      network: home.place.network,
      readOnlyRoot: home.place.readOnlyRoot,
      cpus,
      memoryBytes,
      ...files,
      pull,
    },
    signal,
  )
}

/**
 * Runs `setup:` or `teardown:`, unmeasured, where the engine lives. A process may leave services running for the
 * engine to use.
 *
 * @returns what went wrong, if anything did
 */
export async function executeHook(
  home: ProcessHome | ContainerHome,
  command: readonly string[],
  contract: Contract,
  files: TrialFiles,
  executors: Executors,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (home.runner === 'process') {
    const { argv, env } = callOf(command, contract, contract.input.path, contract.output)
    return runPlainly(argv, { cwd: home.cwd, env: { ...home.env, ...env }, log: files.log, signal })
  }
  const run = await execute(home, command, contract, files, executors, {}, signal)
  if (run.stopped) return `${command[0]} was ended: it took longer than timeout: allows`
  const { outcome, reason } = stepEnding(run, { memoryBytes: null, timeoutSeconds: 0 }, [])
  return outcome === 'ok' ? undefined : `${command[0]} ${reason}`
}

/** The job contract as arguments and as environment, with the paths as the engine sees them. */
function callOf(command: readonly string[], contract: Contract, input: string, output: string) {
  const { partition, job, size, runId, limits, cpus } = contract
  const values: TemplateValues = { input, output, partition, job, size }
  return {
    argv: command.map((argument) => fillTemplate(argument, values)),
    env: {
      ETL_INPUT: input,
      ETL_OUTPUT: output,
      ETL_PARTITION: partition,
      ETL_JOB: job,
      ETL_SIZE: size,
      ETL_RUN_ID: runId,
      ETL_CPUS: String(cpus.length),
      ...(limits.memoryBytes !== undefined && { ETL_MEMORY: String(limits.memoryBytes) }),
    },
  }
}
