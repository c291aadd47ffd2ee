import type { Measurement } from '../measures/measure.ts'
import type { MeasureName } from '../measures/registry.ts'

/** One step of an engine, ready to be executed by a runner. */
export interface StepRequest {
  argv: string[]
  /** Folder the command starts in. */
  cwd: string
  /** The engine's whole environment. */
  env: Record<string, string>
  /** Cores it is confined to; empty: all. */
  cpus: number[]
  memoryBytes: number | null
  /** Files that the step's output and stages are appended to; both exist already. */
  log: string
  stages: string
}

/** What a runner saw of a step. */
export interface StepRun {
  /** Set when the command could not be started at all. */
  startError: string | null
  exitCode: number | null
  signal: number | null
  /** The tool ended it, because of its timeout or because the run was cancelled. */
  stopped: boolean
  /** Kills by the kernel for want of memory; null where nothing counts them. */
  oomKills: number | null
  /** Processes that outlived the command and had to be ended: what they wrote may be cut off. */
  leftoversEnded: number
  measures: Partial<Record<MeasureName, Measurement>>
  samples: Sample[]
  cgroup: 'v1' | 'v2' | 'none'
  /** True, or why the limits could not be enforced. */
  limitsEnforced: true | { value: null; reason: string }
}

/** Milliseconds since the step's start, anonymous and shared bytes, CPU-seconds so far. */
export type Sample = [ms: number, anonBytes: number, cpuSeconds: number]
