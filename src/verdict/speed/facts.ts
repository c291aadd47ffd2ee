import { z } from 'zod'
import { interval, state } from '../forms.ts'

const count = z.int().min(0)

/** What the candidate is held against, in its own unit: candidate/baseline, or seconds. */
export const judgedBound = z.strictObject({
  what: z.enum(['ratio', 'limit']),
  asked: z.number(),
  /** Observations. */
  n: count,
  /** Geometric mean; null where there is none. */
  value: z.number().nullable(),
  /** The interval that is judged; null where nothing is excluded, as before the fifth observation. */
  interval: interval.nullable(),
  state,
  /** All observations are equal: decided by their value, since there is no variance. */
  byValue: z.boolean(),
  /** What it was decided to be on fewer observations, while it is open now; null where it never was. */
  before: z.strictObject({ n: count, state: z.enum(['pass', 'fail']) }).nullable(),
})

/** Observations on machines of one class. */
const hostClass = z.strictObject({
  hostClass: z.string(),
  observations: count,
  /** Geometric mean of candidate/baseline. */
  ratio: z.number(),
})

/** The figures of speed, by the judged clock. */
export const speedFacts = z.strictObject({
  bounds: z.array(judgedBound),
  n: count,
  /** Standard deviation of ln(candidate/baseline); null below two observations. */
  s: z.number().nullable(),
  /** Null where it can't be had. */
  autocorrelation: z.number().nullable(),
  /** Geometric means. */
  baselineSeconds: z.number().nullable(),
  candidateSeconds: z.number().nullable(),
  /** Candidate/baseline, whether it is asked or not; null where nothing is excluded. */
  ratio: z.strictObject({ value: z.number(), interval }).nullable(),
  /** Candidate/baseline of the single observations; null without one. */
  extremes: interval.nullable(),
  /** Candidate/baseline of single trials over the same input: the quickest over the slowest, the slowest over the quickest. */
  trials: interval.nullable(),
  /** The observations of candidate/baseline, oldest first. */
  series: z.array(
    z.strictObject({ partition: z.string(), day: z.iso.date(), ratio: z.number(), hostClass: z.string() }),
  ),
  /** Comparisons that have a ratio, observations or not, and their geometric mean; null without one. */
  every: z.strictObject({ comparisons: count, ratio: z.number() }).nullable(),
  /** By class of machines, the most observations first. */
  classes: z.array(hostClass),
  /**
   * Comparisons without a time that counts, by why; of all. Failed: the candidate. Both: neither delivered. Unlike: work has the start-up in it on one side only.
   * Baseline: it delivered, and has no time.
   */
  without: z.strictObject({
    failed: count,
    both: count,
    apart: count,
    unlike: count,
    unmeasured: count,
    baseline: count,
    of: count,
  }),
  /** UTC days on which each side ran. */
  days: z.strictObject({ baseline: count, candidate: count }),
  /** Comparisons whose sides ran more than 12 hours apart, and the most hours; null where none did. */
  apart: z.strictObject({ comparisons: count, hours: z.number() }).nullable(),
  /** Comparisons in which others used the machine, and the most percent of the cores; null where none is known. */
  disturbed: z.strictObject({ comparisons: count, busyPercent: z.number().nullable() }).nullable(),
  /** Units in which clocks seem to count, in milliseconds, 0 where they are finer; and by how much ln(ratio) is widened. */
  clocks: z.strictObject({ baselineMs: z.number(), candidateMs: z.number(), widening: z.number() }),
})

export type JudgedBound = z.infer<typeof judgedBound>
export type SpeedFacts = z.infer<typeof speedFacts>
