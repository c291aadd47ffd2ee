import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RunRecord } from '../src/model/record/schema.ts'
import { built } from './container-job.ts'
import { root, scratch } from './etl-compare.ts'
import { recordOf } from './record-of.ts'

const PYTHON = join(root, 'docker/pythonic/.venv/bin/python')

const DUCKDB = `import duckdb, os, sys
orders, rates = sys.argv[1:]
assert os.environ["RATES"] == rates and "ETL_INPUT" not in os.environ
duckdb.sql(f"""COPY (SELECT id, round(amount * rate, 2) AS usd FROM '{orders}/*.csv' JOIN '{rates}' USING (currency))
  TO '{os.environ["ETL_OUTPUT"]}/invoices.parquet'""")
`
const POLARS = `import os
import polars as pl
orders, rates = (pl.scan_csv(os.environ["ETL_INPUT_" + name]) for name in ("ORDERS", "FX_RATES"))
joined = orders.join(rates, on="currency").select("id", usd=(pl.col("amount") * pl.col("rate")).round(2))
joined.sink_parquet(os.environ["ETL_OUTPUT"] + "/invoices.parquet")
`

/** A job of two inputs, of which only one has partitions. */
export const folderWith = (run: (program: string) => string) =>
  scratch({
    'data/2026-11-20/a.csv': 'id,currency,amount\n1,EUR,2.50\n2,USD,7.25\n',
    'ref/rates.csv': 'currency,rate\nEUR,1.1\nUSD,1\n',
    'jobs/a.py': DUCKDB,
    'jobs/b.py': POLARS,
    'etl-compare.yml': `version: 1
stacks: { py: { image: etl-compare/pythonic, ${built('docker/pythonic')}, mounts: [{ source: jobs, target: /jobs }] } }
jobs:
  billing:
    inputs: { orders: "data/{partition}", fx-rates: ref/rates.csv }
    columns: { orders: [id, currency], fx-rates: [rate] }
    baseline: duckdb
    engines:
      duckdb: { ${run('a.py')}, "{input.orders}", "{input.fx-rates}"], env: { RATES: "{input.fx-rates}" } }
      polars: { ${run('b.py')}] }
    tables: { invoices: { key: [id] } }
`,
  })

export const inProcesses = (program: string) => `run: [${PYTHON}, jobs/${program}`
export const inContainers = (program: string) => `stack: py, command: [python, /jobs/${program}`

export const recordIn = (folder: string): Promise<RunRecord> => recordOf(folder, 'billing/own')

export async function addDay(folder: string, day: string): Promise<void> {
  await mkdir(join(folder, 'data', day))
  await writeFile(join(folder, 'data', day, 'a.csv'), 'id,currency,amount\n3,USD,1.5\n')
}
