import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDuckDB } from '../src/duckdb/open.ts'
import { runRecordSchema } from '../src/model/record/validate.ts'
import { etlCompare, QUICK_JVM, root, scratch } from './etl-compare.ts'
import { expectMeasured } from './measured.ts'

const LOG = resolve(root, '../shared/data/apache_logs')
const MINUTES = 60_000

/** What the 10,000 real lines must give, whatever the engine. */
const EXPECTED: [item: string, sql: string, value: unknown][] = [
  ['rejects', "SELECT string_agg(reason || ' ' || n, ', ') FROM rejects", 'bad_ip 1'],
  ['events', 'SELECT count(*) FROM events', 9_999n],
  ['sessions', 'SELECT count(*) FROM sessions', 3_223n],
  ['distinct IPs', 'SELECT count(DISTINCT ip) FROM events', 1_753n],
  ['visitors', 'SELECT count(DISTINCT (ip, user_agent)) FROM events', 1_861n],
  ['countries, ZZ among them', 'SELECT count(DISTINCT country) FROM events', 97n],
  ['events without a country', "SELECT count(*) FROM events WHERE country = 'ZZ'", 20n],
  ['repaired bytes', 'SELECT count(*) FROM events WHERE bytes = 0', 669n],
  ["agents '(none)'", "SELECT count(*) FROM events WHERE user_agent = '(none)'", 190n],
  ['referers', 'SELECT count(referer) FROM events', 5_927n],
  ['sum of bytes', 'SELECT sum(bytes)::BIGINT FROM events', 2_747_282_505n],
  ['sum of event_id', 'SELECT sum(event_id)::BIGINT FROM events', 49_996_101n],
  ['sum of seq', 'SELECT sum(seq)::BIGINT FROM events', 69_236n],
  ['first event', 'SELECT min(ts)::VARCHAR FROM events', '2015-05-17 10:05:00+00'],
  ['last event', 'SELECT max(ts)::VARCHAR FROM events', '2015-05-20 21:05:59+00'],
  ['sum of durations', 'SELECT sum(duration_s)::BIGINT FROM sessions', 48_818n],
  ['longest session', 'SELECT max(duration_s)::BIGINT FROM sessions', 59n],
  ['most hits', 'SELECT max(hits)::BIGINT FROM sessions', 108n],
  ['sessions with one hit', 'SELECT count(*) FROM sessions WHERE hits = 1', 1_774n],
  ['errors', 'SELECT sum(errors)::BIGINT FROM sessions', 220n],
  ['events by country', byCountry('events'), 'US 3895 FR 872 DE 577 SE 442 IN 423 CN 417 GB 295 ES 222'],
  ['sessions by country', byCountry('sessions'), 'US 1564 CN 217 FR 206 DE 133 GB 91 IN 75 RU 66 NL 54'],
]

function byCountry(table: string): string {
  return `SELECT string_agg(country || ' ' || n, ' ' ORDER BY n DESC) FROM
    (SELECT country, count(*) AS n FROM ${table} GROUP BY country ORDER BY n DESC LIMIT 8)`
}

describe.skipIf(!existsSync(LOG))(`10,000 real log lines (skipped where ${LOG} isn't there)`, () => {
  it(
    'give the same sessions on Spark, Polars and DuckDB, and the known values',
    async () => {
      await using folder = await scratch()
      const args = ['run', 'sessions', '--input', LOG, '--engines', 'spark,polars,duckdb', '--keep-outputs']
      const config = ['--config', join(root, 'etl-compare.yml'), '--out', join(folder.path, 'out')]
      const { code, stdout, stderr } = await etlCompare([...args, ...config], folder.path, QUICK_JVM)
      expect(stdout, stderr).toContain(
        '✓ Parity: exact. All 6 outputs have the same rows: events 9,999, sessions 3,223, rejects 1.',
      )
      expect(code).toBe(0)
      const record = await readFile(join(folder.path, 'out/sessions/own/run.json'), 'utf8')
      const { trials } = runRecordSchema.parse(JSON.parse(record))
      expectMeasured(trials, ['spark', 'polars', 'duckdb'], ['events', 'sessions', 'rejects'])
      for (const engine of ['spark', 'polars', 'duckdb']) {
        expect([
          engine,
          ...(await valuesOf(join(folder.path, 'out/sessions/own', engine, '1/output'))),
        ]).toEqual([engine, ...EXPECTED.map(([item, , value]) => [item, value])])
      }
    },
    10 * MINUTES,
  )
})

async function valuesOf(output: string): Promise<[string, unknown][]> {
  await using db = await openDuckDB()
  for (const table of ['events', 'sessions', 'rejects']) {
    const path = join(output, existsSync(join(output, table)) ? `${table}/*.parquet` : `${table}.parquet`)
    await db.run(`CREATE VIEW ${table} AS SELECT * FROM read_parquet('${path}')`)
  }
  const values: [string, unknown][] = []
  for (const [item, sql] of EXPECTED) {
    const [row] = await db.rows(sql)
    values.push([item, Object.values(row ?? {})[0]])
  }
  return values
}
