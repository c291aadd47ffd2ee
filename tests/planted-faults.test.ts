import { execFile } from 'node:child_process'
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { openDuckDB } from '../src/duckdb/open.ts'
import { literal } from '../src/duckdb/sql.ts'
import type { TableFinding } from '../src/model/record/schema.ts'
import { etlCompare, QUICK_JVM, root, scratch } from './etl-compare.ts'

const MINUTES = 60_000

/** Each writes every table twice, into sane/ and into faulty/, as somebody moving a job may get it wrong. */
const POLARS = `
import datetime as dt
import polars as pl
from polars import col

ids = pl.DataFrame({"id": range(1, 41)})
eighths = ids.with_columns(v=col("id") / 8)
events = ids.select("id", v=col("id") % 3)
events = pl.concat([events, events.head(5)])
start = dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC)
times = ids.with_columns(v=pl.lit(start) + pl.duration(minutes=col("id")))
write = lambda frame, path: frame.write_parquet(f"{path}.parquet")
write(eighths.with_columns(col("v").round(2, mode="half_away_from_zero")), "sane/rounding")
write(eighths.with_columns(col("v").round(2)), "faulty/rounding")
write(events, "sane/repeats")
write(events.unique(), "faulty/repeats")
write(times, "sane/naive")
write(times.with_columns(col("v").dt.replace_time_zone(None)), "faulty/naive")
write(times, "sane/zone")
local = col("v").dt.convert_time_zone("Europe/Zurich").dt.replace_time_zone(None)
write(times.with_columns(local), "faulty/zone")
total = ids.with_columns(v=col("id") * 100_000_000)
write(total, "sane/overflow")
write(total.with_columns(col("v").cast(pl.Int32, wrap_numerical=True).cast(pl.Int64)), "faulty/overflow")
`

const DUCKDB = `
import duckdb

db = duckdb.connect()
db.sql("SET TimeZone = 'UTC'")

def write(table, sane, faulty, source):
    db.sql(f"SELECT id, {sane} AS v FROM {source}").write_parquet(f"sane/{table}.parquet")
    db.sql(f"SELECT DISTINCT id, {faulty} AS v FROM {source}").write_parquet(f"faulty/{table}.parquet")

ids = "(SELECT unnest(range(1, 41)) AS id)"
time = "(TIMESTAMPTZ '2026-07-01 12:00:00+00' + to_minutes(id))"
write("rounding", "round(id / 8, 2)", "round_even(id / 8, 2)", ids)
write("repeats", "id % 3", "id % 3", f"(FROM {ids} UNION ALL SELECT * FROM {ids} WHERE id <= 5)")
write("naive", time, f"{time} AT TIME ZONE 'UTC'", ids)
write("zone", time, f"{time} AT TIME ZONE 'Europe/Zurich'", ids)
`

const SPARK = `
import sys
sys.path.insert(0, sys.argv[1])
from pyspark.sql.functions import expr
from spark_session import local_session

spark = local_session("planted_faults")
spark.conf.set("spark.sql.ansi.enabled", "false")
ids = spark.range(1, 41)
time = "timestamp_millis(1782907200000 + id * 60000)"

def write(table, sane, faulty, source=ids):
    source.withColumn("v", expr(sane)).write.parquet(f"sane/{table}")
    source.withColumn("v", expr(faulty)).distinct().write.parquet(f"faulty/{table}")

write("rounding", "round(id / 8, 2)", "bround(id / 8, 2)")
write("repeats", "id % 3", "id % 3", ids.union(ids.limit(5)))
write("naive", time, f"cast({time} as timestamp_ntz)")
write("zone", time, f"cast(from_utc_timestamp({time}, 'Europe/Zurich') as timestamp_ntz)")
write("overflow", "id * 100000000", "cast(cast(id * 100000000 as int) as bigint)")
`

type Findings = Record<string, TableFinding>

/** What `etl-compare diff` says of two folders of tables. */
async function diff(folder: string, a: string, b: string, ...options: string[]): Promise<Findings> {
  const { stdout, stderr } = await etlCompare(['diff', a, b, '--json', ...options], folder)
  if (stdout === '') throw new Error(stderr)
  const { tables } = JSON.parse(stdout) as { tables: { table: string; finding: TableFinding }[] }
  return Object.fromEntries(tables.map(({ table, finding }) => [table, finding]))
}

const python = (stack: string) => join(root, 'docker', stack, '.venv/bin/python')

