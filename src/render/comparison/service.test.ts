import { describe, expect, it } from 'vitest'
import type { ServiceRun } from '../../model/record/schema.ts'
import { serviceRows } from '../../report/service.ts'
import { differingAnswerLines, serviceLines } from './service.ts'

const RUN: ServiceRun = {
  requests: 'f'.repeat(64),
  perSecond: 20,
  seconds: 60,
  due: 1200,
  answered: 1200,
  errors: {},
  latency: {
    p50: { value: 12.3, lower: 11.8, upper: 12.9 },
    p95: { value: 48, lower: 40, upper: 61 },
    p99: { value: 140, lower: 90, upper: null },
  },
  sentLateMs: 0.3,
  growth: { bytes: 0, isLeak: false },
  isEndedInTime: true,
}
const trial = (engine: string, service?: ServiceRun) => ({
  engine,
  measures: { maxMs: 1234 },
  ...(service && { service }),
})
const linesOf = (...trials: ReturnType<typeof trial>[]) =>
  serviceLines(serviceRows({ baseline: 'spark', trials }))

describe('services of a comparison', () => {
  it('have a row for each trial that was under load, baseline first', () => {
    const lines = linesOf(trial('polars', RUN), trial('spark'), trial('spark', RUN))
    expect(lines[1]).toMatch(/^Service +answered +p50 +p95 +p99 +max$/)
    expect(lines[3]).toMatch(
      /^spark 2 +1,200 of 1,200 +12.3 ms \(11.8–12.9\) +48 ms \(40–61\) +140 ms \(from 90\) +1,234 ms$/,
    )
    expect(lines[4]).toMatch(/^polars 1 /)
    expect(lines.at(-1)).toMatch(/^Load: 20 requests a second for 60 s, sent whether/)
  })

  it('name what is wrong with them', () => {
    const bad: ServiceRun = {
      ...RUN,
      answered: 0,
      latency: null,
      errors: { timeout: 1200 },
      growth: { bytes: 300 * 2 ** 20, isLeak: true },
      isEndedInTime: false,
      sentLateMs: 7.5,
    }
    expect(linesOf(trial('spark', bad)).filter((line) => line.startsWith('!'))).toEqual([
      '! spark 1: 1,200 of 1,200 requests failed: 1,200 timeout.',
      '! spark 1: memory rose by 300 MiB under constant load: a leak, or a heap that was not collected yet. A longer for: shows whether the rise ends.',
      '! spark 1: it did not end in time after SIGTERM, and was killed.',
      '! spark 1: 1 % of its requests were sent more than 7.5 ms late, which is in its latencies: the machine was busy.',
    ])
  })

  it('name the requests that failed most, and what each engine answers to them alone', () => {
    const bad: ServiceRun = {
      ...RUN,
      answered: 1180,
      errors: { status: 15, timeout: 5 },
      failed: [
        {
          request: 3,
          call: 'PUT /orders/7',
          had: { '500': 12, timeout: 1 },
          alone: { spark: '200', polars: '500' },
        },
        { request: 9, call: 'GET /orders/<b>', had: { '404': 3 }, alone: {} },
      ],
    }
    expect(linesOf(trial('polars', bad)).filter((line) => line.startsWith('!'))).toEqual([
      '! polars 1: 20 of 1,200 requests failed: 15 status, 5 timeout.',
      '! polars 1: request 3, PUT /orders/7, failed: 12 with 500, 1 with timeout; alone: spark 200, polars 500.',
      '! polars 1: request 9, GET /orders/<b>, failed: 3 with 404.',
      '! polars 1: 4 failures of other requests.',
    ])
  })

  it('are none where the job has none', () => {
    expect(linesOf(trial('spark'))).toEqual([])
  })

  it('show the first answers that differ, short and without what steers a terminal', () => {
    const lines = differingAnswerLines(
      { request: 7, call: 'GET /orders/7', at: '$.amount', values: ['2.50', null] },
      {
        spark: { status: 200, text: `{"amount": "2.50",\n "note": "\u001b[31m${'x'.repeat(500)}"}` },
        polars: { error: 'timeout' },
      },
    )
    expect(lines[0]).toBe('  spark and polars first differ in request 7, GET /orders/7, at $.amount:')
    expect(lines[3]).toMatch(/^ {4}spark +2.50 +200 \{"amount": "2.50", "note": "x+…$/)
    expect(lines[3]?.length).toBeLessThan(200)
    expect(lines[4]).toMatch(/^ {4}polars +nothing there +no answer: timeout$/)
  })
})
