import { z } from 'zod'

/** Version of the form of a verdict's JSON. */
export const VERDICT_VERSION = 1

const state = z.enum(['pass', 'fail', 'not yet'])
const day = z.iso.date()

const subject = z.strictObject({
  job: z.string(),
  baseline: z.string(),
  candidate: z.string(),
  size: z.string(),
  limits: z.strictObject({ cpus: z.int().nullable(), memoryBytes: z.int().nullable() }),
})

const wait = z.strictObject({
  least: z.int().min(0),
  /** Null where it may never be decided, or nobody can tell. */
  most: z.int().min(0).nullable(),
})

const gate = z.strictObject({
  name: z.enum(['parity', 'window', 'failures', 'speed', 'cost', 'capacity']),
  state,
  /** Whether the verdict depends on it; the others are shown. */
  deciding: z.boolean(),
  /** What was seen, in words. */
  evidence: z.string(),
  /** What would make it pass; null where nothing is missing. */
  missing: z.string().nullable(),
  /** More measured days after which an open gate is decided; absent where it waits for somebody's work. */
  needs: wait.optional(),
  /** Of parity: what somebody answers for. */
  waived: z.string().optional(),
  /** Of parity: what may differ, as the tables' declarations say. */
  declared: z.array(z.string()).optional(),
})

const interval = z.strictObject({ lower: z.number(), upper: z.number() })

/** In force since the epoch's first record. */
const frame = z.strictObject({
  /** Candidates. */
  k: z.int().min(1),
  alpha: z.number(),
  judged: z.enum(['total', 'work']),
  averageDays: z.union([z.literal(1), z.literal(2), z.literal(7)]),
})

/** The pair of codes that is judged. */
const epoch = z.strictObject({
  /** Number by first appearance, from 1. */
  number: z.int().min(1),
  firstDay: day,
  lastDay: day,
  /** Distinct UTC days with comparisons, ascending. */
  days: z.array(day),
  /** Those of them on which both sides delivered: only these say anything of both. */
  completeDays: z.array(day),
  comparisons: z.int().min(1),
  /** What the policy asks for: days that a verdict needs, after which it must be decided, and in which they must lie. */
  window: z.strictObject({ days: z.int(), most: z.int(), within: z.int() }),
  /** Days that count for it: both sides delivered, since it began. */
  windowDays: z.int().min(0),
  frame,
  /** α shared among candidates and epochs. */
  level: z.number(),
})

/** What the candidate is held against, in its own unit: candidate/baseline, or seconds. */
const judgedBound = z.strictObject({
  what: z.enum(['ratio', 'limit']),
  asked: z.number(),
  /** Observations. */
  n: z.int().min(0),
  /** Geometric mean; null where there is none. */
  value: z.number().nullable(),
  /** The interval that is judged; null where nothing is excluded, as before the fifth observation. */
  interval: interval.nullable(),
  state,
  /** All observations are equal: decided by their value, for want of a variance. */
  byValue: z.boolean(),
  /** What it was decided to be on fewer observations, while it is open now; null where it never was. */
  before: z.strictObject({ n: z.int(), state: z.enum(['pass', 'fail']) }).nullable(),
})

const speed = z.strictObject({
  bounds: z.array(judgedBound),
  n: z.int().min(0),
  /** Standard deviation of ln(candidate/baseline); null below two observations. */
  s: z.number().nullable(),
  /** Null where it can't be had. */
  autocorrelation: z.number().nullable(),
  baselineSeconds: z.number().nullable(),
  candidateSeconds: z.number().nullable(),
  /** Candidate/baseline, whether it is asked or not; null where nothing is excluded. */
  ratio: z.strictObject({ value: z.number(), interval }).nullable(),
  /** Candidate/baseline of the single observations; null without one. */
  extremes: interval.nullable(),
  /** By class of machines, where there are several: shown beside the ratio, never judged. */
  strata: z.array(z.strictObject({ hostClass: z.string(), comparisons: z.int().min(1), ratio: z.number() })),
})

/** Where the two sides did not run on the same kind of machine. */
const machines = z.strictObject({
  /** Comparisons. */
  apart: z.int().min(1),
  baseline: z.array(z.string()),
  candidate: z.array(z.string()),
})

/** What both took at one size of input: geometric means over its comparisons. */
const sizeTimes = z.strictObject({
  /** Of input. */
  bytes: z.number(),
  baselineSeconds: z.number(),
  candidateSeconds: z.number(),
})

/** Bills of one run, and of the candidate over the baseline. */
const cost = z.strictObject({
  currency: z.string(),
  /** At the geometric mean of its times. */
  baseline: z.number(),
  /** At both ends of the interval of its time. */
  candidate: interval,
  ratio: interval,
})

/** One of the five of the decision framework, with the side that it favours. */
const factor = z.strictObject({
  name: z.enum([
    'data volume',
    'processing frequency',
    'infrastructure',
    'team expertise',
    'performance requirements',
  ]),
  favours: z.enum(['candidate', 'baseline', 'neither', 'unknown']),
  evidence: z.string(),
})

/** What is concluded about one candidate. */
const verdict = z.strictObject({
  subject,
  /** Last UTC day whose evidence counts. */
  asOf: day,
  decision: z.enum(['retire', 'keep', 'measuring']),
  /** What `keep` rests on: only `evidence` speaks for the baseline. Null unless decided. */
  basis: z.enum(['evidence', 'undecided', 'fix-candidate']).nullable(),
  /** The whole verdict in one or two plain sentences. */
  sentence: z.string(),
  gates: z.array(gate),
  epoch: epoch.nullable(),
  speed: speed.nullable(),
  /** Null where both sides always ran on machines of one class. */
  machines: machines.nullable(),
  /** Ascending; the judged size and all others that the same codes ran at. */
  sizes: z.array(sizeTimes),
  /** Null where no bill can be calculated: the gate says why. */
  cost: cost.nullable(),
  /** Measured days that are still needed; null where decided, or nothing was measured. */
  daysNeeded: wait
    .extend({
      /** Days until the window is full, and what is not decided ends undecided. */
      left: z.int().min(0),
    })
    .nullable(),
  factors: z.array(factor),
  /** What one must know to read the verdict rightly. */
  notes: z.array(z.string()),
  /** What to do next, most important first. */
  nextSteps: z.array(z.string()),
})

/** What `judge --json` prints: every verdict, and what of the ledger was not counted. */
export const verdictsSchema = z.strictObject({
  version: z.literal(VERDICT_VERSION),
  verdicts: z.array(verdict),
  leftOut: z.array(z.strictObject({ path: z.string(), reason: z.string() })),
})

export type Verdicts = z.infer<typeof verdictsSchema>
export type Verdict = z.infer<typeof verdict>
/** What a verdict's words are made of. */
export type VerdictFacts = Omit<Verdict, 'sentence' | 'nextSteps' | 'factors' | 'notes'>
export type Gate = z.infer<typeof gate>
export type GateName = Gate['name']
export type Wait = z.infer<typeof wait>
export type JudgedBound = z.infer<typeof judgedBound>
export type SpeedFacts = z.infer<typeof speed>
export type SizeTimes = z.infer<typeof sizeTimes>
export type CostFacts = z.infer<typeof cost>
export type Factor = z.infer<typeof factor>
