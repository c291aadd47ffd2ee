import { z } from 'zod'
import { limits } from '../../model/record/trial-schema.ts'
import { interval } from '../../verdict/forms.ts'
import { measured } from '../../verdict/measured.ts'
import { verdictSchema } from '../../verdict/verdict.ts'
import { day, engine, group, slug } from './shared.ts'

/** A calendar day of the judged epoch in a strip; what is to come follows the last measured day. */
export const cell = z.strictObject({
  day: day.nullable(),
  state: z.enum([
    /** Both sides delivered equal outputs, or nobody says they differ. */
    'counted',
    /** The candidate, and not the baseline, failed. */
    'failed',
    /** Outputs differ, undeclared. */
    'differs',
    /** Runs, but no comparison that counts: the baseline failed, or a side is missing. */
    'incomplete',
    /** Nothing ran. */
    'missing',
    /** Until the window is full. */
    'to-come',
  ]),
})

/** One candidate of a job in the overview. */
export const candidateRow = z.strictObject({
  engine,
  group,
  verdict: verdictSchema,
  /** Candidate/baseline by the judged clock, over the judged epoch; null before there is any time. */
  ratio: z
    .strictObject({
      value: z.number(),
      interval: interval.nullable(),
      /** Observations. */
      n: z.int().min(1),
      /** Whether a gate that failed, or differing data, keeps the ratio from counting. */
      isVoid: z.boolean(),
    })
    .nullable(),
  strip: z.array(cell),
  /** Position in the strip of the day on which the fewest days asked for are full; null if it is further away. */
  enough: z.int().nullable(),
})

/** One job in the overview, with what a page of its own says first. */
export const jobRow = z.strictObject({
  name: z.string(),
  slug,
  group,
  baseline: engine,
  size: z.string(),
  limits,
  /** How its trials ran: names of runners, sorted. */
  runners: z.array(z.string()),
  /** Bytes of the newest input; null if it was not seen. */
  inputBytes: z.number().nullable(),
  /** Those first that decide where the job stands, the quickest of them leading. */
  candidates: z.array(candidateRow),
  /** The typical distance between the baseline's own repeats in one comparison, slowest over quickest; null of single trials. */
  noise: z.number().nullable(),
  /** When to use which: what was measured at each size, limits and class of machines, the smallest input first. */
  measured: z.array(measured),
  /** Whether `simulate` made any of its runs: nothing of these was measured. */
  isSimulated: z.boolean(),
  /** Pieces of input that something ran on, and those that both sides ran on. */
  runs: z.int().min(0),
  comparisons: z.int().min(0),
  firstDay: day.nullable(),
  /** When the newest run was made, UTC. */
  newest: z.string().nullable(),
})

/** The first page: which jobs still need their baseline. */
export const overviewSchema = z.strictObject({
  /** Last UTC day whose evidence counts. */
  asOf: day,
  /** Ordered by group, then by name. */
  jobs: z.array(jobRow),
  /** Files of the ledger that could not be read. */
  leftOut: z.array(z.strictObject({ path: z.string(), reason: z.string() })),
  runs: z.int().min(0),
  comparisons: z.int().min(0),
  firstDay: day.nullable(),
  newest: z.string().nullable(),
  /** Version of the tool that judged. */
  tool: z.string(),
  /** Options that a command needs that goes on from here: `config`, `ledger`. */
  invocation: z.strictObject({ config: z.string().optional(), ledger: z.string().optional() }),
})

/** Where a candidate stands, in figures. */
export interface CandidateStanding extends Pick<CandidateRow, 'group' | 'verdict' | 'ratio'> {
  engine: Pick<CandidateRow['engine'], 'name'>
}

/** Where a job stands: what one can say of it by its verdicts alone. */
export interface JobStanding extends Pick<JobRow, 'name' | 'group'> {
  baseline: Pick<JobRow['baseline'], 'name'>
  candidates: readonly CandidateStanding[]
}

export type Overview = z.infer<typeof overviewSchema>
export type JobRow = z.infer<typeof jobRow>
export type CandidateRow = z.infer<typeof candidateRow>
export type Cell = z.infer<typeof cell>
