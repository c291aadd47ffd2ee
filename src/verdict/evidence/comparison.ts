import type { EngineCheck } from '../../checks/of-trials.ts'
import type { Billed } from '../../model/record/billed.ts'
import type { Deployment } from '../../model/record/deployment.ts'
import type { RunRecord } from '../../model/record/schema.ts'
import { SIDES, type Side } from '../../model/record/sides.ts'
import type { Block } from '../../statistics/difference.ts'
import type { ParityState } from './parity.ts'

/** Which code of both sides was compared: behaviour hashes. Changed code begins a new epoch. */
export interface EpochId {
  baseline: string
  candidate: string
}

/** The same for the same codes, and for no others. */
export const epochName = ({ baseline, candidate }: EpochId): string => `${baseline} ${candidate}`

/** One side's trials of a comparison; those that never started, or were cancelled, count for nobody. */
export interface SideEvidence {
  /** Whether each of them failed, oldest first. */
  failed: boolean[]
  /** Greatest anonymous and shared memory of its good trials; null where none was measured. */
  peakAnonBytes: number | null
  /** Classes of the machines that it ran on, sorted. */
  hostClasses: string[]
  conditions: Conditions
  /** Whether another platform did any of its work: then its times may be those of several nodes. */
  isElsewhere: boolean
  /** What ran its program, and where; of its good trials, if it has any. */
  deployment: Deployment
  /** Null where nobody is known to have disturbed any of its trials. */
  disturbed: Disturbed | null
  /** Checks of its tables, each the worst of its trials. */
  checks: EngineCheck[]
  /** Tables that it wrote and the configuration does not name, sorted. */
  undeclared: string[]
}

/** How a side's trials were run, each distinct value once, sorted. */
export type Conditions = Record<(typeof CONDITIONS)[number], string[]>

export const CONDITIONS = ['runner', 'memory limit', 'page cache'] as const

/** How others disturbed a side's trials. */
export interface Disturbed {
  /** Percent of its cores that others used, at the most; null where only other runs of the tool are known. */
  busyPercent: number | null
}

/** What was in force when a record was made; an epoch keeps that of its first. */
export type Frame = Pick<RunRecord, 'k' | 'alpha' | 'judged' | 'averageDays'>

/**
 * Baseline and candidate over the same piece of input, at one size, limits and epoch. Its times are those of one pair of
 * runs; repeats feed parity and failures.
 */
export interface Comparison {
  partition: string
  /** When both sides were first there, and its UTC day. */
  when: string
  day: string
  /** When its newest record was made. */
  newest: string
  /** When each side of the timed pair ran. */
  ran: Record<Side, string>
  epoch: EpochId
  frame: Frame
  /** When that was written down: later than it ran where a result was taken over. */
  framedAt: string
  input: ComparedInput
  baseline: SideEvidence
  candidate: SideEvidence
  /** Milliseconds of the timed pair's trials that ended well, a block each, by clock. */
  blocks: Record<Frame['judged'], Block[]>
  /** What the platform billed for each side's run of the timed pair; null where it told nothing. */
  billed: Record<Side, Billed | null>
  parity: ParityState
  /** Ids of its run records. */
  records: string[]
}

export interface ComparedInput {
  /** Null if the bytes of the input are unknown, and its partition identifies it. */
  sha256: string | null
  bytes: number
}

/** A side that has an output, whatever else failed. */
const hasDelivered = ({ failed }: SideEvidence): boolean => failed.includes(false)

/** Both outputs are there: only then there was something to compare. */
export const isComplete = ({ baseline, candidate }: Pick<Comparison, Side>): boolean =>
  hasDelivered(baseline) && hasDelivered(candidate)

/** Neither side delivered anything, though both ran: the cause is probably theirs together. */
export const neitherDelivered = (comparison: Pick<Comparison, Side>): boolean =>
  SIDES.every((side) => comparison[side].failed.length > 0 && !hasDelivered(comparison[side]))

/**
 * Failures of one side alone say something about that side; of both, about the input or the machine. A side that
 * delivered nothing where the other delivered once has failed alone.
 */
export const failedAlone = (side: SideEvidence, other: SideEvidence): boolean =>
  side.failed.includes(true) && (!other.failed.includes(true) || (!hasDelivered(side) && hasDelivered(other)))

/** The same of as many first trials a side as both have: whoever ran more often would fail more often. */
export function failedAloneAtFirst(side: SideEvidence, other: SideEvidence): boolean {
  const most = Math.min(side.failed.length, other.failed.length)
  const [a, b] = [side, other].map((each) => ({ ...each, failed: each.failed.slice(0, most) }))
  return a !== undefined && b !== undefined && failedAlone(a, b)
}
