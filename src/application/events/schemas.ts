import { z } from 'zod'
import { executorMemory } from './executor-memory.ts'

/**
 * What is read of Spark's events, of 3.3 to 4.1 (org.apache.spark.util.JsonProtocol). All else in them is left out: properties
 * of the system, plans' literals and the texts of queries may hold secrets and data.
 */

const id = z.int().min(0)
/** Milliseconds since 1970, by the driver's clock. */
const time = z.number().min(0)

/** Of a line whose first key is another. */
export const anyEvent = z.object({ Event: z.string() })

export const logStart = z.object({ 'Spark Version': z.string() })

/** The first event of each file that Databricks writes, in the place of Spark's own; files are numbered from 0. */
export const databricksFile = logStart.extend({ 'Rollover Number': id.default(0) })

export const applicationStart = z.object({
  'App Name': z.string(),
  'App ID': z.string().optional(),
  'App Attempt ID': z.string().optional(),
  Timestamp: time,
})

/** Spark writes the exit code since 4.1. */
export const applicationEnd = z.object({ Timestamp: time, ExitCode: z.int().nullish() })

/** Settings that say where Spark ran, what with, and what was paid; no other property is read. */
const SETTINGS = [
  'spark.master',
  'spark.plugins',
  'spark.executor.cores',
  'spark.executor.memory',
  'spark.executor.memoryOverhead',
  'spark.executor.memoryOverheadFactor',
  'spark.driver.memory',
  'spark.task.cpus',
] as const

export type Settings = Partial<Record<(typeof SETTINGS)[number], string>>

export const environmentUpdate = z.object({
  'Spark Properties': z
    .union([z.record(z.string(), z.string()), z.array(z.tuple([z.string(), z.string()]))])
    .transform((properties) => {
      const all = new Map(Array.isArray(properties) ? properties : Object.entries(properties))
      return Object.fromEntries(
        SETTINGS.flatMap((name) => (all.has(name) ? [[name, all.get(name)]] : [])),
      ) as Settings
    }),
})

export const resourceProfileAdded = z.object({
  'Resource Profile Id': id,
  'Executor Resource Requests': z.record(z.string(), z.object({ Amount: z.number().min(0) })),
})

export const executorAdded = z.object({
  Timestamp: time,
  'Executor ID': z.string(),
  'Executor Info': z.object({ 'Total Cores': z.int().min(0), 'Resource Profile Id': id.default(0) }),
})

export const executorRemoved = z.object({ Timestamp: time, 'Executor ID': z.string() })

export const jobStart = z.object({
  'Job ID': id,
  'Submission Time': time,
  'Stage IDs': z.array(id),
  'Stage Infos': z
    .array(
      z.object({
        'Stage ID': id,
        'Parent IDs': z.array(id).default([]),
        /** A scope is JSON by itself: which method made the RDD. */
        'RDD Info': z.array(z.object({ Scope: z.string().optional() })).default([]),
      }),
    )
    .default([]),
  Properties: z.object({ 'spark.sql.execution.id': z.string().optional() }).optional(),
})

export type JobStart = z.output<typeof jobStart>

/** Whether a query of Spark SQL started a job. */
export const isOfQuery = ({ Properties: properties }: JobStart): boolean =>
  properties?.['spark.sql.execution.id'] !== undefined

export const jobEnd = z.object({
  'Job ID': id,
  'Completion Time': time,
  'Job Result': z.object({ Result: z.string() }),
})

export const stageCompleted = z.object({
  'Stage Info': z.object({ 'Stage ID': id, 'Failure Reason': z.string().optional() }),
})

export const stageExecutorMetrics = z.object({
  'Executor ID': z.string(),
  'Executor Metrics': executorMemory,
})

/** Spark writes the message since 3.4; it is empty where all went well. */
export const executionEnd = z.object({ executionId: id, errorMessage: z.string().nullish() })

const accumulator = z.int().min(0)
export const driverAccumulators = z.object({
  executionId: id,
  accumUpdates: z.array(z.tuple([accumulator, z.number()])),
})

/** A node of a physical plan. */
export interface PlanInfo {
  nodeName: string
  simpleString: string
  children: PlanInfo[]
  metrics: { name: string; accumulatorId: number }[]
}

const planInfo: z.ZodType<PlanInfo> = z.lazy(() =>
  z.object({
    nodeName: z.string(),
    simpleString: z.string(),
    children: z.array(planInfo),
    metrics: z.array(z.object({ name: z.string(), accumulatorId: accumulator })),
  }),
)

export const executionPlan = z.object({ executionId: id, sparkPlanInfo: planInfo })

const EXECUTION = /"executionId":(\d+)/
/** Of a line; the plan, which may be long, comes after the id. */
const ID_BYTES = 300

/** Of an update of a query's plan: most are outdated by the next before anybody wants to know them. */
export function unreadPlan(line: Buffer): { executionId: number; line: Buffer } {
  const [, executionId] = EXECUTION.exec(line.toString('latin1', 0, ID_BYTES)) ?? []
  if (executionId === undefined) throw new SyntaxError('no executionId')
  return { executionId: Number(executionId), line }
}

/** @throws SyntaxError, ZodError */
export const parsed = <Schema extends z.ZodType>(schema: Schema, line: Buffer): z.output<Schema> =>
  schema.parse(JSON.parse(line.toString()))

/** Undefined where a line is not as Spark writes it. */
export function understood<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return undefined
    throw error
  }
}
