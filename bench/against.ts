/**
 * Another build beside this one, by turns on this machine: one table of what each takes, and which targets this build meets.
 *
 * A figure is the least of all turns, with their range; GB is the greatest anonymous and shared memory of the process tree.
 * CPU-s is user and system time of the tree; ms and s are the wall's. The ratio is that of the two figures, its range that of the
 * turns. A side that fails, or whose answer is wrong, has its reason in place of a figure, and the exit code is 1. Progress goes to
 * stderr. The other clone has to be set up (`make setup`); both write below a temporary folder alone.
 *
 * Usage: bench/against.ts CLONE [--only GROUP,…] [--turns N] [--rows N] [--size SIZE] [--records N]; default: all groups, 2 turns,
 * parity of 10 million rows a side (large: ten times as many), sessions medium, 10,000 records judged. Groups: see GROUPS.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { cacheFolder } from '../src/files/cache.ts'
import type { Bench, Comparison, Costs, Group } from './against/bench.ts'
import { buildText, loadNow, machineText } from './against/machine.ts'
import { besideDatacompy, largeParity, parity } from './against/parity.ts'
import { type Row, spreadOf, type Turns, valuesOf } from './against/row.ts'
import { compare, F, sessions } from './against/sessions.ts'
import { headingOf, textOf } from './against/table.ts'
import { judge, tool } from './against/tool.ts'
import { inTurns, type Side } from './in-turns.ts'

const GROUPS: Record<string, Group> = {
  tool,
  judge,
  parity,
  sessions,
  compare,
  datacompy: besideDatacompy,
  large: largeParity,
}

const REASON_LENGTH = 500

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', default: Object.keys(GROUPS).join() },
    turns: { type: 'string', default: '2' },
    rows: { type: 'string', default: '10000000' },
    size: { type: 'string', default: 'medium' },
    records: { type: 'string', default: '10000' },
  },
})
const count = z.coerce.number().int().positive()
const chosen = z.array(z.enum(Object.keys(GROUPS))).parse(values.only.split(','))
const turns = count.parse(values.turns)
const [clone] = positionals
if (clone === undefined) throw new Error('Name a clone of the other build in which `make setup` ran.')

await mkdir(cacheFolder(), { recursive: true })
const scratch = await mkdtemp(join(cacheFolder(), 'bench-against-'))
// Fixtures, and how long runs took, of both builds: neither meets what the other keeps for users.
process.env.ETL_COMPARE_CACHE = join(scratch, 'cache')
const stop = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort())
const bench: Bench = {
  before: resolve(clone),
  now: resolve(import.meta.dirname, '..'),
  scratch,
  rows: count.multipleOf(1000).parse(values.rows),
  size: values.size,
  records: count.parse(values.records),
  signal: stop.signal,
}

function failure(error: unknown): Error {
  stop.signal.throwIfAborted()
  process.exitCode = 1
  const words = error instanceof Error ? error.message : String(error)
  return new Error(words.replaceAll(/\s+/g, ' ').slice(0, REASON_LENGTH))
}

/** A side whose failure is its answer. */
const failing = ({ name, measure }: Side<Costs>): Side<Costs | Error> => ({
  name,
  measure: (turn) => measure(turn).catch(failure),
})

function turnsOf(name: string, costs: readonly (Costs | Error)[]): Turns {
  const failed = costs.find((turn) => turn instanceof Error)
  if (failed) return { reason: failed.message }
  const known = costs.flatMap((turn) => (turn instanceof Error ? [] : (turn[name] ?? [])))
  return known.length === costs.length ? known : { reason: `${name}: not measured in each turn` }
}

async function rowsOf({ rows, sides: [other, own] }: Comparison): Promise<Row[]> {
  const title = rows.map(({ name }) => name).join('; ')
  const { sides } = await inTurns(title, [failing(other), failing(own)], turns)
  const [others = [], owns = []] = sides.map(({ costs }) => costs)
  return rows.map((plan) => ({ ...plan, other: turnsOf(plan.name, others), own: turnsOf(plan.name, owns) }))
}

let heading = ''
async function printComparison(comparison: Comparison): Promise<void> {
  const [{ name }] = comparison.sides
  if (heading !== name) console.log(headingOf(name))
  heading = name
  const rows = await rowsOf(comparison)
  const unit = rows.find((row) => row.name === F)
  const f = unit ? spreadOf([unit.other, unit.own].flatMap(valuesOf)) : null
  for (const row of rows) console.log(textOf(row, f?.least ?? null))
}

try {
  console.log(`${machineText()}; ${turns} turns, load ${loadNow()} before them`)
  console.log(`the other build: ${await buildText(bench.before)}`)
  console.log(`this build: ${await buildText(bench.now)}`)
  for (const group of chosen)
    try {
      for await (const comparison of (GROUPS[group] as Group)(bench)) await printComparison(comparison)
    } catch (error) {
      console.log(`\n${group}: ${failure(error).message}`)
    }
  console.log(`\nload ${loadNow()} after it`)
} finally {
  await rm(scratch, { recursive: true, force: true })
}
