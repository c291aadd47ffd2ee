import { execFile } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ColumnFinding, TableFinding } from '../src/model/record/schema.ts'
import { etlCompare, QUICK_JVM, root, scratch } from './etl-compare.ts'

/**
 * The same operations as Spark, DuckDB and Polars do them, each as one would write it. Tables that begin with near_ differ
 * in another way that looks alike.
 */
const SPARK = `
import sys
sys.path.insert(0, sys.argv[1])
from pyspark.sql.functions import expr
from spark_session import local_session

spark = local_session("planted_reasons")
spark.range(100).withColumn("score", expr("if(id % 5 = 0, null, id * 37 % 101)")) \\
    .withColumn("day", expr("date_add(date'2026-01-01', cast(id as int))")) \\
    .withColumn("text", expr("concat(' ', id, if(id % 2 = 0, ' ', ''))")) \\
    .withColumn("list", expr("concat(id, ',a,,')")) \\
    .withColumn("local", expr("timestamp_ntz'2026-11-01 00:00:00' + make_interval(0, 0, 0, 0, 0, 10 * id)")) \\
    .withColumn("region", expr("if(id % 3 = 0, null, if(id % 3 = 1, '', 'north'))")) \\
    .createOrReplaceTempView("rows")
spark.sql("SELECT id, id * 1.5D AS amount FROM rows").write.json("input/amounts")
spark.sql("SELECT id, region FROM rows").write.partitionBy("region").parquet("input/regions")
spark.read.schema("id BIGINT, amount_eur DOUBLE").json("input/amounts").createOrReplaceTempView("amounts")
spark.read.parquet("input/regions").createOrReplaceTempView("regions")

def write(table, query):
    spark.sql(query).write.parquet(f"spark/{table}")

write("rank", "SELECT id, score, rank() OVER (ORDER BY score) AS v FROM rows")
write("weekday", "SELECT id, day, dayofweek(day) AS v FROM rows")
write("week", "SELECT id, day, weekofyear(day) AS v FROM rows")
write("clock", "SELECT id, to_utc_timestamp(local, 'America/New_York') AS v FROM rows")
write("ratio", "SELECT id, CAST(id + 1 AS DECIMAL(10, 2)) / CAST(7 AS DECIMAL(10, 2)) AS v FROM rows")
write("halves", "SELECT id, round(id / 1000D, 2) AS v FROM range(1, 20001)")
write("list", "SELECT id, split(trim(TRAILING ',' FROM list), ',') AS v FROM rows")
write("drift", "SELECT id, amount_eur AS v FROM amounts")
write("partition", "SELECT id, region AS v FROM regions")
spark.sql("SELECT id, text AS v FROM rows").write.option("header", True).csv("spark/csv")

write("near_rank", "SELECT id, score, row_number() OVER (ORDER BY id) AS v FROM rows")
write("near_weekday", "SELECT id, id % 7 AS v FROM rows")
write("near_week", "SELECT id, day, weekofyear(day) AS v FROM rows")
write("near_clock", "SELECT id, to_utc_timestamp(local, 'America/New_York') AS v FROM rows")
write("near_ratio", "SELECT id, CAST(id / 8D AS DECIMAL(23, 13)) AS v FROM rows")
write("near_halves", "SELECT id, round(id / 1000D, 2) AS v FROM range(1, 20001)")
write("near_list", "SELECT id, split(list, ',') AS v FROM rows")
write("near_drift", "SELECT id, if(id = 5, id + 1, null) AS v FROM rows")
write("near_partition", "SELECT id, nullif('unset', if(id % 3 = 0, 'unset', '')) AS v FROM rows")
`

