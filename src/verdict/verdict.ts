import { z } from 'zod'
import { engineCheck } from '../checks/of-trials.ts'
import { frame } from '../model/record/schema.ts'
import { SIDES } from '../model/record/sides.ts'
import { limits } from '../model/record/trial-schema.ts'
import { elsewhereSchema } from './evidence/elsewhere.ts'
import { apart, conditionApart } from './evidence/machines.ts'
import { OUTCOMES } from './evidence/outcome.ts'
import { queryTimes } from './evidence/queries.ts'
import { subject } from './evidence/subject.ts'
import { forecast } from './forecast/forecast.ts'
import { wait } from './forms.ts'
import { BASES } from './gates/gate.ts'
import { GATES } from './gates/registry.ts'
import { measured } from './measured.ts'
import { carbon } from './money/carbon.ts'
import { money } from './money/money.ts'
import { total } from './money/total.ts'
import { move } from './move.ts'
import { sizeTimes } from './sizes.ts'
import { watch } from './watch.ts'

/** Version of the form of a verdict's JSON. */
export const VERDICT_VERSION = 2

export type GateName = keyof typeof GATES

const day = z.iso.date()

/** The pair of codes that is judged. */
const epoch = z.strictObject({
  /** Number by first appearance, from 1. */
  number: z.int().min(1),
  /** Whose code was another in the comparison before its first; empty in the first epoch. */
  changed: z.array(z.enum(SIDES)),
  /** Comparisons of other epochs. */
  others: z.int().min(0),
  firstDay: day,
  lastDay: day,
  /** Distinct UTC days with comparisons, ascending. */
  days: z.array(day),
  /** Those of them on which both sides delivered: only these say anything of both. */
  completeDays: z.array(day),
  /** What each of the days shows: the gravest of its comparisons, in the order of `days`. */
  outcomes: z.array(z.enum(OUTCOMES)),
  /** The newest comparisons in a row in which both sides failed, and the partition of the last; null where that one went well. */
  bothFailed: z.strictObject({ comparisons: z.int().min(1), partition: z.string() }).nullable(),
  /** UTC day of the newest run, repeats among them. */
  newestDay: day,
  comparisons: z.int().min(1),
  /** In force since the epoch's first record, and what the policy says now. */
  frame,
  policy: frame.omit({ k: true }),
  /** α shared among candidates and epochs. */
  level: z.number(),
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
})

/** What of the policy the factors weigh; null where it isn't declared. */
const declared = z.strictObject({
  growth: z.number().nullable(),
  runsPerDay: z.number().nullable(),
  nodes: z
    .strictObject({
      baseline: z.number(),
      candidate: z.number(),
      /** Sides whose single node is assumed, not declared. */
      assumed: z.array(z.enum(SIDES)),
    })
    .nullable(),
  skills: z.array(z.strictObject({ engine: z.string(), text: z.string() })),
})

/** Why there is no comparison. */
const noEvidence = z.discriminatedUnion('why', [
  z.strictObject({ why: z.literal('no-runs') }),
  z.strictObject({ why: z.literal('other-jobs'), jobs: z.array(z.string()) }),
  /** All runs were made for pull requests or on other branches. */
  z.strictObject({ why: z.literal('proposals') }),
  z.strictObject({
    why: z.literal('other-places'),
    places: z.array(z.strictObject({ size: z.string(), limits })),
  }),
  /** What the engine lacks, as it said in its newest run. */
  z.strictObject({ why: z.literal('unsupported'), engine: z.string(), lacking: z.string() }),
  z.strictObject({ why: z.literal('one-side'), missing: z.array(z.string()), runs: z.int() }),
  z.strictObject({
    why: z.literal('other-partitions'),
    baseline: z.array(z.string()),
    candidate: z.array(z.string()),
  }),
  z.strictObject({ why: z.literal('other-input') }),
])

const gates = z.strictObject(
  Object.fromEntries(Object.entries(GATES).map(([name, { schema }]) => [name, schema])) as {
    [Name in GateName]: (typeof GATES)[Name]['schema']
  },
)

/** What both a verdict and the lack of one say. */
const common = {
  subject,
  /** Last UTC day whose evidence counts. */
  asOf: day,
  elsewhere: z.array(elsewhereSchema),
}

/** What is concluded about one candidate on its comparisons. */
const judged = z.strictObject({
  ...common,
  decision: z.enum(['retire', 'keep', 'measuring']),
  /** What `keep` rests on: only `evidence` speaks for the baseline. Null unless kept. */
  basis: z.enum(BASES).nullable(),
  /** The gate that `keep` rests on; null unless kept. */
  decisive: z.enum(Object.keys(GATES) as GateName[]).nullable(),
  /** What stays of the baseline if the candidate replaces it: `retire` may mean to leave a cluster and keep Spark. */
  move,
  gates,
  money,
  carbon,
  forecast,
  epoch,
  /** Null where both sides always ran on machines of one class. */
  machines: apart.nullable(),
  /** What differs between the sides in how they ran. */
  conditions: z.array(conditionApart),
  /** Checks of both sides' tables, of the newest comparison that had any. */
  checks: z.array(engineCheck),
  /** Whether any run was measured on a machine that is known. */
  isMachineKnown: z.boolean(),
  /** Ascending; the judged size and all others that the same codes ran at. */
  sizes: z.array(sizeTimes),
  /** The job's queries on the tables of both sides; absent where it has none. */
  queries: z.array(queryTimes).optional(),
  /** Measured days that are still needed; null where decided. */
  daysNeeded: wait
    .extend({
      /** Days until the window is full, and what is not decided ends undecided. */
      left: z.int().min(0),
    })
    .nullable(),
  factors: z.array(factor),
  declared,
  /** What to watch after the switch; null unless the baseline can be retired. */
  watch: watch.nullable(),
})

/** The verdict where there is no comparison. */
const nothing = z.strictObject({ ...common, decision: z.literal('nothing'), noEvidence })

/** What is concluded of a subject. */
export const verdictSchema = z.union([judged, nothing])

/** In plain words. */
const words = { sentence: z.string() }

/** What `judge --json` prints: every verdict with its sentence, and what of the ledger was not counted. */
export const verdictsSchema = z.strictObject({
  version: z.literal(VERDICT_VERSION),
  verdicts: z.array(z.union([judged.extend(words), nothing.extend(words)])),
  /** What jobs save together in a month. */
  totals: z.array(total),
  /** When to use which: what was measured of each job at every size, at all limits and on all machines, smallest input first. */
  measured: z.array(measured),
  leftOut: z.array(z.strictObject({ path: z.string(), reason: z.string() })),
})

export type Verdicts = z.infer<typeof verdictsSchema>
export type Verdict = z.infer<typeof verdictSchema>
export type Judged = z.infer<typeof judged>
export type Nothing = z.infer<typeof nothing>
export type NoEvidence = Nothing['noEvidence']
export type Gates = Judged['gates']
export type Factor = Judged['factors'][number]

/** Those that were judged: of the others there is no comparison. */
export const judgedOnes = (verdicts: readonly Verdict[]): Judged[] =>
  verdicts.filter((verdict) => verdict.decision !== 'nothing')
