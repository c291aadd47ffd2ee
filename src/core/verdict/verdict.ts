import type { Subject } from '../evidence/assemble.ts'
import type { Frame } from '../evidence/comparison.ts'
import type { Interval } from '../statistics/confidence-sequence.ts'

/** What is concluded about one candidate. */
export interface Verdict {
  subject: Subject
  /** Last UTC day whose evidence counts. */
  asOf: string
  decision: 'retire' | 'keep' | 'measuring'
  /** What `keep` rests on: only `evidence` speaks for the baseline. Null unless decided. */
  basis: 'evidence' | 'undecided' | 'fix-candidate' | null
  /** The whole verdict in one or two plain sentences. */
  sentence: string
  gates: Gate[]
  epoch: EpochFacts | null
  speed: SpeedFacts | null
  /** Measured days that are still needed; null where decided, or nothing was measured. */
  daysNeeded: DaysNeeded | null
  factors: Factor[]
  /** What to do next, most important first. */
  nextSteps: string[]
}

/** What a verdict's words are made of. */
export type VerdictFacts = Omit<Verdict, 'sentence' | 'nextSteps' | 'factors'>

export type GateName = 'parity' | 'window' | 'failures' | 'speed' | 'cost' | 'capacity'
export type GateState = 'pass' | 'fail' | 'not yet'

export interface Gate {
  name: GateName
  state: GateState
  /** Whether the verdict depends on it; the others are shown. */
  deciding: boolean
  /** What was seen, in words. */
  evidence: string
  /** What would make it pass; null where nothing is missing. */
  missing: string | null
  /** What an open gate waits for: more measured days, or somebody's work. */
  awaits?: 'days' | 'work'
  /** Of parity: what somebody answers for. */
  waived?: string
}

/** The pair of codes that is judged. */
export interface EpochFacts {
  /** Number by first appearance, from 1. */
  number: number
  firstDay: string
  lastDay: string
  /** Distinct UTC days with comparisons, ascending. */
  days: string[]
  comparisons: number
  /** In force since its first record: the clock that is judged, candidates, α, days averaged. */
  frame: Frame
  /** α shared among candidates and epochs. */
  level: number
}

/** What the candidate is held against, in its own unit: candidate/baseline, or seconds. */
export interface JudgedBound {
  what: 'ratio' | 'limit'
  asked: number
  /** Observations. */
  n: number
  /** Geometric mean; null where there is none. */
  value: number | null
  /** The interval that is judged; null where nothing is excluded, as before the fifth observation. */
  interval: Interval | null
  state: GateState
  /** All observations are equal: decided by their value, for want of a variance. */
  byValue: boolean
}

export interface SpeedFacts {
  bounds: JudgedBound[]
  n: number
  /** Standard deviation of ln(candidate/baseline); null below two observations. */
  s: number | null
  /** Null where it can't be had. */
  autocorrelation: number | null
  baselineSeconds: number | null
  candidateSeconds: number | null
  /** By class of machines, where there are several: shown beside the ratio, never judged. */
  strata: { hostClass: string; comparisons: number; ratio: number }[]
}

export interface DaysNeeded {
  least: number
  /** Null where it may never be decided. */
  most: number | null
  /** Days until the window is full, and what is not decided ends undecided. */
  left: number
}

/** One of the five of the decision framework, with the side that it favours. */
export interface Factor {
  name:
    | 'data volume'
    | 'processing frequency'
    | 'infrastructure'
    | 'team expertise'
    | 'performance requirements'
  favours: 'candidate' | 'baseline' | 'neither' | 'unknown'
  evidence: string
}
