import { z } from 'zod'
import { type ExecutorMemory, executorMemory, HEAP, PROCESSES } from './executor-memory.ts'

/** What a task tells at its end. */
export interface TaskEnd {
  stage: number
  /** Milliseconds since 1970 by the driver's clock; so is `finished`. */
  launched: number
  finished: number
  isFailed: boolean
  isKilled: boolean
  /** Of its executor while it ran; absent where the log has none. */
  memory?: ExecutorMemory
  /** Absent of a task that was lost. */
  metrics?: TaskMetrics
}

/** Bytes, but for the times in milliseconds and nanoseconds. */
export interface TaskMetrics {
  runMs: number
  cpuNs: number
  gcMs: number
  memorySpilled: number
  diskSpilled: number
  remoteRead: number
  localRead: number
  shuffleWritten: number
  inputRead: number
  outputWritten: number
}

/** Keys of metrics, in the order in which Spark 3.0 to 4.1 writes them. */
const METRICS: readonly [keyof TaskMetrics, string][] = [
  ['runMs', '"Executor Run Time":'],
  ['cpuNs', '"Executor CPU Time":'],
  ['gcMs', '"JVM GC Time":'],
  ['memorySpilled', '"Memory Bytes Spilled":'],
  ['diskSpilled', '"Disk Bytes Spilled":'],
  ['remoteRead', '"Remote Bytes Read":'],
  ['localRead', '"Local Bytes Read":'],
  ['shuffleWritten', '"Shuffle Bytes Written":'],
  ['inputRead', '"Input Metrics":{"Bytes Read":'],
  ['outputWritten', '"Output Metrics":{"Bytes Written":'],
]
const METRICS_START = '"Task Metrics":{'
const MEMORY_START = '"Task Executor Metrics":{'
const HEAP_KEY = `"${HEAP}":`
const PROCESS_KEYS = PROCESSES.map((name) => `"${name}":`)

/**
 * Nearly all lines of a log are ends of tasks, of some kilobytes each: the few numbers that matter are found by their keys,
 * which no text of a user's can hold, since its quotation marks are escaped.
 *
 * @returns undefined where the keys are not in Spark's order
 */
export function scanTaskEnd(line: Buffer): TaskEnd | undefined {
  const scan = new Scan(line.toString('latin1'))
  const [stage, launched, finished] = [
    scan.number('"Stage ID":'),
    scan.number('"Launch Time":'),
    scan.number('"Finish Time":'),
  ]
  const [isFailed, isKilled] = [scan.flag('"Failed":'), scan.flag('"Killed":')]
  const end: TaskEnd = { stage, launched, finished, isFailed, isKilled }
  if (scan.find(MEMORY_START)) {
    const heap = scan.number(HEAP_KEY)
    end.memory = { heap, processes: PROCESS_KEYS.reduce((sum, key) => sum + scan.number(key), 0) }
  }
  if (scan.find(METRICS_START)) {
    const metrics = {} as TaskMetrics
    for (const [name, key] of METRICS) metrics[name] = scan.number(key)
    end.metrics = metrics
  }
  return scan.isMisled ? undefined : end
}

const [ZERO, NINE] = ['0'.charCodeAt(0), '9'.charCodeAt(0)]

/** Values of a text of JSON, each behind its key, in the order in which they are asked for. */
class Scan {
  /** A key was not where it should be, or another kind of value was behind it. */
  isMisled = false
  #at = 0
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  find(key: string): boolean {
    const at = this.#text.indexOf(key, this.#at)
    if (at >= 0) this.#at = at + key.length
    return at >= 0
  }

  number(key: string): number {
    if (!this.find(key)) this.isMisled = true
    const start = this.#at
    let value = 0
    let digit = this.#text.charCodeAt(this.#at)
    while (digit >= ZERO && digit <= NINE) {
      value = value * 10 + digit - ZERO
      digit = this.#text.charCodeAt(++this.#at)
    }
    if (this.#at === start) this.isMisled = true
    return value
  }

  flag(key: string): boolean {
    if (!this.find(key)) this.isMisled = true
    return this.#text.startsWith('true', this.#at)
  }
}

const amount = z.number().transform((value) => Math.max(0, value))

const taskEnd = z
  .object({
    'Stage ID': z.int().min(0),
    'Task Info': z.object({
      'Launch Time': z.number(),
      'Finish Time': z.number(),
      Failed: z.boolean(),
      Killed: z.boolean().default(false),
    }),
    'Task Executor Metrics': executorMemory.nullish(),
    'Task Metrics': z
      .object({
        'Executor Run Time': amount,
        'Executor CPU Time': amount.default(0),
        'JVM GC Time': amount,
        'Memory Bytes Spilled': amount,
        'Disk Bytes Spilled': amount,
        'Shuffle Read Metrics': z
          .object({ 'Remote Bytes Read': amount, 'Local Bytes Read': amount })
          .default({ 'Remote Bytes Read': 0, 'Local Bytes Read': 0 }),
        'Shuffle Write Metrics': z
          .object({ 'Shuffle Bytes Written': amount })
          .default({ 'Shuffle Bytes Written': 0 }),
        'Input Metrics': z.object({ 'Bytes Read': amount }).default({ 'Bytes Read': 0 }),
        'Output Metrics': z.object({ 'Bytes Written': amount }).default({ 'Bytes Written': 0 }),
      })
      .nullish(),
  })
  .transform(
    ({
      'Stage ID': stage,
      'Task Info': info,
      'Task Executor Metrics': memory,
      'Task Metrics': told,
    }): TaskEnd => ({
      stage,
      launched: info['Launch Time'],
      finished: info['Finish Time'],
      isFailed: info.Failed,
      isKilled: info.Killed,
      ...(memory && { memory }),
      ...(told && {
        metrics: {
          runMs: told['Executor Run Time'],
          cpuNs: told['Executor CPU Time'],
          gcMs: told['JVM GC Time'],
          memorySpilled: told['Memory Bytes Spilled'],
          diskSpilled: told['Disk Bytes Spilled'],
          remoteRead: told['Shuffle Read Metrics']['Remote Bytes Read'],
          localRead: told['Shuffle Read Metrics']['Local Bytes Read'],
          shuffleWritten: told['Shuffle Write Metrics']['Shuffle Bytes Written'],
          inputRead: told['Input Metrics']['Bytes Read'],
          outputWritten: told['Output Metrics']['Bytes Written'],
        },
      }),
    }),
  )

/** The same of a line whose keys are in any order. @throws SyntaxError, ZodError */
export const parseTaskEnd = (line: Buffer): TaskEnd => taskEnd.parse(JSON.parse(line.toString()))
