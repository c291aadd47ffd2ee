import { z } from 'zod'
import { engineCheck } from '../../checks/of-trials.ts'
import { CLOCKS } from '../../model/measures/clock.ts'
import { MEASURES, type MeasureName } from '../../model/measures/registry.ts'
import { queryShape, recordShape } from '../../model/record/schema.ts'
import { limits, trialShape } from '../../model/record/trial-schema.ts'
import { declarationUse, difference, notCompared } from '../../verdict/evidence/difference.ts'
import { clusterRow } from '../clusters.ts'
import { maintenanceTask } from '../maintenance.ts'
import { operationRow } from '../operations.ts'
import { serviceRow } from '../service.ts'
import { setup } from './setup.ts'
import { day, engine, slug } from './shared.ts'
import { log, rows } from './withheld.ts'

const { outcome, reason, runner, host, cache, limitsEnforced, meter } = trialShape.shape
const milliseconds = z.number().nullable()

/** One trial as a bar in the order in which they ran. */
const trial = z.strictObject({
  /** From 1, over all records of the comparison. */
  order: z.int().min(1),
  engine,
  /** Whether the page's figures are of it: not where it ran other code than the judged. */
  isJudged: z.boolean(),
  block: z.int().min(1),
  warmup: z.boolean(),
  cache,
  outcome,
  reason,
  runner,
  meter,
  limitsEnforced,
  totalMs: milliseconds,
  pullMs: milliseconds,
  startMs: milliseconds,
  initMs: milliseconds,
  workMs: milliseconds,
  /** As the engine reported them, in order. */
  stages: z.array(z.strictObject({ name: z.string(), seconds: z.number() })),
  /** Work outside any stage; null where no stage was reported, or the work is not known. */
  restMs: milliseconds,
  cpuSeconds: z.number().nullable(),
  peakAnonBytes: z.number().nullable(),
  versions: z.record(z.string(), z.string()),
  /** What the engine said it was configured with; null where it said nothing. */
  settings: z.record(z.string(), z.string()).nullable(),
  imageDigests: z.array(z.string()),
  behaviour: z.string(),
  host,
  /** How others disturbed it; null where nobody is known to have. */
  disturbance: z
    .strictObject({
      /** Percent of its cores that others used; null where that was little, or is unknown. */
      busyPercent: z.number().nullable(),
      /** Whether that was seen while it ran, or only before. */
      seen: z.enum(['during', 'before']),
      /** Other runs of the tool that measured on its machine. */
      otherRuns: z.int().min(0),
    })
    .nullable(),
  /** Null of one that ended well. */
  log: log.nullable(),
  /** Memory and CPU over its time, where its samples lie beside the record. */
  samples: z
    .array(
      z.strictObject({ ms: z.number(), memoryBytes: z.number().nullable(), cores: z.number().nullable() }),
    )
    .nullable(),
})

/** A row of the table: each engine's figure and its ratio to the baseline, or why there is none. */
const row = z.strictObject({
  measure: z.enum(Object.keys(MEASURES) as MeasureName[]),
  figures: z.array(
    z.strictObject({
      engine,
      value: z.number().nullable(),
      ratio: z.number().nullable(),
      reason: z.string().nullable(),
    }),
  ),
  winners: z.array(z.string()),
  isWithinNoise: z.boolean(),
  /** Candidates that are not shown to differ from the baseline. */
  even: z.array(z.string()),
  /** Engines whose memory is what a heap was allowed, or may be: then nobody wins by it. */
  heaps: z.array(z.strictObject({ engine: z.string(), isKnown: z.boolean() })),
})

/** As the gate of parity takes it, so that no page can say another thing than the verdict. */
const candidateParity = z.strictObject({
  engine,
  state: z.enum(['pass', 'waived', 'fail', 'unknown', 'no-output']),
  differences: z.array(difference),
  /** Why nobody knows, or there was nothing to compare; null otherwise. */
  reason: notCompared.nullable(),
  /** The declarations that equal outputs took. */
  declared: z.array(declarationUse),
  waivers: z.array(z.strictObject({ owner: z.string(), reason: z.string(), expires: z.string() })),
})

/** One query on the tables of one engine, by each query engine. */
const queryRow = z.strictObject({
  ...queryShape.pick({ name: true, engine: true }).shape,
  cells: z.array(
    queryShape.pick({ by: true, coldSeconds: true, warmSeconds: true, outcome: true, detail: true }),
  ),
})

/** The page of one piece of input: what happened. */
export const comparisonSchema = z.strictObject({
  job: z.string(),
  jobSlug: slug,
  slug,
  size: z.string(),
  limits,
  /** Whether its job ran at other sizes or limits too. */
  isOneOfSeveral: z.boolean(),
  /** Where `run` left its results, below the folder of all. */
  folder: z.string(),
  partition: z.string(),
  day,
  /** When its first record was made, UTC. */
  when: z.string(),
  baseline: engine,
  engines: z.array(engine),
  /** Whether `simulate` made it: nothing was measured. */
  isSimulated: z.boolean(),
  event: recordShape.shape.event,
  commit: z.string().nullable(),
  input: recordShape.shape.input,
  /** Of the newest record. */
  judged: z.enum(CLOCKS),
  /** Ids of its records, oldest first. */
  records: z.array(z.string()),
  /** Whether each candidate delivered the baseline's data, under the declarations of now. */
  parity: z.array(candidateParity),
  /** What comparing the outputs found, a table and an engine: that of the newest record that compared them. */
  findings: recordShape.shape.parity.shape.findings,
  /** A few rows of what differs. */
  rows,
  trials: z.array(trial),
  table: z.array(row),
  /** Slowest over quickest of each engine's own trials by the judged clock; null of fewer than two. */
  spreads: z.array(z.strictObject({ engine, ratio: z.number().nullable() })),
  /** Of each engine. */
  setups: z.array(setup),
  /** How checks of tables came out, each the worst of its engine's trials. */
  checks: z.array(engineCheck),
  /** Of each engine that had any. */
  maintenance: z.array(maintenanceTask),
  /** Rows a table, of the first good output. */
  tables: z.array(z.strictObject({ name: z.string(), rows: z.int() })),
  /** The job's queries, a row for each engine whose tables they read: those of the newest record that has some. */
  queries: z.array(queryRow),
  /** The job's operations, in their order; none where it has none. */
  operations: z.array(operationRow),
  /** Trials of its services under load, baseline first; none where the job has none. */
  services: z.array(serviceRow),
  /** Of engines that ran on clusters, baseline first. */
  clusters: z.array(clusterRow),
  toolSeconds: z.record(z.string(), z.number()),
})

export type ComparisonPage = z.infer<typeof comparisonSchema>
export type QueryRow = z.infer<typeof queryRow>
export type TrialBar = z.infer<typeof trial>
export type TableRow = z.infer<typeof row>
