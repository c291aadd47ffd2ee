import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { QUICK_JVM, root, scratch, startImpatient } from './etl-compare.ts'
import { PYTHON } from './lakehouse/lakehouse.ts'
import { recordOf } from './record-of.ts'

const MINUTES = 60_000

/** The configuration of `make compare-lakehouse`, with a catalog of the test's own and one query. */
async function configIn(folder: string): Promise<string> {
  const own = join(root, 'docker/lakehouse')
  const config = parse(await readFile(join(own, 'etl-compare.yml'), 'utf8'))
  config.stacks = {
    spark: { project: join(root, 'docker/spark') },
    pythonic: { project: join(root, 'docker/pythonic') },
  }
  const query = await readFile(join(own, 'queries/visits_by_country.sql'), 'utf8')
  await writeFile(join(folder, 'queries/visits.sql'), query)
  return JSON.stringify(config)
}

describe('sessions, loaded into Iceberg', () => {
  it(
    'is the same data by Spark, Polars and DuckDB, and its queries have the same results',
    async () => {
      await using folder = await scratch({ 'queries/empty': '' })
      await writeFile(join(folder.path, 'etl-compare.yml'), await configIn(folder.path))
      const make = join(root, 'docker/lakehouse/make_catalog.py')
      await promisify(execFile)(PYTHON, [make, join(folder.path, 'lake/catalog.db')])
      const args = ['run', '--size', '1MB', '--partition', '2026-11-20']
      const { code, stderr } = await startImpatient(args, folder.path, QUICK_JVM).ended
      expect(code, stderr).toBe(0)
      const record = await recordOf(folder.path, 'sessions/1MB')
      expect(record.parity.outcome).toBe('exact')
      for (const { tables } of record.trials)
        expect(Object.values(tables).every(({ snapshot }) => /^\d+$/.test(snapshot ?? ''))).toBe(true)
      const { queries = [] } = record
      expect(queries.map(({ engine, by, outcome }) => `${engine} ${by} ${outcome}`).toSorted()).toEqual([
        'duckdb duckdb exact',
        'duckdb spark exact',
        'polars duckdb exact',
        'polars spark exact',
        'spark duckdb exact',
        'spark spark exact',
      ])
    },
    20 * MINUTES,
  )
})