const DUCKDB = `
import duckdb

db = duckdb.connect()
db.sql("SET TimeZone = 'UTC'")
db.sql("""CREATE TABLE rows AS SELECT id, if(id % 5 = 0, NULL, id * 37 % 101) AS score,
    DATE '2026-01-01' + id::INTEGER AS day, concat(' ', id, if(id % 2 = 0, ' ', '')) AS text, concat(id, ',a,,') AS list,
    TIMESTAMP '2026-11-01 00:00:00' + to_minutes(10 * id) AS local FROM range(100) t(id)""")

def write(table, query):
    db.sql(query).write_parquet(f"duckdb/{table}.parquet")

write("rank", "SELECT id, score, rank() OVER (ORDER BY score) AS v FROM rows")
write("weekday", "SELECT id, day, dayofweek(day) AS v FROM rows")
write("week", "SELECT id, day, strftime(day, '%U')::INTEGER AS v FROM rows")
write("clock", "SELECT id, local AT TIME ZONE 'America/New_York' AS v FROM rows")
write("ratio", "SELECT id, CAST(id + 1 AS DECIMAL(10, 2)) / CAST(7 AS DECIMAL(10, 2)) AS v FROM rows")
write("halves", "SELECT id, round(id / 1000::DOUBLE, 2) AS v FROM range(1, 20001) t(id)")
write("list", "SELECT id, split(list, ',') AS v FROM rows")
write("drift", "SELECT id, amount AS v FROM 'input/amounts/*.json'")
write("partition", """SELECT id, regexp_extract(filename, 'region=([^/]*)', 1) AS v
    FROM read_parquet('input/regions/*/*.parquet', filename = true, hive_partitioning = false)""")
db.sql("SELECT id, text AS v FROM rows").write_csv("duckdb/csv.csv", header=True)

write("near_rank", "SELECT id, score, row_number() OVER (ORDER BY id DESC) AS v FROM rows")
write("near_weekday", "SELECT id, id % 7 + 1 AS v FROM rows")
write("near_week", "SELECT id, day, week(day) + 1 AS v FROM rows")
write("near_clock", "SELECT id, local + INTERVAL 5 HOUR AS v FROM rows")
write("near_ratio", "SELECT id, round(id / 8, 2)::DECIMAL(10, 2) AS v FROM rows")
write("near_halves", "SELECT id, trunc(id / 10) / 100 AS v FROM range(1, 20001) t(id)")
write("near_list", "SELECT id, split(list || 'b', ',') AS v FROM rows")
write("near_drift", "SELECT id, id + 1 AS v FROM rows")
write("near_partition", "SELECT id, 'unset' AS v FROM rows")
`

const POLARS = `
import datetime as dt
import polars as pl
from polars import col

rows = pl.DataFrame({"id": range(100)}).with_columns(
    score=pl.when(col("id") % 5 != 0).then(col("id") * 37 % 101),
    day=pl.lit(dt.date(2026, 1, 1)) + pl.duration(days=col("id")),
    text=pl.format(" {}{}", "id", pl.when(col("id") % 2 == 0).then(pl.lit(" ")).otherwise(pl.lit(""))),
    list=pl.format("{},a,,", "id"),
    local=pl.lit(dt.datetime(2026, 11, 1)) + pl.duration(minutes=10 * col("id")),
    region=pl.when(col("id") % 3 == 1).then(pl.lit("")).when(col("id") % 3 == 2).then(pl.lit("north")),
)
thousandths = pl.DataFrame({"id": range(1, 20001)})

def write(table, frame, v, *also):
    frame.select("id", *also, v=v).write_parquet(f"polars/{table}.parquet")

write("rank", rows, col("score").rank("min").cast(pl.Int32), "score")
write("weekday", rows, col("day").dt.weekday(), "day")
write("week", rows, col("day").dt.strftime("%W").cast(pl.Int32), "day")
write("clock", rows, col("local").dt.replace_time_zone("America/New_York", ambiguous="latest").dt.convert_time_zone("UTC"))
write("ratio", rows, (col("id") + 1).cast(pl.Decimal(10, 2)) / pl.lit(7).cast(pl.Decimal(10, 2)))
write("halves", thousandths, (col("id") / 1000).round(2))
write("list", rows, col("list").str.split(","))
write("drift", pl.concat([pl.read_ndjson("input/amounts/*.json")]), col("amount"))
write("partition", rows, col("region"))
rows.select("id", v="text").write_csv("polars/csv.csv")
`

