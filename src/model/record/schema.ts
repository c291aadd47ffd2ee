import { z } from 'zod'
import { measurement } from '../measures/measure.ts'
import { billed } from './billed.ts'

/** Version of the run record's shape; older ones are upcast on read. */
export const RECORD_VERSION = 2

/** What a record keeps of the operations on one table. */
export const MOST_OPERATIONS = 20

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const instant = z.iso.datetime().regex(/^20\d\d-.{1,26}$/, 'must lie between 2000 and 2100')
const measures = z.record(z.string(), measurement)

export const limits = z.strictObject({
  cpus: z.int().nullable(),
  memoryBytes: z.int().nullable(),
  /** Of output and temporary files; absent where it was not limited. */
  diskBytes: z.int().min(1).optional(),
  /** Where its tables went, of a job that runs on several stores. */
  storage: z.string().optional(),
})

export const outcome = z.enum(['ok', 'failed', 'timeout', 'oom', 'disk-limit', 'cancelled', 'not-started'])

const host = z.strictObject({
  cpuModel: z.string(),
  /** Null where it is unknown, as in results of another platform. */
  cores: z.int().nullable(),
  memoryBytes: z.int().nullable(),
  kernel: z.string(),
  /** Machines of one class are compared with each other: CPU model, cores and memory. */
  class: z.string(),
  cgroup: z.enum(['v1', 'v2', 'none']),
})

/**
 * One process tree or container that a step consisted of. A trial's measures are derived from those of its parts, and its
 * host is that of one of them.
 */
const part = z.strictObject({
  name: z.string(),
  scope: z.enum(['whole', 'client-only']),
  /** Absent in records of before: the trial's. */
  host: host.optional(),
  measures,
})

const step = z.strictObject({
  name: z.string(),
  outcome,
  exitCode: z.int().nullable(),
  imageDigest: z.string().nullable(),
  versions: z.record(z.string(), z.string()),
  /** None of a step that never started. */
  parts: z.array(part),
  /** What the engine itself reported of its work: seconds a stage. */
  stages: z.array(z.strictObject({ name: z.string(), seconds: z.number() })),
  /** What it said it was configured with; absent where it said nothing. */
  settings: z.record(z.string(), z.string()).optional(),
})

/** How a check of `checks:` came out. */
export const checkResult = z.strictObject({
  /** As the registry of checks names it: `staged rows`. */
  check: z.string(),
  /** Null where it could not be found out: the detail says why. */
  passes: z.boolean().nullable(),
  detail: z.string(),
})

const table = z.strictObject({
  rows: z.int(),
  /** Stable, `v1:…`, where it may be compared with those of other machines. */
  fingerprint: z.string(),
  /** That of the columns which hold any value; absent where all do, or there are no rows. */
  valued: z.string().optional(),
  /** Its files' format, where its writers leave out columns that hold nothing but NULL: `json`. */
  format: z.string().optional(),
  /** Each column's own, with the family of its type; absent where they would not fit into the record. */
  columns: z
    .array(z.strictObject({ name: z.string(), family: z.string(), fingerprint: z.string() }))
    .optional(),
  /** Columns that the fingerprints leave out, as the configuration of then ignored them. */
  ignored: z.array(z.string()).optional(),
  /** The snapshot of an Iceberg table, or the version of a Delta table, that was read; absent of any other. */
  snapshot: z.string().optional(),
  /**
   * How many snapshots or versions of that table the run made, and the first operations, as their writer calls them; absent
   * of any other table, where nobody could tell, and in records of before.
   */
  commits: z
    .strictObject({ count: z.int().min(0), operations: z.array(z.string().max(40)).max(MOST_OPERATIONS) })
    .optional(),
  /** How what was asked of it came out; absent where nothing was, and in records of before. */
  checks: z.array(checkResult).optional(),
  /** How many of its files were there before the run and did not change: all where it wrote none; absent where none were. */
  older: z.strictObject({ files: z.int().min(1), of: z.int().min(1) }).optional(),
})

