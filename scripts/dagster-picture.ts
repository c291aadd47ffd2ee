/** Draws docs/dagster-run.png: Dagster's page of a real run of examples/dagster, in which DuckDB's table has an order too many. Needs Chromium, pngquant, Java, and `uv sync --locked --group web` in that folder. */
import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePorts } from '../src/machine/free-ports.ts'
import { QUICK_JVM, root } from '../tests/etl-compare.ts'
import { examplesIn } from '../tests/example-folder.ts'
import { startServer } from '../tests/servers/server.ts'
import { browserOf } from '../tests/site-in-browser.ts'

const BIN = join(root, 'examples/dagster/.venv/bin')
/** In one process, so that Spark starts once. */
const RUN = `from dagster import DagsterInstance
from definitions import defs
with DagsterInstance.get() as instance:
    tags = {"dagster/partition": "2026-11-20"}
    defs.resolve_job_def("revenue").execute_in_process(instance=instance, tags=tags)`
const WRITES = 'table.sink_parquet(str(file))'
const FAULT = `if self.backend == "duckdb" and context.asset_key.path[-1] == "daily_revenue":
            one_more = (nw.col("shop") == "Genève").cast(nw.Int64)
            table = table.with_columns(orders=nw.col("orders") + one_more)
        ${WRITES}`
const [WIDTH, HEIGHT] = [1300, 780]
const PATIENCE_MS = 120_000
/** Its page draws the steps, and scrolls to the last event. */
const DRAWS_MS = 10_000

const run = promisify(execFile)
await using folder = await examplesIn('own-job', 'dagster')
const cwd = join(folder.path, 'examples/dagster')
const env = { ...process.env, ...QUICK_JVM, DAGSTER_HOME: join(cwd, 'home') }
const tables = join(cwd, 'tables.py')
await writeFile(tables, (await readFile(tables, 'utf8')).replace(WRITES, FAULT))
await run(join(BIN, 'python'), ['-c', RUN], { cwd, env })

const [port] = await freePorts(1)
const address = `http://127.0.0.1:${port}/`
const serve = [join(BIN, 'dagster-webserver'), '-f', 'definitions.py', '--port', String(port)]
await using _server = await startServer(serve, { cwd, env }, async () => {
  if (!(await fetch(`${address}server_info`)).ok) throw new Error('not ready')
})
const browser = await browserOf(folder.path)
try {
  const { page } = await browser.opened('runs', { viewport: { width: WIDTH, height: HEIGHT } }, address)
  page.setDefaultTimeout(PATIENCE_MS)
  await page.locator('a[href^="/runs/"]').first().click()
  await page.getByText('failed for materialization').waitFor()
  await page.waitForTimeout(DRAWS_MS)
  const draft = join(folder.path, 'run.png')
  await page.screenshot({ path: draft })
  const picture = join(root, 'docs/dagster-run.png')
  await run('pngquant', ['64', '--strip', '--force', '--output', picture, draft])
} finally {
  await browser.close()
}
