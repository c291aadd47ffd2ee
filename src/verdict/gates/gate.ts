import { z } from 'zod'
import type { Job } from '../../model/config/model.ts'
import type { Policy } from '../../model/config/policy.ts'
import type { Side } from '../../model/record/sides.ts'
import type { Epoch } from '../epochs.ts'
import type { Frame } from '../evidence/comparison.ts'
import type { PlaceComparisons } from '../evidence/other-places.ts'
import type { SizedRun } from '../evidence/sized-runs.ts'
import type { Subject } from '../evidence/subject.ts'
import type { LoneFailure, Unpaired } from '../evidence/unpaired.ts'
import { state, wait } from '../forms.ts'
import type { Move } from '../move.ts'
import type { Speed } from '../speed/speed.ts'
import type { WindowDays } from '../window-days.ts'

/** What a failed gate may mean, the strongest first: a bug of the candidate and lack of time are no evidence. */
export const BASES = ['fix-candidate', 'evidence', 'undecided'] as const

/** What every gate says, besides its own figures. */
export const gateShape = {
  state,
  /** Whether the verdict depends on it; the others are shown. */
  deciding: z.boolean(),
  /** Measured days after which an open gate is decided; null where it is decided, and where no number of days closes it. */
  needs: wait.nullable(),
}

/** All that gates judge by. */
export interface Evidence {
  subject: Subject
  policy: Policy
  /** Whether tables that the configuration does not name are named. */
  undeclared: Job['undeclared']
  /** UTC day of the verdict. */
  asOf: string
  epoch: Epoch
  move: Move
  frame: Frame
  /** α', shared out. */
  level: number
  window: WindowDays
  speed: Speed
  /** Comparisons of the same codes at the job's other sizes, under the judged limits, oldest first. */
  otherSizes: PlaceComparisons[]
  unpaired: Unpaired
  loneFailures: LoneFailure[]
  /** Ids of records in which the candidate hung. */
  hung: ReadonlySet<string>
  /** The same at other limits, by size and limits: told by the code's hash without them. */
  otherLimits: PlaceComparisons[]
  /** All limits that the configuration names, the judged among them; empty where there is none. */
  declaredLimits: Subject['limits'][]
  /** Trials of both judged codes at any size, at the judged limits. */
  runs: Record<Side, SizedRun[]>
  /** The same at the judged size, at any limits, the judged among them. */
  runsAtLimits: Record<Side, SizedRun[]>
  /** The same at any size and limits. */
  runsAnywhere: Record<Side, SizedRun[]>
}

/** One gate of a verdict: its name, when it decides, and what it makes of the evidence. */
export interface Gate<Schema extends z.ZodObject> {
  schema: Schema
  /** What it means where it fails. */
  basis: (typeof BASES)[number]
  isDeciding(policy: Policy, found: Omit<z.infer<Schema>, 'deciding'>): boolean
  judge(evidence: Evidence): Omit<z.infer<Schema>, 'deciding'>
}
