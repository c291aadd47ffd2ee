/**
 * What `etl-compare report` costs on a ledger of years: all pages, then again with one new night, then again; and beside it
 * what `astro build` takes to make the same pages of a model that is there already, and what drawing that model takes.
 *
 * Seconds are the wall's, of the whole command; the peak is its anonymous and shared memory. CPU is that of the whole
 * process tree, by the meter that measures engines. Everything runs on whatever else the machine is doing: see the load.
 *
 * Usage: bench/report.ts [--jobs N] [--days N] [--no-astro]
 */
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { dayAfter } from '../src/model/units/day.ts'
import { pagesOf } from '../src/report/pages.ts'
import { simulateRecords } from '../src/simulate/records.ts'
import { SCENARIOS, type Scenario } from '../src/simulate/scenario.ts'
import { reportLedger } from '../src/workflow/report/report-ledger.ts'
import { astroProject } from './astro-build.ts'
import { keepRecords, onLedger, printCost } from './ledger-cost.ts'

const FIRST_DAY = '2020-01-01'
const WIDTH = 20
const DRAW_PAGES = join(import.meta.dirname, 'draw-pages.ts')

const count = z.coerce.number().int().positive()
const { values } = parseArgs({
  options: {
    jobs: { type: 'string', default: '10' },
    days: { type: 'string', default: '365' },
    astro: { type: 'boolean', default: true },
  },
  allowNegative: true,
})
const [jobs, days] = [count.parse(values.jobs), count.parse(values.days)]
const folder = await mkdtemp(join(tmpdir(), 'bench-report-'))
// Where no configuration lies, as where the command is run.
process.chdir(folder)

/** @param nights after the first */
const report = (name: string, nights: number, out = 'report') =>
  printCost(
    name.padEnd(WIDTH),
    folder,
    onLedger(['report', '--as-of', dayAfter(FIRST_DAY, nights), '--out', out]),
  )

async function printLargest(): Promise<void> {
  const files = await readdir(join(folder, 'report'), { recursive: true })
  const pages = files.filter((path) => path.endsWith('.html'))
  const sizes = await Promise.all(pages.map(async (path) => (await stat(join(folder, 'report', path))).size))
  const largest = Math.max(...sizes)
  const kilobytes = (largest / 1000).toFixed(0)
  console.log(`${pages.length} pages, the largest ${pages[sizes.indexOf(largest)]} ${kilobytes} kB`)
}

/**
 * Against `astro build`, which is given a model that is there already: the same pages of the same model, and the whole command,
 * which makes that model of the ledger and writes all trials as Parquet besides. Into folders that are new.
 */
async function compareWithAstro(): Promise<void> {
  const asOf = dayAfter(FIRST_DAY, days - 1)
  const request = { jobs: [], ledger: join(folder, 'ledger'), asOf }
  const context = { now: () => new Date(), signal: new AbortController().signal }
  const { report: model } = await reportLedger(request, [], context)
  const pages = pagesOf(model, null).map(({ path, toPage }) => ({ path, page: toPage() }))
  const project = join(folder, 'astro')
  await mkdir(project)
  const command = await astroProject(project, pages)
  const draw = [process.execPath, DRAW_PAGES, join(project, 'pages.json'), join(folder, 'drawn')]
  const astro = await printCost('astro build'.padEnd(WIDTH), project, command)
  const drawn = await printCost('drawing alone'.padEnd(WIDTH), folder, draw)
  const whole = await report('all nights', days - 1, 'anew')
  console.log(`drawing the same model took ${(drawn / astro).toFixed(2)} of the CPU of astro build,`)
  console.log(
    `reading and judging the ledger, writing its trials and drawing all pages ${(whole / astro).toFixed(2)}`,
  )
}

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
  console.log(`${jobs} jobs of ${days} days, load ${loadavg()[0]?.toFixed(1)}`)
  const all = await report('all nights but one', days - 2)
  const more = await report('one more night', days - 1)
  console.log(`one more night took ${(more / all).toFixed(2)} of the CPU of all`)
  await report('nothing new', days - 1)
  await printLargest()
  if (values.astro) await compareWithAstro()
} finally {
  await rm(folder, { recursive: true, force: true })
}