export const trialShape = z.strictObject({
  engine: z.string(),
  role: z.enum(['baseline', 'candidate']),
  /** Position in the run, from 1. */
  order: z.int().min(1),
  block: z.int().min(1),
  warmup: z.boolean(),
  cache: z.enum(['warm', 'evicted', 'unknown']),
  outcome,
  reason: z.string().nullable(),
  /**
   * `process`, `docker`, or another that has run it: this version need not know it; `+` joins those of several steps.
   * `remote`: another platform ran it, and its own figures were taken over.
   */
  runner: z.string().regex(/^[a-z][a-z0-9+-]{0,63}$/, 'must be the name of a runner'),
  /** Whether `doctor` had found the meter right: this version of the tool, here, with this daemon. */
  meter: z.enum(['verified', 'unverified']).default('unverified'),
  limits,
  /** Whether the memory limit was enforced; if not, why. */
  limitsEnforced: z.union([z.literal(true), z.strictObject({ value: z.null(), reason: z.string() })]),
  host,
  behaviour: sha256,
  /** The same whatever the limits, for runs at several of them; absent in records of before, and of `record`. */
  code: sha256.optional(),
  /**
   * Milliseconds the tool waited before for its cores to become quiet, and how busy they still were, in percent of them
   * (of all cores in records of before); null where nobody waited, or the kernel does not tell.
   */
  quiet: z.strictObject({ waitedMs: z.number(), busyPercent: z.number() }).nullable(),
  /** Other runs of the tool that measured on this machine when it began or ended; absent where that is not known. */
  otherRuns: z.int().min(0).optional(),
  steps: z.array(step),
  /** Seconds of each task of its maintenance, or why there are none; absent where none was asked for. */
  maintenance: z.array(z.strictObject({ name: z.string(), seconds: measurement })).optional(),
  measures,
  tables: z.record(z.string(), table),
  /**
   * Tables of its output that the configuration of then did not declare, so that nobody compared them; at most 50. Absent
   * in records of before, where there was no configuration, and where the output was not read.
   */
  undeclared: z.array(z.string()).optional(),
  samples: z.strictObject({ file: z.string(), sha256 }).nullable(),
  /** What the platform that ran it billed; absent where it told nothing, and of all that ran here. */
  billed: billed.optional(),
})

const columnFinding = z.strictObject({
  column: z.string(),
  kind: z.enum(['missing', 'extra', 'type', 'value']),
  /** Why, as `accept:` names it: `integer-width`, `last-digit`, `unexplained`. */
  reason: z.string(),
  /** Matched rows that differ here for this reason; null where it concerns the column as a whole. */
  count: z.int().nullable(),
  /** Those of them that no declared tolerance allows. */
  beyond: z.int().nullable(),
  /** What was declared when they were counted; absent in records of before, null where nothing was. */
  tolerance: z
    .strictObject({ abs: z.number(), rel: z.number(), seconds: z.number().exactOptional() })
    .nullable()
    .optional(),
  /** Greatest |a−b| and |a−b|/max(|a|,|b|) of finite numbers; null of anything else. */
  greatestAbs: z.number().nullable(),
  greatestRel: z.number().nullable(),
  /** Greatest distance of times; null of anything else, absent in records of before. */
  greatestSeconds: z.number().nullable().optional(),
  /** Of the rows counted, those that the greatest distances are of; absent in records of before. */
  measured: z.int().optional(),
  detail: z.string(),
  /** Entries of docs/differences.md that may have brought it about; absent where none is known, and in records of before. */
  entries: z.array(z.string()).optional(),
  /** Another column that differs in all rows in which this one does; absent where none does, and in records of before. */
  follows: z.string().optional(),
})

/** Rows of one side without a partner on the other. */
const rowFinding = z.strictObject({
  side: z.enum(['baseline', 'engine']),
  reason: z.enum(['unmatched', 'repeats', 'nulls']),
  count: z.int(),
  detail: z.string(),
})

const tableOutcome = z.enum(['exact', 'coerced', 'within-tolerance', 'different'])

/** What comparing one engine's table with the baseline's showed. */
const tableFinding = z.strictObject({
  engine: z.string(),
  table: z.string(),
  outcome: tableOutcome,
  passes: z.boolean(),
  baselineRows: z.int(),
  engineRows: z.int(),
  /** Rows without a partner on the other side; null where schemas could not be compared. */
  onlyBaseline: z.int().nullable(),
  onlyEngine: z.int().nullable(),
  /** Rows with a partner that differs; null where rows could not be matched or compared. */
  changed: z.int().nullable(),
  /** How rows were matched: by the declared key, by columns that agree, or as whole rows. */
  matchedBy: z.strictObject({ how: z.enum(['key', 'columns', 'rows']), columns: z.array(z.string()) }),
  ignored: z.array(z.string()),
  columns: z.array(columnFinding),
  /** How many findings of columns are left out, since not all would fit into a record. */
  more: z.int().min(1).optional(),
  rows: z.array(rowFinding),
  notes: z.array(z.string()),
  /** Columns with values on one side, and NULL in each of as many rows on the other; absent where there are none. */
  emptied: z.array(z.strictObject({ column: z.string(), side: z.enum(['baseline', 'engine']) })).optional(),
  /** How tables of lakehouses are declared and laid out differently: no difference of data; absent where they are not. */
  layout: z
    .array(
      z.strictObject({
        what: z.enum(['required', 'field-id', 'partition', 'sort-order']),
        /** Null where it is of the table. */
        column: z.string().nullable(),
        baseline: z.string(),
        engine: z.string(),
      }),
    )
    .optional(),
  summary: z.string(),
})

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
  judged: z.enum(['total', 'work']),
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
