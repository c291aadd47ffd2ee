import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { etlCompare, QUICK_JVM, root, scratch } from './etl-compare.ts'
import { expectMeasured } from './measured.ts'
import { recordOf } from './record-of.ts'

const MINUTES = 60_000
const ON_SEEDED_INPUT = [
  '--size',
  '10MB',
  '--partition',
  '2026-11-20',
  '--config',
  join(root, 'etl-compare.yml'),
]

describe('a built-in job on seeded input', { timeout: 10 * MINUTES }, () => {
  // On real lines tests/apache-log.test.ts measures it.
  it('sessions delivers the same data on every engine', async () => {
    await using folder = await scratch()
    const cache = { ETL_COMPARE_CACHE: join(folder.path, 'cache') }
    const args = ['try', 'sessions', '--json', ...ON_SEEDED_INPUT]
    const { code, stdout, stderr } = await etlCompare(args, folder.path, { ...QUICK_JVM, ...cache })
    expect(code, stderr).toBe(0)
    const [{ engines, parity }] = JSON.parse(stdout).tried
    expect(engines).toMatchObject(['spark', 'polars', 'duckdb'].map((engine) => ({ engine, outcome: 'ok' })))
    expect(parity.outcome).toBe('exact')
    expect(new Set(parity.findings.map(({ table }: { table: string }) => table))).toEqual(
      new Set(['events', 'sessions', 'rejects']),
    )
  })

  it('customer_tiers delivers the same data on every engine', async () => {
    await using folder = await scratch()
    const cache = { ETL_COMPARE_CACHE: join(folder.path, 'cache') }
    const args = ['run', 'customer_tiers', ...ON_SEEDED_INPUT]
    const { code, stderr } = await etlCompare(args, folder.path, { ...QUICK_JVM, ...cache })
    expect(code, stderr).toBe(0)
    const { parity, trials } = await recordOf(folder.path, 'customer_tiers/10MB')
    expect(parity.outcome).toBe('exact')
    expect(trials).toHaveLength(10)
    expectMeasured(trials, ['spark', 'spark_udf', 'spark_arrow', 'polars', 'duckdb'], ['customer_tiers'])
    const archives = trials.map(({ engine, steps }) => [engine, steps[0]?.settings?.class_archive])
    expect(Object.fromEntries(archives)).toMatchObject({
      spark: 'used',
      spark_udf: 'used',
      spark_arrow: 'used',
    })
  })
})
