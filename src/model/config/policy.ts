import { z } from 'zod'
import type { Clock } from '../measures/clock.ts'
import { TESTED } from './defaults.ts'
import { platform, withPrices } from './platforms.ts'
import { currency, type Prices } from './price.ts'
import { bytes, latency, text } from './values.ts'

const waiver = z
  .strictObject({
    table: z.string().describe('Table that the difference is in.'),
    column: z.string().exactOptional().describe('Its column. Default: any.'),
    partitions: z.array(z.string()).exactOptional().describe('Partitions to which it applies. Default: all.'),
    owner: text('who is responsible for it').describe('Who is responsible for it.'),
    reason: text('why it is accepted').describe('Why it is accepted; shown with the verdict.'),
    expires: z.iso.date('must be a date such as 2026-12-31').describe('Last day on which it applies.'),
  })
  .meta({ id: 'waiver', description: 'A difference that is accepted for a limited time.' })

const margin = z.number('must be a ratio such as 1.0').gt(0, 'must be above 0')

const window = z.strictObject({
  days: z.int().min(1).default(14).describe('UTC days with comparisons that a verdict needs. Default: 14.'),
  most: z.int().min(1).default(28).describe('Such days after which the verdict is due. Default: 28.'),
  within: z
    .int()
    .min(1)
    .default(42)
    .describe("Calendar days from the epoch's first within which these days must be. Default: 42."),
})

export const policy = z
  .strictObject({
    alpha: z
      .number('must be a number such as 0.05')
      .min(0.000001, 'must be from 0.000001 to 0.5')
      .max(0.5, 'must be from 0.000001 to 0.5')
      .exactOptional()
      .describe('Risk of a wrong verdict on speed, over all looks. Default: 0.05.'),
    judged: z
      .enum(['total', 'work'])
      .exactOptional()
      .describe('The judged clock: total includes start-up, work does not. Default: total.'),
    averageDays: z
      .literal([1, 2, 7], 'must be 1, 2 or 7')
      .exactOptional()
      .describe('Days whose comparisons are averaged into one observation. Default: 1.'),
    margins: z
      .strictObject({
        total: margin.exactOptional().describe('For total time, which includes start-up.'),
        work: margin.exactOptional().describe('For work time, without start-up.'),
        p95: margin.exactOptional().describe('For the p95 latency of services.'),
        cost: margin.exactOptional().describe('For the bills. Without it, cost does not decide.'),
      })
      .exactOptional()
      .describe('Highest candidate/baseline that passes, by measure: { total: 1.0 } is «not slower».'),
    limitMinutes: z
      .number()
      .gt(0)
      .nullable()
      .exactOptional()
      .describe('The candidate must finish within this many minutes. Default: none.'),
    limitP95: latency
      .pipe(z.number().gt(0, 'must be above 0'))
      .nullable()
      .exactOptional()
      .describe('The p95 latency of a service must be at most this, such as 200ms. Default: none.'),
    maxFailures: z
      .int()
      .min(0)
      .exactOptional()
      .describe('Allowed failures of the candidate alone in the last 14 measured days. Default: 0.'),
    maxUnpaired: z
      .number('must be a share such as 0.1')
      .min(0, 'must be from 0 to 1')
      .max(1, 'must be from 0 to 1')
      .exactOptional()
      .describe('Share of partitions that the baseline may have run without the candidate. Default: 0.1.'),
    minInputs: z
      .int()
      .min(1)
      .exactOptional()
      .describe('Different inputs on which the outputs must be equal. Default: 5.'),
    window: window.exactOptional().describe('How long to measure before deciding.'),
    waivers: z.array(waiver).exactOptional().describe('Differences that are accepted for a limited time.'),
  })
  .meta({ id: 'policy', description: 'How the verdict is decided.' })

const judge = z.strictObject({
  size: z.string().exactOptional().describe('Default: the largest that both sides ran at.'),
  limits: z.string().exactOptional().describe('Default: the first that was measured, else the newest.'),
})

