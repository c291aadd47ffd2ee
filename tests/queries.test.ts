import { glob, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { RunRecord } from '../src/model/record/schema.ts'
import { etlCompare, root, scratch } from './etl-compare.ts'
import { PYTHON } from './lakehouse/lakehouse.ts'

const WRITE = `import duckdb, sys
duckdb.sql("SELECT i AS id, i % 3 AS kind FROM range(100) t(i)").write_parquet(sys.argv[1] + "/orders.parquet")
duckdb.sql("SELECT 1 AS id").write_csv(sys.argv[1] + "/notes.csv")
`
/** Runs the query by DuckDB, and gives one row too few where the query says so. */
const SLOPPY = `import duckdb, json, os, time
tables = json.load(open(os.environ["ETL_INPUT_TABLES"]))
for name, table in tables.items():
    duckdb.read_parquet(os.path.join(os.environ["ETL_INPUT_DATA"], table["path"])).create_view(name)
query = open(os.environ["ETL_INPUT_QUERY"]).read()
begun = time.perf_counter()
result = duckdb.sql(query if "sloppy" not in query else f"FROM ({query}) LIMIT 2")
result.write_parquet(os.environ["ETL_OUTPUT"] + "/result.parquet")
seconds = time.perf_counter() - begun
with open(os.environ["ETL_STAGES"], "a") as stages:
    stages.write(json.dumps({"stage": "cold", "seconds": seconds}) + "\\n")
`
const QUERIES = {
  'queries/kinds.sql': 'SELECT kind, count(*) AS n FROM orders GROUP BY kind ORDER BY n;\n',
  'queries/sums.sql': '-- sloppy\nSELECT kind, sum(id) AS ids FROM orders GROUP BY kind',
  'queries/broken.sql': 'SELECT nothing FROM orders',
  'queries/README.md': 'not a query',
}
const engine = { run: [PYTHON, 'write.py', '{output}'] }
const CONFIG = {
  version: 1,
  jobs: {
    orders: {
      input: 'input.csv',
      baseline: 'old',
      engines: { old: engine, new: engine },
      tables: { orders: { key: ['id'] }, notes: {} },
      queries: {
        folder: 'queries',
        engines: {
          duckdb: { run: [PYTHON, join(root, 'docker/pythonic/jobs/query_duckdb.py')] },
          sloppy: { run: [PYTHON, 'sloppy.py'] },
        },
      },
    },
  },
}
const FILES = {
  ...QUERIES,
  'write.py': WRITE,
  'sloppy.py': SLOPPY,
  'input.csv': 'id\n1\n',
  'etl-compare.yml': JSON.stringify(CONFIG),
}
const recordIn = async (folder: string): Promise<RunRecord> =>
  JSON.parse(await readFile(join(folder, 'results/orders/own/run.json'), 'utf8'))

describe('queries of a job', { timeout: 300_000 }, () => {
  it('run on the tables that they name, of each engine, by each query engine, cold and warm', async () => {
    await using folder = await scratch(FILES)
    const { code, stdout, stderr } = await etlCompare(['run', '--ledger', 'ledger'], folder.path)
    expect(code, stderr).toBe(0)
    const { queries = [] } = await recordIn(folder.path)
    const kinds = queries.filter(({ name }) => name === 'kinds')
    expect(kinds.map(({ engine: of, by, rows, outcome }) => [of, by, rows, outcome]).toSorted()).toEqual([
      ['new', 'duckdb', 3, 'exact'],
      ['new', 'sloppy', 3, 'exact'],
      ['old', 'duckdb', 3, 'exact'],
      ['old', 'sloppy', 3, 'exact'],
    ])
    for (const { by, coldSeconds, warmSeconds } of kinds) {
      expect(coldSeconds).toBeGreaterThan(0)
      if (by === 'duckdb') expect(warmSeconds).toBeGreaterThan(0)
      else expect(warmSeconds).toEqual({ value: null, reason: expect.stringContaining("no stage 'warm'") })
    }
    const sums = queries.filter(({ name }) => name === 'sums')
    expect(sums.filter(({ outcome }) => outcome === 'different').map(({ by }) => by)).toEqual([
      'sloppy',
      'sloppy',
    ])
    const broken = queries.filter(({ name }) => name === 'broken')
    expect(broken).toHaveLength(4)
    expect(
      broken.every(({ outcome, coldSeconds }) => outcome === null && typeof coldSeconds === 'object'),
    ).toBe(true)
    expect(queries.map(({ name }) => name)).not.toContain('README')
    expect(stdout).toContain('✕ sums by sloppy on the tables of')

    const judged = await etlCompare(['judge', '--ledger', 'ledger', '--json'], folder.path)
    const [verdict] = JSON.parse(judged.stdout).verdicts
    const ofKinds = verdict.queries.filter(({ name }: { name: string }) => name === 'kinds')
    expect(ofKinds).toHaveLength(4)
    expect(ofKinds[0]).toMatchObject({ records: 1, different: 0, coldSeconds: expect.any(Number) })

    const report = await etlCompare(['report', '--ledger', 'ledger', '--out', 'report'], folder.path)
    expect(report.code, report.stderr).toBe(0)
    const pages = (await Array.fromAsync(glob('report/**/*.html', { cwd: folder.path }))).toSorted()
    const texts = await Promise.all(pages.map((page) => readFile(join(folder.path, page), 'utf8')))
    expect(texts.filter((text) => text.includes('Query performance'))).toHaveLength(1)
  })

  it('leave nothing in the results, and are no part of parity', async () => {
    await using folder = await scratch(FILES)
    const { code } = await etlCompare(['run', '--fail-on', 'parity'], folder.path)
    expect(code).toBe(0)
    expect((await recordIn(folder.path)).parity.outcome).toBe('exact')
    expect(await Array.fromAsync(glob('results/**/result.parquet', { cwd: folder.path }))).toEqual([])
  })

  it('are not run by try, and must be there', async () => {
    await using folder = await scratch(FILES)
    const { code, stdout } = await etlCompare(['try', '--json'], folder.path)
    expect(code).toBe(0)
    expect(JSON.parse(stdout).tried[0]).not.toHaveProperty('queries')
    const empty = { ...CONFIG.jobs.orders, queries: { ...CONFIG.jobs.orders.queries, folder: 'none' } }
    await writeFile(
      join(folder.path, 'etl-compare.yml'),
      JSON.stringify({ ...CONFIG, jobs: { orders: empty } }),
    )
    expect((await etlCompare(['run'], folder.path)).mistake).toMatchObject({
      code: 'queriesMissing',
      data: { job: 'orders', found: 0 },
    })
  })
})
