import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runRecordSchema } from '../src/model/record/validate.ts'
import { QUICK_JVM, root, scratch, startImpatient } from './etl-compare.ts'

const MINUTES = 60_000

describe('a built-in job on seeded input', () => {
  it.each([
    ['sessions', ['spark', 'polars', 'duckdb'], ['events', 'sessions', 'rejects']],
    ['customer_tiers', ['spark', 'spark_udf', 'polars', 'duckdb'], ['customer_tiers']],
  ])(
    '%s delivers the same data on every engine',
    async (job, engines, tables) => {
      await using folder = await scratch()
      const args = [
        'run',
        job,
        '--size',
        '10MB',
        '--partition',
        '2026-11-20',
        '--config',
        join(root, 'etl-compare.yml'),
      ]
      const { code, stdout, stderr } = await startImpatient(args, folder.path, {
        ...QUICK_JVM,
        ETL_COMPARE_CACHE: join(folder.path, 'cache'),
      }).ended
      expect(stdout, stderr).toContain(
        `✓ Parity: exact. All ${2 * engines.length} outputs have the same rows`,
      )
      expect(code).toBe(0)
      const path = join(folder.path, 'results', job, '10MB/run.json')
      const record = runRecordSchema.parse(JSON.parse(await readFile(path, 'utf8')))
      expect(new Set(record.trials.map(({ engine }) => engine))).toEqual(new Set(engines))
      for (const { measures, tables: written, steps, samples } of record.trials) {
        expect(Object.keys(written)).toEqual(tables)
        expect(measures.cpuSeconds).toBeGreaterThan(0)
        expect(measures.peakAnonBytes).toBeGreaterThan(1e6)
        expect(measures.initMs).toBeGreaterThan(0)
        expect(steps[0]?.stages.length).toBeGreaterThan(0)
        expect(samples?.sha256).toMatch(/^[0-9a-f]{64}$/)
      }
    },
    10 * MINUTES,
  )
})
