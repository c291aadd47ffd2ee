/**
 * What parity on Iceberg and Delta tables costs beside the same rows as Parquet, all local, and what listing an Iceberg table
 * of many files takes. CPU-s is user and system time of the process tree, Python's included. Each side is the same
 * table; each kind runs as often as is asked, in turns, and its least CPU is shown.
 *
 * Usage: bench/lakehouse.ts [--rows N] [--repeats N]; default: 10 million rows, 3 times. It needs docker/pythonic/.venv.
 */
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { cpus, loadavg, totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { z } from 'zod'
import { openDuckDB } from '../src/duckdb/open.ts'
import { cacheFolder } from '../src/files/cache.ts'
import { isMetered, type Metered, meter } from '../src/runners/meter/meter.ts'
import { findPython } from '../src/runners/meter/python.ts'

const ROOT = resolve(import.meta.dirname, '..')
const PYTHONIC = join(ROOT, 'docker/pythonic')
const PYTHON = join(PYTHONIC, '.venv/bin/python')
const MANY_FILES = 1000
const PARTS = 4
const KINDS = { parquet: 'parquet', iceberg: 'iceberg:lake.bench.orders', delta: 'delta:delta' }

const { values: options } = parseArgs({
  options: { rows: { type: 'string', default: '10000000' }, repeats: { type: 'string', default: '3' } },
})
const rows = z.coerce.number().positive().multipleOf(PARTS).parse(options.rows)
const repeats = z.coerce.number().int().positive().parse(options.repeats)

await mkdir(cacheFolder(), { recursive: true })
const scratch = await mkdtemp(join(cacheFolder(), 'bench-lakehouse-'))
const stop = new AbortController()
process.once('SIGINT', () => stop.abort())

async function writeTables(): Promise<void> {
  await mkdir(join(scratch, 'parquet'))
  await using db = await openDuckDB({ signal: stop.signal })
  for (let part = 0; part < PARTS; part++)
    await db.run(`COPY (
      SELECT i AS id, (i * 7919) % 100000 AS customer,
        (((i * 104729) % 10000000) / 100)::DECIMAL(12, 2) AS amount, sin(i) * 1000 AS score,
        'user-' || ((i * 31) % 1000003) AS name, TIMESTAMP '2026-01-01' + to_microseconds(i * 1000003) AS ts
      FROM range(${(rows / PARTS) * part}, ${(rows / PARTS) * (part + 1)}) numbers(i)
    ) TO '${join(scratch, `parquet/${part}.parquet`)}' (FORMAT parquet)`)
  await promisify(execFile)(PYTHON, [join(ROOT, 'bench/lakehouse/write.py'), scratch, String(MANY_FILES)])
  const config = {
    version: 1,
    catalogs: { lake: { type: 'sql', uri: 'sqlite:///catalog.db' } },
    stacks: { pythonic: { project: PYTHONIC } },
    jobs: {
      bench: {
        input: '.',
        baseline: 'a',
        engines: { a: { run: ['true'] }, b: { run: ['true'] } },
        tables: { orders: null },
      },
    },
  }
  await writeFile(join(scratch, 'etl-compare.yml'), JSON.stringify(config))
}

async function compare(path: string): Promise<Metered> {
  const [log, stages] = [join(scratch, 'log'), join(scratch, 'stages')]
  for (const file of [log, stages]) await writeFile(file, '')
  const spec = {
    argv: [join(ROOT, 'bin/etl-compare'), 'diff', path, path, '--key', 'id'],
    cwd: scratch,
    // On the disk of the tables, as a user would set it who has large ones.
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', TMPDIR: scratch },
    ...{ log, stages, sampleMs: 100, graceSeconds: 1 },
  }
  const cost = await meter(await findPython(), spec, stop.signal)
  stop.signal.throwIfAborted()
  if (!isMetered(cost) || cost.exitCode !== 0)
    throw new Error(`${path} was not compared:\n${await readFile(log, 'utf8')}`)
  return cost
}

const cpuSeconds = (cost: Metered): number => cost.cpuUserSeconds + cost.cpuSystemSeconds
const leastOf = (costs: readonly Metered[]): Metered =>
  costs.reduce((least, cost) => (cpuSeconds(cost) < cpuSeconds(least) ? cost : least))

try {
  await writeTables()
  const [load = 0] = loadavg()
  console.log(
    `${cpus().length} × ${cpus()[0]?.model}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, load ${load.toFixed(1)}`,
  )
  console.log(`\n${rows.toLocaleString('en')} rows × 6 columns a side, equal; least of ${repeats}`)
  console.log('kind         CPU-s       ×  wall s')
  const costs = new Map<string, Metered[]>()
  for (let repeat = 0; repeat < repeats; repeat++)
    for (const [kind, path] of Object.entries(KINDS))
      costs.set(kind, [...(costs.get(kind) ?? []), await compare(path)])
  const unit = cpuSeconds(leastOf(costs.get('parquet') ?? []))
  for (const [kind, all] of costs) {
    const least = leastOf(all)
    const cells = [
      cpuSeconds(least).toFixed(1).padStart(7),
      `${(cpuSeconds(least) / unit).toFixed(2)}×`.padStart(7),
      (least.wallMs / 1000).toFixed(1).padStart(7),
    ]
    console.log(`${kind.padEnd(10)} ${cells.join(' ')}`)
  }
  const { stdout } = await promisify(execFile)(PYTHON, [join(ROOT, 'bench/lakehouse/plan.py'), scratch])
  const plan = z.object({ files: z.int(), seconds: z.number(), cpu: z.number() }).parse(JSON.parse(stdout))
  console.log(
    `\nIceberg table of ${plan.files} files: loaded and listed in ${plan.seconds.toFixed(2)} s (${plan.cpu.toFixed(2)} CPU-s)`,
  )
} finally {
  await rm(scratch, { recursive: true, force: true })
}
