import type { Context } from '../context.ts'
import type { DiskWatch } from '../files/disk-usage.ts'
import type { Input } from '../inputs/resolve.ts'
import type { Finding } from '../machine/finding.ts'
import type { Meter } from '../machine/verification.ts'
import type { Config, Mount, Place, Step } from '../model/config/model.ts'
import type { StepRun } from '../trial/step-run.ts'
import type { Contract, TrialFiles } from './job-contract.ts'
import type { CheckedMeter } from './known-load.ts'

/**
 * Who executes steps: a folder here and a line of `registry.ts`. Every command reads what a runner says of itself; what it
 * does is loaded when it is asked for.
 */
export interface Runner {
  /** As `--runner`, records and behaviours name it. */
  readonly name: string
  /** What its engines run as: `processes`. */
  readonly plural: string
  /** Ends «Engine 'x' of job 'y' cannot run»: how it can't where it has no place for that, why, and the fix. */
  readonly unfit: string
  /** Whether its steps take this machine's cores and memory: only then its limits and its rest matter. */
  readonly isHere: boolean
  /** Whether a place names it itself: then it runs what is there, whatever `--runner` says. */
  readonly isNamed?: true
  /** Whether it can run what is at a place. */
  canRun(place: Place): boolean
  /** Whether it pulls what is at a place: that can be pulled again, and nobody sees the code in it. */
  pulls(place: Place): boolean
  /**
   * Brings here what all its steps of a run need.
   *
   * @throws UserError
   */
  prepare(steps: readonly Step[], around: Surroundings, context: Context): Promise<Ready>
  /** Finds what would stop `prepare` or its steps, and changes nothing. */
  check(probe: Probe, around: Surroundings): Promise<StepCheck>
  /** Whether it can hold steps to a limit of memory here, or why not. @throws UserError where it cannot work at all */
  confines(): Promise<StepRun['limitsEnforced']>
  /** Says whether it can work on this machine, and runs the known load under each of its meters. */
  examine(asked: Examination): Promise<CheckedMeter[]>
  /**
   * Removes what killed runs left behind.
   *
   * @returns what was removed, by kind and name
   */
  sweep(note: (text: string) => void): Promise<string[]>
}

/** What the steps of a run have in common. */
export interface Surroundings {
  /** Where the configuration's relative paths begin. */
  folder: string
  /** The environment that processes inherit. */
  env: NodeJS.ProcessEnv
}

/** One step of an engine of a job, by their names. */
export interface EngineStep {
  job: string
  engine: string
  step: Step
  /** Whether nothing of the engine runs before it that could bring what it needs. */
  isFirst: boolean
}

/** A runner that is ready for a run, by its steps. @throws UserError where something is missing that the step needs */
export type Ready = (step: EngineStep) => Promise<ReadyStep>

/** A step that can be run any number of times. */
export interface ReadyStep {
  step: Step
  /** Of the packages that its code uses, as far as they are known. */
  versions: Record<string, string>
  /** The image that it runs in; null where there is none. */
  image: StepImage | null
  /** What measures it. */
  meter: Meter
  /** @throws UserError where it would not see every file of the input */
  checkInput(input: Pick<Input, 'parts'>): Promise<void>
  /** Runs the step; aborting the signal ends it and keeps what was measured. */
  run(call: StepCall, signal: AbortSignal): Promise<StepRun>
  /**
   * Runs `setup:` or `teardown:`, unmeasured, where the step lives.
   *
   * @returns what went wrong, if anything did
   */
  hook(call: StepCall, signal: AbortSignal): Promise<string | undefined>
}

/** One command under the job contract. */
export interface StepCall {
  command: readonly string[]
  contract: Contract
  files: TrialFiles
  /** Where disk is limited: what the runner sees besides output and temporary files is added. */
  disk: DiskWatch | null
  /** Told the address that the command can be reached at, where it is a service. */
  onHost?: ((host: string) => void) | undefined
  /** What a runner that has another one run the command adds to it. */
  added?: Added
}

/** Mounts and network are a container's alone. */
export interface Added {
  env: Readonly<Record<string, string>>
  mounts: readonly Mount[]
  network?: string
}

export interface StepImage {
  name: string
  /** What names its bytes. */
  digest: string
  isBuilt: boolean
  /** What bringing it here cost this run; null where it was here. */
  pull: Pull | null
  /** Removes it with its layers and pulls it again: a start as on a machine that never had it. */
  pullAgain(signal: AbortSignal): Promise<Pull>
}

export interface Pull {
  milliseconds: number
  /** Downloaded, compressed. */
  bytes: number
}

/** Prints how one thing was found: a few words, or the UserError that a run would stop with; false for that. */
export type Probe = (title: string, look: () => Promise<string>) => Promise<boolean>

/** What a step needs was found, in a few words. @throws UserError */
export type StepCheck = (step: EngineStep) => Promise<string>

export interface Examination {
  /** Null where there is none, or it is wrong. */
  config: Config | null
  show(...findings: Finding[]): void
  context: Context
}
