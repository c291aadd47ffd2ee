import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openDuckDB } from '../../src/duckdb/open.ts'
import { inTurns } from '../in-turns.ts'
import { type Bench, COMMAND, costOf, runPython } from './bench.ts'
import { type Engine, namespaceOf, parquetOf } from './load.ts'
import type { Measured, Side } from './table.ts'

const PARTS = 4

/** The events of the sessions job, as Polars and as DuckDB loaded them, compared: as Parquet, and as Iceberg tables. */
export async function measureParityOfSessions(bench: Bench): Promise<Measured[]> {
  const parquet = (engine: Engine) => join(parquetOf(bench, engine, 0), 'events.parquet')
  const iceberg = (engine: Engine) => `iceberg:lake.${namespaceOf(engine, 0)}.events`
  const sides = [
    side('Parquet', [parquet('polars'), parquet('duckdb')], 'event_id', bench),
    side('Iceberg', [iceberg('polars'), iceberg('duckdb')], 'event_id', bench),
  ]
  return [await inTurns(`events of sessions ${bench.size}, diff of`, sides, bench.repeats)]
}

/**
 * The same rows in each format, compared with themselves. The Parquet files are those of the Iceberg table, by second names.
 * Files of the last table have no column ids: they are read by the names that it maps to ids.
 */
export async function measureParityOfFormats(bench: Bench): Promise<Measured[]> {
  await writeRows(bench)
  await runPython('write.py', [bench.scratch], bench)
  const kinds = {
    Parquet: 'plain',
    Iceberg: 'iceberg:lake.bench.orders',
    Delta: 'delta:delta',
    'Iceberg, a column added': 'iceberg:lake.bench.evolved',
    'Iceberg, files without ids': 'iceberg:lake.bench.added',
  }
  const sides = Object.entries(kinds).map(([name, path]) => side(name, [path, path], 'id', bench))
  const title = `${bench.rows.toLocaleString('en')} rows × 6 columns, diff of`
  return [await inTurns(title, sides, bench.repeats)]
}

const side = (name: string, paths: [string, string], key: string, bench: Bench): Side => ({
  name,
  measure: () => costOf([COMMAND, 'diff', ...paths, '--key', key], bench),
})

async function writeRows({ scratch, rows, signal }: Bench): Promise<void> {
  await mkdir(join(scratch, 'rows'))
  await using db = await openDuckDB({ signal })
  for (let part = 0; part < PARTS; part++)
    await db.run(`COPY (
      SELECT i AS id, (i * 7919) % 100000 AS customer,
        (((i * 104729) % 10000000) / 100)::DECIMAL(12, 2) AS amount, sin(i) * 1000 AS score,
        'user-' || ((i * 31) % 1000003) AS name, TIMESTAMP '2026-01-01' + to_microseconds(i * 1000003) AS ts
      FROM range(${Math.floor((rows / PARTS) * part)}, ${Math.floor((rows / PARTS) * (part + 1))}) numbers(i)
    ) TO '${join(scratch, `rows/${part}.parquet`)}' (FORMAT parquet)`)
}
