import { z } from 'zod'
import { CLOCKS } from '../measures/clock.ts'
import { measurement } from '../measures/measure.ts'
import { type columnFinding, type rowFinding, tableFinding, tableOutcome } from './finding-schema.ts'
import {
  type host,
  limits,
  type operation,
  type outcome,
  type part,
  type service,
  sha256,
  type step,
  type table,
  trialShape,
} from './trial-schema.ts'

/** Version of the run record's shape; older ones are upcast on read. */
export const RECORD_VERSION = 2

const instant = z.iso.datetime().regex(/^20\d\d-.{1,26}$/, 'must lie between 2000 and 2100')

/** One query on the tables that one engine wrote, run twice by one query engine. */
export const queryShape = z.strictObject({
  /** Its file without `.sql`. */
  name: z.string(),
  sql: sha256,
  /** Whose tables it read. */
  engine: z.string(),
  /** The query engine. */
  by: z.string(),
  /** Until all of its result was there: the first time in a session of its own, and once more. */
  coldSeconds: measurement,
  warmSeconds: measurement,
  /** Of its result; null where there is none. */
  rows: z.int().nullable(),
  /** How its result compares with that of the first run of the same query; null where one of the two has none. */
  outcome: tableOutcome.nullable(),
  /** What differs, or why there is no result; null where the results are the same. */
  detail: z.string().nullable(),
})

/** The stable fingerprint of each table of an output. */
const fingerprints = z.record(z.string(), z.string().regex(/^v\d+:/))

const parity = z.strictObject({
  outcome: z.enum(['exact', 'coerced', 'within-tolerance', 'different', 'unavailable']),
  passes: z.boolean(),
  reason: z.string().nullable(),
  findings: z.array(tableFinding),
  /** Sample rows, beside the record and never in it. */
  differences: z.strictObject({ file: z.string(), sha256 }).nullable(),
  /** Which outputs were compared, where `diff` compared those of other runs: then the record has no trials. */
  of: z.strictObject({ baseline: fingerprints, candidate: fingerprints }).optional(),
})

/** What was in force when a record was made: candidates, level, judged clock, days averaged. */
export const frame = z.strictObject({
  k: z.int().min(1).max(1000),
  alpha: z.number().min(1e-6).max(0.5),
  judged: z.enum(CLOCKS),
  averageDays: z.union([z.literal(1), z.literal(2), z.literal(7)]),
})

export const recordId = z.string().regex(/^[0-9A-Za-z-]{8,80}$/)

const inputFiles = { sha256, bytes: z.int(), files: z.int() }

/** One immutable record of what `run` did for one job at one size, limits and partition, or `record` for one engine. */
export const recordShape = z.strictObject({
  version: z.literal(RECORD_VERSION),
  id: recordId,
  tool: z.string(),
  job: z.string(),
  size: z.string(),
  partition: z.string(),
  /** When it ran. */
  when: instant,
  /** When the tool wrote this down, where that is not `when`: results that were measured elsewhere. */
  recordedAt: instant.optional(),
  commit: z.string().nullable(),
  /** What it ran for; `branch` is any other than the default one. Those of proposals never count. */
  event: z.enum(['schedule', 'pull_request', 'branch', 'manual', 'record']),
  limits,
  baseline: z.string(),
  input: z.strictObject({
    source: z.string(),
    ...inputFiles,
    /** Each input by its name, where the job has several. */
    parts: z
      .array(z.strictObject({ name: z.string(), ...inputFiles }))
      .min(1)
      .optional(),
  }),
  ...frame.shape,
  /** Seconds that each stage of the tool took: `trials` with all around them, `outputs` of it reading outputs, `parity`. */
  toolSeconds: z.record(z.string(), z.number()),
  trials: z.array(trialShape),
  parity,
  /** Absent where the job has none, and in records of before. */
  queries: z.array(queryShape).optional(),
})

export type RunRecord = z.infer<typeof recordShape>
export type Trial = z.infer<typeof trialShape>
export type Operation = z.infer<typeof operation>
export type ServiceRun = z.infer<typeof service>
export type StoredTable = z.infer<typeof table>
export type Part = z.infer<typeof part>
export type StepRecord = z.infer<typeof step>
export type Outcome = z.infer<typeof outcome>
export type Host = z.infer<typeof host>
export type Parity = z.infer<typeof parity>
export type TableFinding = z.infer<typeof tableFinding>
export type QueryRecord = z.infer<typeof queryShape>
export type ColumnFinding = z.infer<typeof columnFinding>
export type RowFinding = z.infer<typeof rowFinding>
