import { describe, expect, it } from 'vitest'
import { eventLog, linesOf } from '../../../tests/event-logs.ts'
import { EventLines } from './event-lines.ts'
import type { Told } from './events.ts'

const job = (id: unknown) => ({
  Event: 'SparkListenerJobStart',
  'Job ID': id,
  'Submission Time': 0,
  'Stage IDs': [],
})
const lineOf = (event: object) => Buffer.from(JSON.stringify(event))

/** Keeps the ids of jobs that start. */
const jobs = () => {
  const ids: number[] = []
  return { ids, jobStarted: (event: Told['jobStarted']) => void ids.push(event['Job ID']) }
}

describe('lines of events', () => {
  it('go to each that listens, in its turn', () => {
    const [one, other] = [jobs(), jobs()]
    const lines = new EventLines([one, {}, other])
    expect(lines.accept(lineOf(job(7)))).toBe(true)
    expect([one.ids, other.ids]).toEqual([[7], [7]])
  })

  it('that are not as Spark writes them count as malformed, and go to nobody', () => {
    const listener = jobs()
    const lines = new EventLines([listener])
    for (const odd of ['not json', '{}', JSON.stringify(job('x'))])
      expect(lines.accept(Buffer.from(odd))).toBe(false)
    expect(lines).toMatchObject({ malformed: 3, isEmpty: true })
    expect(listener.ids).toEqual([])
  })

  it('to which nobody listens are not parsed', () => {
    const lines = new EventLines([])
    expect(lines.accept(lineOf(job('x')))).toBe(true)
    expect(lines.accept(Buffer.from('{"Event":"SparkListenerFromTheFuture"}'))).toBe(true)
    expect(lines).toMatchObject({ malformed: 0, isEmpty: false })
  })

  it('of other products are passed over and counted', () => {
    const lines = new EventLines([jobs()])
    for (const name of ['AcmeEvent', 'com.databricks.sql.Event', 'org.apache.spark.X'])
      expect(lines.accept(lineOf({ Event: name, 'Job ID': 7 }))).toBe(true)
    expect(lines).toMatchObject({ foreign: 2, malformed: 0, isEmpty: false })
  })

  it('are found whatever key comes first', () => {
    const listener = jobs()
    const { Event, ...rest } = job(7)
    new EventLines([listener]).accept(lineOf({ ...rest, Event }))
    expect(listener.ids).toEqual([7])
  })

  it('are not worth reading on where the first twenty are no events', () => {
    const strange = new EventLines([])
    for (let line = 0; line < 20; line++) strange.accept(Buffer.from('# Notes'))
    expect(strange.isFutile()).toBe(true)
    const log = new EventLines([])
    for (const line of linesOf(eventLog('rdd'))) log.accept(Buffer.from(line))
    for (let line = 0; line < 20; line++) log.accept(Buffer.from('# Notes'))
    expect(log.isFutile()).toBe(false)
  })
})
