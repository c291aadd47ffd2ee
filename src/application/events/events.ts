import type { z } from 'zod'
import * as schemas from './schemas.ts'
import { parseTaskEnd, scanTaskEnd } from './task-end.ts'

const STREAMING = 'org.apache.spark.sql.streaming.StreamingQueryListener$'
const SQL = 'org.apache.spark.sql.execution.ui.SparkListener'
const CONNECT = 'org.apache.spark.sql.connect.service.SparkListenerConnect'

/** How Spark calls an event, and what is read of its line. */
interface Reading<Event> {
  names: readonly string[]
  /** @throws SyntaxError, ZodError where the line is not as Spark writes it */
  parse(line: Buffer): Event
}

const read = <Schema extends z.ZodType>(name: string, schema: Schema): Reading<z.output<Schema>> => ({
  names: [name],
  parse: (line) => schemas.parsed(schema, line),
})

/** Of events that only count. */
const met = (...names: string[]): Reading<object> => ({ names, parse: () => ({}) })

export const EVENTS = {
  logStarted: read('SparkListenerLogStart', schemas.logStart),
  databricksFileStarted: read('DBCEventLoggingListenerMetadata', schemas.databricksFile),
  applicationStarted: read('SparkListenerApplicationStart', schemas.applicationStart),
  applicationEnded: read('SparkListenerApplicationEnd', schemas.applicationEnd),
  configured: read('SparkListenerEnvironmentUpdate', schemas.environmentUpdate),
  profileAdded: read('SparkListenerResourceProfileAdded', schemas.resourceProfileAdded),
  executorAdded: read('SparkListenerExecutorAdded', schemas.executorAdded),
  executorRemoved: read('SparkListenerExecutorRemoved', schemas.executorRemoved),
  executorUsed: read('SparkListenerStageExecutorMetrics', schemas.stageExecutorMetrics),
  sessionStarted: met(`${CONNECT}SessionStarted`),
  jobStarted: read('SparkListenerJobStart', schemas.jobStart),
  jobEnded: read('SparkListenerJobEnd', schemas.jobEnd),
  stageEnded: read('SparkListenerStageCompleted', schemas.stageCompleted),
  taskEnded: {
    names: ['SparkListenerTaskEnd'],
    parse: (line: Buffer) => scanTaskEnd(line) ?? parseTaskEnd(line),
  },
  queryStarted: read(`${SQL}SQLExecutionStart`, schemas.executionPlan),
  queryReplanned: { names: [`${SQL}SQLAdaptiveExecutionUpdate`], parse: schemas.unreadPlan },
  queryAccumulated: read(`${SQL}DriverAccumUpdates`, schemas.driverAccumulators),
  queryEnded: read(`${SQL}SQLExecutionEnd`, schemas.executionEnd),
  streamed: met(
    ...['Started', 'Progress', 'Idle', 'Terminated'].map((what) => `${STREAMING}Query${what}Event`),
  ),
}

/** What is known of each event. */
export type Told = { [Name in keyof typeof EVENTS]: ReturnType<(typeof EVENTS)[Name]['parse']> }

/** Takes events of a log in their order. Those that no listener takes are not parsed. */
export type Listener = { [Name in keyof Told]?: (event: Told[Name]) => void }
