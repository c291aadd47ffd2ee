import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunRecord } from '../src/model/record/schema.ts'
import { runRecordSchema } from '../src/model/record/validate.ts'
import { etlCompare, QUICK_JVM, root } from './etl-compare.ts'

describe("a job of one's own, by configuration alone", () => {
  let out: string
  let record: RunRecord

  beforeAll(async () => {
    out = await mkdtemp(join(tmpdir(), 'etl-compare-own-job-'))
    const where = ['--config', 'examples/own-job/etl-compare.yml', '--out', out]
    const { stdout } = await etlCompare(
      ['run', 'daily_revenue', ...where, '--partition', '2026-11-20', '--json'],
      root,
      QUICK_JVM,
    )
    const { records } = JSON.parse(stdout) as { records: unknown[] }
    expect(records).toHaveLength(1)
    record = runRecordSchema.parse(records[0])
  }, 300_000)
  afterAll(() => rm(out, { recursive: true, force: true }))

  it('delivers the same table from both programs', () => {
    expect(record.parity).toMatchObject({ outcome: 'exact', passes: true })
    expect(record.trials.map(({ tables }) => tables.daily_revenue?.rows)).toEqual([9, 9, 9, 9])
    expect(new Set(record.trials.map(({ tables }) => tables.daily_revenue?.fingerprint)).size).toBe(1)
  })

  it('runs each twice, in an order that favours neither', () => {
    const [a, b] = record.trials.map(({ engine }) => engine)
    expect([a, b].toSorted()).toEqual(['duckdb', 'spark'])
    expect(record.trials.map(({ engine, outcome }) => [engine, outcome])).toEqual([
      [a, 'ok'],
      [b, 'ok'],
      [b, 'ok'],
      [a, 'ok'],
    ])
  })

  it('measures time, CPU and memory of every trial', () => {
    for (const { measures } of record.trials) {
      expect(measures.totalMs).toBeGreaterThan(0)
      expect(measures.cpuSeconds).toBeGreaterThan(0)
      expect(measures.peakAnonBytes).toBeGreaterThan(2 ** 20)
      expect(measures.outputBytes).toBeGreaterThan(0)
    }
  })

  it('knows each program by its source and the input by its file', () => {
    expect(new Set(record.trials.map(({ engine, behaviour }) => `${engine} ${behaviour}`)).size).toBe(2)
    expect(record).toMatchObject({
      size: 'own',
      partition: '2026-11-20',
      input: { source: 'path', files: 1 },
    })
  })
})