/** The reasons why a table's values differ, by the table. */
type Reasons = Record<string, string[]>

const valuesOf = ({ columns }: TableFinding): ColumnFinding[] =>
  columns.filter(({ kind }) => kind === 'value')

describe('operations that engines do differently', () => {
  let folder: Awaited<ReturnType<typeof scratch>>
  let duckdb: TableFinding[]
  let polars: TableFinding[]
  const python = (stack: string) => join(root, 'docker', stack, '.venv/bin/python')
  const run = (stack: string, ...args: string[]) =>
    promisify(execFile)(python(stack), args, {
      cwd: folder.path,
      env: { ...process.env, ...QUICK_JVM, ETL_CPUS: '2', ETL_MEMORY: `${2 ** 31}` },
    })

  beforeAll(async () => {
    // A script's name must not hide the module that it imports.
    folder = await scratch({ 'in_spark.py': SPARK, 'in_duckdb.py': DUCKDB, 'in_polars.py': POLARS })
    for (const engine of ['duckdb', 'polars']) await mkdir(join(folder.path, engine))
    await run('spark', 'in_spark.py', join(root, 'docker/spark/jobs'))
    await run('pythonic', 'in_duckdb.py')
    await run('pythonic', 'in_polars.py')
    duckdb = await findings('duckdb')
    polars = await findings('polars')
  }, 300_000)
  afterAll(() => folder[Symbol.asyncDispose]())

  async function findings(engine: string): Promise<TableFinding[]> {
    const { stdout, stderr } = await etlCompare(
      ['diff', 'spark', engine, '--json', '--key', 'id'],
      folder.path,
    )
    if (stdout === '') throw new Error(stderr)
    const { tables } = JSON.parse(stdout) as { tables: { finding: TableFinding | null }[] }
    return tables.flatMap(({ finding }) => finding ?? [])
  }

  const reasonsOf = (found: readonly TableFinding[]): Reasons =>
    Object.fromEntries(found.map((finding) => [finding.table, valuesOf(finding).map(({ reason }) => reason)]))

  it('are recognised between Spark and DuckDB, and what looks alike is not', () => {
    expect(reasonsOf(duckdb)).toEqual({
      clock: ['clock-change'],
      csv: ['trimming'],
      drift: ['schema-drift'],
      halves: ['double-halves'],
      list: ['trailing-empties'],
      partition: ['null-for-partition'],
      rank: ['null-order'],
      ratio: ['division-scale'],
      week: ['week-numbering'],
      weekday: ['weekday-numbering'],
      near_clock: ['time-zone'],
      near_drift: ['null'],
      near_halves: ['truncation'],
      near_list: ['unexplained'],
      near_partition: ['null'],
      near_rank: ['unexplained'],
      near_ratio: ['fewer-decimals'],
      near_week: ['off-by-one'],
      near_weekday: ['off-by-one'],
    })
  })

  it('are named by the entries of the catalogue that say how to write them', () => {
    const named = duckdb.flatMap((finding) =>
      valuesOf(finding).map(({ entries = [] }) => [finding.table, entries[0]]),
    )
    expect(Object.fromEntries(named)).toMatchObject({
      clock: 'to-utc-dst',
      csv: 'csv-write-blanks',
      drift: 'parquet-later-column',
      halves: 'round-double-digits',
      partition: 'partition-empty',
      rank: 'rank-of-null',
      ratio: 'decimal-division',
      weekday: 'day-of-week',
    })
  })

  it('are recognised between Spark and Polars', () => {
    expect(reasonsOf(polars)).toEqual({
      clock: ['clock-change'],
      csv: ['trimming'],
      drift: ['schema-drift'],
      halves: ['rounding-half-even'],
      list: ['trailing-empties'],
      partition: ['null-for-empty'],
      rank: ['null-order'],
      ratio: ['division-scale'],
      week: ['week-numbering'],
      weekday: ['weekday-numbering'],
    })
  })
})
