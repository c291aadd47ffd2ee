import type { Block } from '../statistics/difference.ts'
import type { ParityState } from './parity.ts'

/** Which code of both sides was compared: behaviour hashes. Changed code begins a new epoch. */
export interface EpochId {
  baseline: string
  candidate: string
}

/** One side's trials of a comparison; those that never started, or were cancelled, count for nobody. */
export interface SideEvidence {
  trials: number
  failures: number
  /** Greatest anonymous and shared memory of its good trials; null where none was measured. */
  peakAnonBytes: number | null
}

/** What was in force when a record was made; an epoch keeps that of its first. */
export interface Frame {
  /** Candidates. */
  k: number
  alpha: number
  judged: 'total' | 'work'
  averageDays: 1 | 2 | 7
}

/**
 * One observation: baseline and candidate over the same piece of input, at one size, limits and epoch. Repeats of a
 * key are averaged into it.
 */
export interface Comparison {
  key: string
  /** When both sides were first there, and its UTC day. */
  when: string
  day: string
  /** When its newest record was made. */
  newest: string
  epoch: EpochId
  frame: Frame
  input: ComparedInput
  /** Class of the machines; null where they were mixed. */
  hostClass: string | null
  baseline: SideEvidence
  candidate: SideEvidence
  /** Milliseconds of the trials that ended well, a block each, by clock. */
  blocks: Record<Frame['judged'], Block[]>
  parity: ParityState
  /** Ids of its run records. */
  records: string[]
}

export interface ComparedInput {
  /** Null where the key stands for the input: then nobody saw its bytes. */
  sha256: string | null
  bytes: number
}

/**
 * Failures of one side alone say something about that side; of both, about the input or the machine. A side that
 * delivered nothing where the other delivered once has failed alone.
 */
export const failedAlone = (side: SideEvidence, other: SideEvidence): boolean =>
  side.failures > 0 && (other.failures === 0 || (!hasDelivered(side) && hasDelivered(other)))

const hasDelivered = ({ trials, failures }: SideEvidence): boolean => trials > failures
