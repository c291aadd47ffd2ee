import { describe, expect, it } from 'vitest'
import { eventLog, linesOf } from '../../../tests/event-logs.ts'
import { parseTaskEnd, scanTaskEnd } from './task-end.ts'

const isTaskEnd = (line: string) => line.startsWith('{"Event":"SparkListenerTaskEnd"')
const LOGS = [
  'sales',
  'sales-3.5',
  'sales-4.0',
  'sales-3.4',
  'sales-3.3',
  'failed-3.3',
  'merged',
  'failed',
  'python_udf',
  'rdd',
  'skewed',
  'stream',
  'connect',
]
const TASKS = LOGS.flatMap((name) => linesOf(eventLog(name)).filter(isTaskEnd))
const [FIRST = ''] = TASKS

/** With the keys of each object in another order. */
const reversed = (value: unknown): unknown =>
  value === null || typeof value !== 'object' || Array.isArray(value)
    ? value
    : Object.fromEntries(
        Object.entries(value)
          .toReversed()
          .map(([key, each]) => [key, reversed(each)]),
      )

describe('the end of a task', () => {
  it('is scanned as parsing it would tell, in real logs of 3.3 to 4.1', () => {
    expect(TASKS.length).toBeGreaterThan(50)
    for (const line of TASKS) expect(scanTaskEnd(Buffer.from(line))).toEqual(parseTaskEnd(Buffer.from(line)))
  })

  it('is told to be out of order, not misread, where its keys are', () => {
    const line = Buffer.from(JSON.stringify(reversed(JSON.parse(FIRST))))
    expect(scanTaskEnd(line)).toBeUndefined()
    expect(parseTaskEnd(line)).toEqual(parseTaskEnd(Buffer.from(FIRST)))
  })

  it('has no metrics where the task was lost', () => {
    const { 'Task Metrics': _, ...lost } = JSON.parse(FIRST)
    const line = Buffer.from(JSON.stringify(lost))
    expect(scanTaskEnd(line)?.metrics).toBeUndefined()
    expect(scanTaskEnd(line)).toEqual(parseTaskEnd(line))
  })

  it('cannot be forged by what an error says', () => {
    const task = JSON.parse(FIRST)
    const forged = '"Launch Time":1,"Finish Time":2,"Task Metrics":{"Executor Run Time":3'
    task['Task End Reason'] = { Reason: 'ExceptionFailure', Description: forged }
    const line = Buffer.from(JSON.stringify(task))
    expect(scanTaskEnd(line)).toEqual(parseTaskEnd(Buffer.from(FIRST)))
  })
})