const migration = z
  .strictObject({
    days: z.number().gt(0).max(100_000).describe('Work that it takes, in person-days.'),
    perDay: z.number().gt(0).max(1_000_000).describe('Cost of a person-day.'),
    daysTo: z
      .record(z.string(), z.number().gt(0).max(100_000))
      .default({})
      .describe('Work to move to one engine, where it is another: { spark_local: 1 }, by engine.'),
    currency,
  })
  .meta({ id: 'migration', description: 'What the migration to a candidate costs, for the break-even.' })

export const jobPolicy = policy
  .extend({
    judge: judge.exactOptional().describe('Which size and limits the verdict is about.'),
    volume: bytes
      .pipe(z.number().gt(0, 'must be above 0'))
      .exactOptional()
      .describe('Input of one production run, such as 3GB.'),
    growth: z
      .number()
      .gt(-1, 'must be above -1')
      .max(100, 'must be at most 100')
      .exactOptional()
      .describe('Yearly growth of the input: 0.3 is 30 %.'),
    runsPerDay: z
      .number()
      .gt(0)
      .max(86_400)
      .exactOptional()
      .describe('How often the job runs in production.'),
    migration: migration.exactOptional(),
    skills: z
      .record(z.string(), z.string())
      .exactOptional()
      .describe("The team's experience with each engine, in words."),
    platforms: z
      .record(z.string(), platform)
      .exactOptional()
      .describe('Where each engine runs in production, by engine.'),
  })
  .meta({ id: 'jobPolicy', description: 'How this job is judged. Its keys override those of policy:.' })

type StatedPolicy = z.output<typeof policy>
type JobPolicy = z.output<typeof jobPolicy>

const DEFAULTS: Required<Omit<JobPolicy, 'volume' | 'growth' | 'runsPerDay' | 'migration' | 'platforms'>> = {
  ...TESTED,
  margins: {},
  limitMinutes: null,
  limitP95: null,
  maxFailures: 0,
  maxUnpaired: 0.1,
  minInputs: 5,
  window: window.parse({}),
  waivers: [],
  judge: {},
  skills: {},
}

/** A job's policy: its own keys before the general ones, before the defaults. */
export function toPolicy(
  general: StatedPolicy = {},
  own: JobPolicy = {},
  known: Prices = {},
  kind: JobKind = 'batch',
) {
  const { volume, platforms = {}, ...all } = { ...DEFAULTS, ...general, ...own }
  const { judged, margins, limitMinutes, limitP95, ...policy } = all
  return {
    ...policy,
    ...speedOf({ judged, margins, limitMinutes, limitP95 }, kind),
    platforms: withPrices(platforms, known),
    ...(volume !== undefined && { volumeBytes: volume }),
  }
}

/** Whether a job's engines run to their end, or are services. */
type JobKind = 'batch' | 'service'

/** What speed is judged by. A general policy may have keys for both kinds of jobs. */
interface SpeedPolicy {
  judged: Clock
  margins: NonNullable<StatedPolicy['margins']>
  /** Of the judged clock; null where none is asked. */
  limitSeconds: number | null
}

function speedOf(
  {
    judged,
    margins,
    limitMinutes,
    limitP95,
  }: Pick<typeof DEFAULTS, 'judged' | 'margins' | 'limitMinutes' | 'limitP95'>,
  kind: JobKind,
): SpeedPolicy {
  const { p95, ...ofRuns } = margins
  if (kind === 'service')
    return { judged: 'p95', margins: p95 === undefined ? {} : { p95 }, limitSeconds: limitP95 }
  return { judged, margins: ofRuns, limitSeconds: limitMinutes === null ? null : 60 * limitMinutes }
}

/** What a verdict is judged by, with all defaults filled in; what has none and is not declared is absent. */
export type Policy = ReturnType<typeof toPolicy>
/** How long is measured before it is decided, in UTC days. */
export type Window = Policy['window']
/** A difference that somebody accepts for a while. */
export type Waiver = Policy['waivers'][number]
