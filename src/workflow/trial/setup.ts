import type { Input } from '../../inputs/resolve.ts'
import type { Measuring } from '../../machine/measuring.ts'
import type { Meter } from '../../machine/verification.ts'
import type { RunRecord } from '../../model/record/schema.ts'
import type { PlannedComparison } from '../../plan/plan.ts'
import type { LakeAccess } from '../../tables/readers/lake/lakes.ts'
import type { PreparedEngine } from '../engine/engine.ts'
import type { Pacer } from '../plan/pacer.ts'
import type { ReadyQueries } from './read-queries.ts'
import type { ReadyService } from './service.ts'

/** What all comparisons of a run share. */
export interface RunSetup {
  /** Path of the configuration, as the user named it. */
  config: string
  keepOutputs: boolean
  /** Whether `doctor` has found a meter right here. */
  isVerified(meter: Meter): boolean
  /** Whether images are removed and pulled again before each trial. */
  isCold: boolean
  cpus: number[]
  measuring: Measuring
  commit: string | null
  event: RunRecord['event']
  pacer: Pacer
}

/** A comparison that is ready: its input is here, its engines are set up. */
export interface ReadyComparison {
  /** Id of the run record to be. */
  id: string
  plan: PlannedComparison
  input: Input
  engines: PreparedEngine[]
  /** Folder of its results. */
  results: string
  /** What it takes to reach tables that engines write to lakehouses. */
  lakes: LakeAccess
  /** Queries on what engines wrote; null where the job has none, or nothing is measured. */
  queries: ReadyQueries | null
  /** What its service is asked; null of a job that has none. */
  service: ReadyService | null
}

/** Which trial of a comparison this is. */
export interface TrialPlace {
  ready: ReadyComparison
  setup: RunSetup
  engine: PreparedEngine
  block: number
  /** Position in the comparison, from 1. */
  order: number
  /** Which of its engine's trials, from 1. */
  number: number
  folder: string
}
