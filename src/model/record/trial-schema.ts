import { z } from 'zod'
import { LABEL, LABEL_RULE } from '../../text/text.ts'
import { isMeasured, measurement } from '../measures/measure.ts'
import { billed } from './billed.ts'
import { SIDES } from './sides.ts'

/** What a record keeps of the operations on one table. */
export const MOST_OPERATIONS = 20
/** What a record keeps of the features of a table. */
export const MOST_FEATURES = 40

/** What a record keeps of requests that failed, and of how each is called. */
export const MOST_FAILED = 5
export const MOST_OF_CALL = 120

export const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const measures = z.record(z.string(), measurement)

export const limits = z.strictObject({
  cpus: z.int().nullable(),
  memoryBytes: z.int().nullable(),
  /** Of output and temporary files; absent where it was not limited. */
  diskBytes: z.int().min(1).optional(),
  /** Absent: the input was read before, so it was in the page cache. */
  cache: z.literal('evicted').optional(),
  /** Where its tables went, of a job that runs on several stores. */
  storage: z.string().optional(),
  /** Of the clusters that some of its engines ran on, of a job that has such. */
  workers: z.int().min(1).optional(),
})

export const outcome = z.enum([
  'ok',
  'failed',
  'timeout',
  'oom',
  'disk-limit',
  /** The engine lacks a call that the program makes: nobody ran the program on it, so nobody failed. */
  'unsupported',
  'cancelled',
  'not-started',
])

/** Outcomes that say nothing of how well an engine does the job. */
export const UNCOUNTED: readonly z.infer<typeof outcome>[] = ['unsupported', 'cancelled', 'not-started']

export const host = z.strictObject({
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
export const part = z.strictObject({
  name: z.string(),
  scope: z.enum(['whole', 'client-only']),
  /** Absent in records of before: the trial's. */
  host: host.optional(),
  measures,
  /**
   * Cores and memory of Spark's executors for as long as they lived, busy or not, and how many there were at once at the
   * most, which records of before lack; absent of all else.
   */
  paid: z
    .strictObject({
      coreHours: measurement.refine((hours) => !isMeasured(hours) || hours >= 0),
      memoryGbHours: measurement,
      executors: z.int().min(1).optional(),
      /** Of the core-hours, those in which no task ran; absent in records of before. */
      idleCoreHours: measurement.optional(),
      /** Executors and workers that ended before the program did; absent where nobody watched them. */
      lost: z.int().min(0).optional(),
    })
    .optional(),
})

export const step = z.strictObject({
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

/** One operation of a job that has them, as the engine reported it. */
export const operation = z.strictObject({
  name: z.string(),
  /** Null of one that the engine lacks, with its reason. */
  seconds: measurement,
  /** Of the table after it; absent where the engine reported none. */
  version: z
    .string()
    .regex(/^\d{1,16}$/)
    .optional(),
})

const quantile = z.strictObject({
  value: z.number(),
  /** Null at a side where there are too few values for an interval. */
  lower: z.number().nullable(),
  upper: z.number().nullable(),
})

/** A status, or the kind of an error. */
const kindOfAnswer = z.string().regex(/^[\w ]{1,20}$/)

/** A request that a service answered badly under load, at least once. */
const failedRequest = z.strictObject({
  /** Line of the file of requests. */
  request: z.int().min(1),
  /** `PUT /orders/7`, the beginning of a long one. */
  call: z.string().max(MOST_OF_CALL).regex(LABEL, LABEL_RULE),
  /** How often it had which status or error: `{"500": 12, "timeout": 1}`. */
  had: z.record(kindOfAnswer, z.int().min(1)),
  /** The status or error that each engine had, asked alone; none of one that did not get there. */
  alone: z.record(z.string().regex(LABEL, LABEL_RULE), kindOfAnswer),
})

/** How a job's service was asked, and how it answered. */
export const service = z.strictObject({
  /** Of its file of requests. */
  requests: sha256,
  perSecond: z.number(),
  seconds: z.number(),
  /** Requests that were due. */
  due: z.int().min(0),
  answered: z.int().min(0),
  /** How many requests had no good answer, by kind; none of what did not occur. */
  errors: z.record(z.string().max(20), z.int().min(1)),
  /** Those of them that failed most often; absent where none did, and in records of before. */
  failed: z.array(failedRequest).max(MOST_FAILED).optional(),
  /** Intervals at 95 %, in milliseconds; null where nothing was answered. */
  latency: z.strictObject({ p50: quantile, p95: quantile, p99: quantile }).nullable(),
  /** How late the generator itself sent a request, in milliseconds: not exceeded by 99 %. */
  sentLateMs: measurement,
  /** What memory under constant load grew by, from the second quarter to the last; 0 where it shrank. */
  growth: z.union([
    z.strictObject({ bytes: z.number(), isLeak: z.boolean() }),
    z.strictObject({ value: z.null(), reason: z.string() }),
  ]),
  /** Whether it ended within its grace when it was asked to; null where it was not. */
  isEndedInTime: z.boolean().nullable(),
})

/** Rows that a commit inserted, updated and deleted, as its writer reported them; null where it did not. */
const changedRows = z.strictObject({
  inserted: z.int().min(0).nullable(),
  updated: z.int().min(0).nullable(),
  deleted: z.int().min(0).nullable(),
})

export const table = z.strictObject({
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
    .strictObject({
      count: z.int().min(0),
      operations: z.array(z.string().max(40)).max(MOST_OPERATIONS),
      /** Of each of these operations; absent of Iceberg tables, and in records of before. */
      rows: z.array(changedRows).max(MOST_OPERATIONS).optional(),
    })
    .optional(),
  /** What a Delta table asks of who reads and writes it; absent of any other, and in records of before. */
  protocol: z
    .strictObject({
      reader: z.int().min(0),
      writer: z.int().min(0),
      /** Sorted names, such as `deletionVectors`. */
      features: z.array(z.string().max(40)).max(MOST_FEATURES),
    })
    .optional(),
  /** How what was asked of it came out; absent where nothing was, and in records of before. */
  checks: z.array(checkResult).optional(),
  /** How many of its files were there before the run and did not change: all where it wrote none; absent where none were. */
  older: z.strictObject({ files: z.int().min(1), of: z.int().min(1) }).optional(),
})

export const trialShape = z.strictObject({
  engine: z.string(),
  role: z.enum(SIDES),
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
  /** What the configuration of then said of its engine; absent where it said nothing, and in records of before. */
  spark: z.enum(['cluster', 'local', 'api', 'none']).optional(),
  /** Seconds of each task of its maintenance, or why there are none; absent where none was asked for. */
  maintenance: z.array(z.strictObject({ name: z.string(), seconds: measurement })).optional(),
  /** Those that the engine reported, in the job's order; absent where the job has none, and in records of before. */
  operations: z.array(operation).optional(),
  /** Absent where the job is none of a service or none was ready, and in records of before. */
  service: service.optional(),
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
