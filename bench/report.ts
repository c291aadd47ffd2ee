/**
 * What `etl-compare report` costs on a ledger of years: all pages, then again with one new night.
 *
 * Seconds are the wall's, of the whole command; the peak is its anonymous and shared memory.
 *
 * Usage: bench/report.ts [--jobs N] [--days N]
 */
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { simulateRecords } from '../src/simulate/records.ts'
import { SCENARIOS, type Scenario } from '../src/simulate/scenario.ts'
import { dayAfter } from '../src/verdict/epochs.ts'
import { keepRecords, printCost } from './ledger-cost.ts'

const FIRST_DAY = '2020-01-01'

const count = z.coerce.number().int().positive()
const { values } = parseArgs({
  options: { jobs: { type: 'string', default: '10' }, days: { type: 'string', default: '365' } },
})
const [jobs, days] = [count.parse(values.jobs), count.parse(values.days)]
/** @param nights after the first */
const report = (name: string, nights: number) =>
  printCost(name.padEnd(20), folder, ['report', '--as-of', dayAfter(FIRST_DAY, nights)])
const folder = await mkdtemp(join(tmpdir(), 'bench-report-'))
try {
  for (let job = 0; job < jobs; job += 1) {
    const scenario = {
      ...(SCENARIOS['second-candidate'] as Scenario),
      job: `job_${job}`,
      from: FIRST_DAY,
      days,
    }
    await keepRecords(folder, simulateRecords(scenario, `${job}`))
  }
  console.log(`${jobs} jobs of ${days} days`)
  await report('all nights but one', days - 2)
  await report('one more night', days - 1)
  await report('nothing new', days - 1)
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
