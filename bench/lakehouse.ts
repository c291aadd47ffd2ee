/**
 * What tables of a lakehouse cost, beside the same data as Parquet, all on this machine's disk: the sessions job loaded by
 * each Pythonic engine, its events compared, the same rows compared in each format, and a table of 1,000 files listed.
 *
 * Sides are measured in turns; medians are printed, with the range of the wall's seconds. CPU-s is that of the whole process
 * tree, Python's included. What is left after a failed part is measured all the same. Progress goes to stderr.
 *
 * Usage: bench/lakehouse.ts [--repeats N] [--size SIZE] [--rows N]; default: 3 times, medium (1 GB), 10 million rows. It
 * needs docker/pythonic/.venv and, with these, 8 GB of disk in the cache folder and the fixture's 1 GB.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { cacheFolder } from '../src/files/cache.ts'
import { type Bench, catalogOf, PYTHONIC } from './lakehouse/bench.ts'
import { measureManyFiles } from './lakehouse/files.ts'
import { measureLoad } from './lakehouse/load.ts'
import { measureParityOfFormats, measureParityOfSessions } from './lakehouse/parity.ts'
import { type Measured, tableOf } from './lakehouse/table.ts'

const PARTS = [measureLoad, measureParityOfSessions, measureParityOfFormats, measureManyFiles]

const count = z.coerce.number().int().positive()
const { values } = parseArgs({
  options: {
    repeats: { type: 'string', default: '3' },
    size: { type: 'string', default: 'medium' },
    rows: { type: 'string', default: '10000000' },
  },
})

await mkdir(cacheFolder(), { recursive: true })
const scratch = await mkdtemp(join(cacheFolder(), 'bench-lakehouse-'))
const stop = new AbortController()
process.once('SIGINT', () => stop.abort())
const bench: Bench = {
  scratch,
  repeats: count.parse(values.repeats),
  size: values.size,
  rows: count.parse(values.rows),
  signal: stop.signal,
}

async function writeConfig(): Promise<void> {
  const run = ['true']
  const config = {
    version: 1,
    catalogs: { lake: catalogOf(bench) },
    stacks: { pythonic: { project: PYTHONIC } },
    jobs: {
      bench: { input: '.', baseline: 'a', engines: { a: { run }, b: { run } }, tables: { orders: null } },
    },
  }
  await writeFile(join(scratch, 'etl-compare.yml'), JSON.stringify(config))
}

try {
  await writeConfig()
  const [load = 0] = loadavg()
  const measured: Measured[] = []
  for (const measure of PARTS) {
    try {
      measured.push(...(await measure(bench)))
    } catch (error) {
      stop.signal.throwIfAborted()
      console.error(error)
      process.exitCode = 1
    }
  }
  const machine = `${cpus().length} × ${cpus()[0]?.model}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB`
  console.log(`${machine}, load ${load.toFixed(1)} before it; medians of ${bench.repeats}\n`)
  console.log(tableOf(measured))
} finally {
  await rm(scratch, { recursive: true, force: true })
}
