/**
 * What `etl-compare judge` costs on a large ledger: 10,000 records of two candidates, in a folder.
 *
 * Seconds are the wall's, of the whole command; the peak is its anonymous and shared memory.
 *
 * Usage: bench/judge.ts [--records N]
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { recordPath } from '../src/ledger/path.ts'
import { SAMPLING } from '../src/runners/meter/measures.ts'
import { isMetered, meter } from '../src/runners/meter/meter.ts'
import { findPython } from '../src/runners/meter/python.ts'
import { simulateRecords } from '../src/simulate/records.ts'
import { SCENARIOS, type Scenario } from '../src/simulate/scenario.ts'

const COMMAND = resolve(import.meta.dirname, '../bin/etl-compare')
const REPEATS = 3
const CONFIG = `version: 1
jobs:
  simulated:
    input: none
    baseline: spark
    engines: { spark: { run: ['false'] }, polars: { run: ['false'] }, duckdb: { run: ['false'] } }
    tables: { orders: {} }
`

const { values } = parseArgs({ options: { records: { type: 'string', default: '10000' } } })
const days = z.coerce.number().int().positive().parse(values.records)
const folder = await mkdtemp(join(tmpdir(), 'bench-judge-'))
try {
  const records = simulateRecords(
    { ...(SCENARIOS['second-candidate'] as Scenario), days, from: '2000-01-01' },
    'x',
  )
  let bytes = 0
  for (const record of records) {
    const path = join(folder, 'ledger', recordPath(record))
    const text = JSON.stringify(record, null, 1)
    bytes += text.length
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text)
  }
  await writeFile(join(folder, 'etl-compare.yml'), CONFIG)
  console.log(`${records.length} records of ${(bytes / records.length / 1000).toFixed(1)} kB`)
  for (let run = 0; run < REPEATS; run += 1) {
    const files = { log: join(folder, 'log.txt'), stages: join(folder, 'stages.jsonl') }
    await Promise.all([writeFile(files.log, ''), writeFile(files.stages, '')])
    const argv = [COMMAND, 'judge', '--ledger', 'ledger', '--as-of', '2050-01-01']
    const env = { PATH: process.env.PATH ?? '', HOME: folder }
    const spec = { argv, cwd: folder, env, ...files, ...SAMPLING }
    const result = await meter(await findPython(), spec, new AbortController().signal)
    if (!isMetered(result) || result.exitCode !== 0) throw new Error(await readFile(files.log, 'utf8'))
    const [seconds, mib] = [result.wallMs / 1000, (result.peakAnonBytes ?? Number.NaN) / 2 ** 20]
    console.log(
      `judge  ${seconds.toFixed(2)} s  ${result.cpuSeconds.toFixed(2)} s of CPU  peak ${mib.toFixed(0)} MiB`,
    )
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}