async function runBoth(stack: string, script: string, ...args: string[]): Promise<Findings> {
  await using folder = await scratch({ 'job.py': script })
  for (const side of ['sane', 'faulty']) await mkdir(join(folder.path, side))
  await promisify(execFile)(python(stack), ['job.py', ...args], {
    cwd: folder.path,
    env: { ...process.env, ...QUICK_JVM, ETL_CPUS: '2', ETL_MEMORY: `${2 ** 31}` },
  })
  return await diff(folder.path, 'sane', 'faulty', '--key', 'id')
}

const reasons = (finding: TableFinding | undefined) => finding?.columns.map(({ reason }) => reason)

describe.each([
  ['polars', () => runBoth('pythonic', POLARS)],
  ['duckdb', () => runBoth('pythonic', DUCKDB)],
  ['spark', () => runBoth('spark', SPARK, join(root, 'docker/spark/jobs'))],
] as const)('faults planted into %s', (engine, run) => {
  let findings: Findings
  beforeAll(async () => {
    findings = await run()
  }, 5 * MINUTES)

  it('halves rounded to even: every other half is told', () => {
    // Of 1/8 … 40/8, those with an odd number of eighths are halves of a hundredth: 0.125, 0.375, …
    expect(findings.rounding).toMatchObject({ outcome: 'different', changed: 10, onlyEngine: 0 })
    expect(reasons(findings.rounding)).toEqual(['rounding-half-even'])
  })

  it('a DISTINCT too many: the lost repeats are counted', () => {
    expect(findings.repeats).toMatchObject({ outcome: 'different', onlyBaseline: 5, onlyEngine: 0 })
    expect(findings.repeats?.rows).toMatchObject([{ side: 'baseline', reason: 'repeats', count: 5 }])
  })

  it('times without a zone: equal as UTC, and not passing by themselves', () => {
    expect(findings.naive).toMatchObject({ outcome: 'coerced', passes: false, changed: 0 })
    expect(reasons(findings.naive)).toEqual(['naive-timestamp'])
  })

  it('times without a zone, in local time: every row is told', () => {
    expect(findings.zone).toMatchObject({ outcome: 'different', changed: 40 })
    expect(reasons(findings.zone)).toEqual(['naive-timestamp', 'time-zone'])
  })

  // DuckDB stops at an overflow, so it can't be planted there.
  if (engine !== 'duckdb')
    it('numbers that overflow 32 bits: those beyond are told', () => {
      // 22 · 10^8 is the first above 2^31 − 1, so 19 of 40 rows overflow.
      expect(findings.overflow).toMatchObject({ outcome: 'different', changed: 19 })
      expect(reasons(findings.overflow)).toEqual(['overflow'])
    })
})

describe('a fault planted into the sessions job', () => {
  it('a gap of exactly 30 minutes that ends a session: told in events and sessions, not in rejects', async () => {
    await using folder = await scratch()
    const [input, jobs] = [join(folder.path, 'input'), join(folder.path, 'jobs')]
    await makeInput(input)
    await cp(join(root, 'docker/pythonic/jobs'), jobs, { recursive: true })
    const sane = await readFile(join(jobs, 'sessions_polars.py'), 'utf8')
    const faulty = sane.replace('.diff() > pl.duration(minutes=30)', '.diff() >= pl.duration(minutes=30)')
    expect(faulty).not.toBe(sane)
    await writeFile(join(jobs, 'sessions_faulty.py'), faulty)
    for (const [job, output] of [
      ['sessions_polars.py', 'sane'],
      ['sessions_faulty.py', 'faulty'],
    ] as const) {
      const [ETL_INPUT, ETL_OUTPUT] = [input, join(folder.path, output)]
      await mkdir(ETL_OUTPUT)
      await promisify(execFile)(python('pythonic'), [join(jobs, job)], {
        env: { ...process.env, ETL_INPUT, ETL_OUTPUT },
      })
    }
    const { events, sessions, rejects } = await diff(folder.path, 'sane', 'faulty')
    expect(rejects).toMatchObject({ outcome: 'exact', passes: true })
    expect(events).toMatchObject({ outcome: 'different', onlyBaseline: 0, onlyEngine: 0 })
    expect(new Set(events?.columns.map(({ column }) => column))).toEqual(new Set(['session_id', 'seq']))
    expect(sessions?.outcome).toBe('different')
    expect(sessions?.engineRows).toBeGreaterThan(sessions?.baselineRows ?? Infinity)
  })
})

async function makeInput(folder: string): Promise<void> {
  const cases = join(root, 'fixtures/cases/sessions')
  await mkdir(folder)
  await cp(join(cases, 'events.csv'), join(folder, 'events.csv'))
  await using db = await openDuckDB()
  await db.run(`COPY (FROM read_csv(${literal(join(cases, 'geo.csv'))}, nullstr = ''))
    TO ${literal(join(folder, 'geo.parquet'))} (FORMAT parquet)`)
}
