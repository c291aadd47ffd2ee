/**
 * Another build beside this one, by turns on this machine: one table of what each takes, the least of all turns.
 *
 * CPU is user and system time of whole process trees; the rows in milliseconds are wall time. The other clone has to be set
 * up (`make setup`). A build whose answer is wrong fails the benchmark.
 *
 * Usage: bench/against.ts CLONE [--turns N] [--rows N] [--size SIZE] [--records N]; default: 2 turns, parity of 10 million
 * rows a side, sessions medium, 10,000 records judged.
 */
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { z } from 'zod'
import { cacheFolder } from '../src/files/cache.ts'
import { aroundTrial } from './around-trial.ts'
import { keepSimulated, LEDGER } from './ledger-cost.ts'
import { cpuSeconds, metered } from './metered.ts'
import { baseTable, CHANGES, changedTable, EQUAL, writeTable } from './parity-tables.ts'

const run = promisify(execFile)
const KEY = '2026-11-20'
const [TRIALS, HELPS] = [10, 5]

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    turns: { type: 'string', default: '2' },
    rows: { type: 'string', default: '10000000' },
    size: { type: 'string', default: 'medium' },
    records: { type: 'string', default: '10000' },
  },
})
const count = z.coerce.number().int().positive()
const [turns, rows, records] = [
  count.parse(values.turns),
  count.parse(values.rows),
  count.parse(values.records),
]
const [other] = positionals
if (other === undefined) throw new Error('Name a clone of the other build, in which `make setup` ran.')
const [before, now] = [resolve(other), resolve(import.meta.dirname, '..')]
await mkdir(cacheFolder(), { recursive: true })
const scratch = await mkdtemp(join(cacheFolder(), 'bench-against-'))

const commandOf = (clone: string): string => join(clone, 'bin/etl-compare')

/** What one turn of a build took, by the rows of the table. */
type Measure = (clone: string) => Promise<Record<string, number>>

function printRow(name: string, [old = Number.NaN, own = Number.NaN]: (number | undefined)[]): void {
  const digits = name.endsWith(', ms') ? 0 : 2
  const cells = [old, own].map((value) => value.toFixed(digits).padStart(9))
  console.log(`${name.padEnd(34)} ${cells.join(' ')}   ${(own / old).toFixed(2)}×`)
}

async function byTurns(measure: Measure): Promise<void> {
  const least = new Map([before, now].map((clone) => [clone, new Map<string, number>()]))
  for (let turn = 0; turn < turns; turn += 1)
    for (const clone of turn % 2 === 0 ? [before, now] : [now, before])
      for (const [name, value] of Object.entries(await measure(clone))) {
        const known = least.get(clone)
        known?.set(name, Math.min(value, known.get(name) ?? Number.POSITIVE_INFINITY))
      }
  for (const name of least.get(now)?.keys() ?? [])
    printRow(name, [least.get(before)?.get(name), least.get(now)?.get(name)])
}

async function parity(): Promise<void> {
  const [a, b] = [join(scratch, 'a.parquet'), join(scratch, 'b.parquet')]
  await writeTable(a, baseTable(rows))
  for (const change of CHANGES) {
    await writeTable(b, changedTable(rows, change))
    await byTurns(async (clone) => {
      const argv = [commandOf(clone), 'diff', a, b, '--key', 'id', '--memory', '1GB']
      const { cost } = await metered(argv, scratch, [change === EQUAL ? 0 : 1])
      return { [`parity, ${change.name}, s of CPU`]: cpuSeconds(cost) }
    })
  }
}

const recordSchema = z.object({
  parity: z.object({ outcome: z.literal('exact') }),
  trials: z.array(z.object({ engine: z.string(), measures: z.object({ cpuSeconds: z.number() }) })),
})

const sessions: Measure = async (clone) => {
  const job = ['sessions', '--size', values.size, '--partition', KEY]
  const args = ['run', ...job, '--json', '--fail-on', 'never', '--out', join(scratch, 'out')]
  const { stdout } = await run(commandOf(clone), args, { cwd: clone, maxBuffer: 2 ** 26 })
  const { trials } = recordSchema.parse(JSON.parse(stdout).records[0])
  const byEngine = Map.groupBy(trials, ({ engine }) => engine)
  return Object.fromEntries(
    [...byEngine].map(([engine, of]) => [
      `sessions, ${engine}, s of CPU`,
      Math.min(...of.map(({ measures }) => measures.cpuSeconds)),
    ]),
  )
}

const overhead: Measure = async (clone) => {
  const helps: number[] = []
  for (let index = 0; index < HELPS; index += 1) {
    const begun = performance.now()
    await run(commandOf(clone), ['--help'])
    helps.push(performance.now() - begun)
  }
  const { added } = await aroundTrial(commandOf(clone), scratch, TRIALS)
  return { '--help, ms': Math.min(...helps), 'added around a trial, ms': added }
}

const judge: Measure = async (clone) => {
  const argv = [commandOf(clone), 'judge', '--as-of', '2050-01-01', '--ledger', LEDGER]
  return { 'judge, s of CPU': cpuSeconds((await metered(argv, scratch)).cost) }
}

try {
  const load = (await readFile('/proc/loadavg', 'utf8')).split(' ')[0]
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GiB`
  console.log(`${cpus().length} × ${cpus()[0]?.model}, ${memory}, load ${load}; least of ${turns} turns`)
  console.log(`${''.padEnd(34)} ${'before'.padStart(9)} ${'now'.padStart(9)}`)
  await parity()
  await byTurns(sessions)
  await byTurns(overhead)
  await keepSimulated(scratch, records)
  await byTurns(judge)
} finally {
  await rm(scratch, { recursive: true, force: true })
}
