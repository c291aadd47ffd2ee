import type { Input } from '../../adapters/input/resolve.ts'
import type { Measuring } from '../../adapters/machine/measuring.ts'
import type { Meter } from '../../core/doctor/known-load.ts'
import type { PlannedComparison } from '../../core/plan/plan.ts'
import type { RunRecord } from '../../core/record/schema.ts'
import type { PreparedEngine } from './engine.ts'
import type { Executors } from './execute.ts'
import type { Pacer } from './pacer.ts'

/** What all comparisons of a run share. */
export interface RunSetup {
  out: string
  keepOutputs: boolean
  executors: Executors
  /** Meters that `doctor` has found right here. */
  verified: ReadonlySet<Meter>
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
}
