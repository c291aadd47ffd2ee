import { z } from 'zod'
import { CLOCKS } from '../../model/measures/clock.ts'
import { SIDES } from '../../model/record/sides.ts'
import { limits, outcome } from '../../model/record/trial-schema.ts'
import { interval } from '../../verdict/forms.ts'
import { operationAtSize } from '../operations-by-size.ts'
import { codeChange } from './code-change.ts'
import { jobRow } from './overview.ts'
import { day, engine, slug } from './shared.ts'

/** How a candidate's interval closed in, look by look: what `judge --as-of` said of each day. */
const look = z.strictObject({
  day,
  /** Geometric mean of candidate/baseline. */
  value: z.number(),
  /** Null before the fifth observation. */
  interval: interval.nullable(),
  n: z.int().min(1),
})

/** Days on which one pair of codes ran. */
const epoch = z.strictObject({
  number: z.int().min(1),
  /** Whose code was another than in the comparison before its first. */
  changed: z.array(z.enum(SIDES)),
  /** How that code is another, as far as its trials say. */
  changes: z.array(codeChange),
  /** Columns, `table.column`, that differed in one of this epoch and the one before it, and not in the other; null of the first. */
  differs: z.strictObject({ noLonger: z.array(z.string()), newly: z.array(z.string()) }).nullable(),
  firstDay: day,
  isJudged: z.boolean(),
  /** Of its first and its newest 42 days; a look a week of those between. */
  looks: z.array(look),
})

/** One partition of one day, of one candidate. */
const point = z.strictObject({
  day,
  partition: z.string(),
  /** The page of its comparison. */
  comparison: slug,
  state: z.enum(['counted', 'failed', 'differs', 'incomplete']),
  /** Candidate/baseline; null where there is none. */
  ratio: z.number().nullable(),
  epoch: z.int().min(1),
  hostClass: z.string(),
})

const history = z.strictObject({
  engine,
  epochs: z.array(epoch),
  points: z.array(point),
})

/** One trial as a dot. Measures are null where they could not be measured. */
const dot = z.strictObject({
  day,
  engine,
  comparison: slug,
  outcome,
  totalMs: z.number().nullable(),
  /** Of services alone. */
  p95Ms: z.number().nullable().optional(),
  cpuSeconds: z.number().nullable(),
  peakAnonBytes: z.number().nullable(),
})

const dayEngine = z.strictObject({
  engine,
  /** Geometric mean of its good trials by the judged clock; null where none ended well. */
  seconds: z.number().nullable(),
  ratio: z.number().nullable(),
  /** The worst of its trials; null where it did not run. */
  outcome: outcome.nullable(),
})

/** One partition's row, newest first. */
const dayRow = z.strictObject({
  day,
  partition: z.string(),
  comparison: slug,
  engines: z.array(dayEngine),
  /** Of all candidates, the worst. */
  data: z.enum(['same', 'waived', 'differs', 'unknown', 'no-output']),
  /** What else ran, such as earlier code: no figure of the row is of it. */
  unjudged: z.strictObject({ isEarlier: z.boolean(), changed: z.array(z.string()) }).nullable(),
})

/** What an engine took and needed at one size. */
const sizePoint = z.strictObject({
  engine,
  size: z.string(),
  /** Bytes of input. */
  bytes: z.number(),
  /** Geometric mean of its trials, and the least and the most; null where no trial has a time. */
  seconds: z.strictObject({ value: z.number(), range: interval }).nullable(),
  /** The highest. */
  peakBytes: z.number().nullable(),
  trials: z.int().min(1),
})

/** What was measured at another size or other limits than the judged, and is not judged. */
const otherPlace = z.strictObject({
  size: z.string(),
  limits,
  /** Its comparisons, oldest first. */
  runs: z.array(z.strictObject({ day, comparison: slug })),
  /** Candidate/baseline by the judged clock, over runs with the same data; none of a candidate without a time. */
  ratios: z.array(z.strictObject({ engine, value: z.number() })),
})

/** A job's page: why it is concluded what is concluded. */
export const jobSchema = z.strictObject({
  ...jobRow.shape,
  asOf: day,
  /** By which clock. */
  judged: z.enum(CLOCKS),
  /** Candidate/baseline that passes; null where only a limit is asked. */
  margin: z.number().nullable(),
  histories: z.array(history),
  dots: z.array(dot),
  days: z.array(dayRow),
  sizes: z.array(sizePoint),
  /** Its operations at each size of input; none where it has none. */
  operations: z.array(operationAtSize),
  otherPlaces: z.array(otherPlace),
  /** What its pages may show of rows and logs. */
  publish: z.strictObject({ rows: z.enum(['none', 'masked', 'full']), logs: z.enum(['none', 'failures']) }),
  /** Classes of machines, the most trials first. */
  machines: z.array(z.strictObject({ hostClass: z.string(), trials: z.int().min(1) })),
})

export type JobPage = z.infer<typeof jobSchema>
export type Look = z.infer<typeof look>
export type EpochOfHistory = z.infer<typeof epoch>
export type HistoryPoint = z.infer<typeof point>
export type History = z.infer<typeof history>
export type Dot = z.infer<typeof dot>
export type DayRow = z.infer<typeof dayRow>
export type SizePoint = z.infer<typeof sizePoint>
