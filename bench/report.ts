/**
 * What `etl-compare report` costs on a ledger of years: all pages, then again with one new night.
 *
 * Seconds are the wall's, of the whole command; the peak is its anonymous and shared memory.
 *
 * Usage: bench/report.ts [--jobs N] [--days N]
 */
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
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
const FIRST_DAY = '2020-01-01'

const count = z.coerce.number().int().positive()
const { values } = parseArgs({
  options: { jobs: { type: 'string', default: '10' }, days: { type: 'string', default: '365' } },
})
const [jobs, days] = [count.parse(values.jobs), count.parse(values.days)]
const dayNumber = (day: number): string =>
  new Date(Date.parse(FIRST_DAY) + (day - 1) * 86_400_000).toISOString().slice(0, 10)
const folder = await mkdtemp(join(tmpdir(), 'bench-report-'))
try {
  for (let job = 0; job < jobs; job += 1) {
    const scenario = {
      ...(SCENARIOS['second-candidate'] as Scenario),
      job: `job_${job}`,
      from: FIRST_DAY,
      days,
    }
    for (const record of simulateRecords(scenario, `${job}`)) {
      const path = join(folder, 'ledger', recordPath(record))
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, JSON.stringify(record, null, 1))
    }
  }
  console.log(`${jobs} jobs of ${days} days`)
  await report('all nights but one', dayNumber(days - 1))
  await report('one more night', dayNumber(days))
  await report('nothing new', dayNumber(days))
  const pages = (await readdir(join(folder, 'report'), { recursive: true })).filter((path) =>
    path.endsWith('.html'),
  )
  const sizes = await Promise.all(pages.map(async (path) => (await stat(join(folder, 'report', path))).size))
  const largest = Math.max(...sizes)
  console.log(
    `${pages.length} pages, the largest ${pages[sizes.indexOf(largest)]} ${(largest / 1000).toFixed(0)} kB`,
  )
} finally {
  await rm(folder, { recursive: true, force: true })
}

async function report(name: string, asOf: string): Promise<void> {
  const files = { log: join(folder, 'log.txt'), stages: join(folder, 'stages.jsonl') }
  await Promise.all([writeFile(files.log, ''), writeFile(files.stages, '')])
  const argv = [COMMAND, 'report', '--ledger', 'ledger', '--as-of', asOf]
  const env = { PATH: process.env.PATH ?? '', HOME: folder }
  const spec = { argv, cwd: folder, env, ...files, ...SAMPLING }
  const result = await meter(await findPython(), spec, new AbortController().signal)
  if (!isMetered(result) || result.exitCode !== 0) throw new Error(await readFile(files.log, 'utf8'))
  const [seconds, mib] = [result.wallMs / 1000, (result.peakAnonBytes ?? Number.NaN) / 2 ** 20]
  console.log(
    `${name.padEnd(20)} ${seconds.toFixed(2)} s  ${result.cpuSeconds.toFixed(2)} s of CPU  peak ${mib.toFixed(0)} MiB`,
  )
}
