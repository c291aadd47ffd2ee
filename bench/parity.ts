/**
 * What `etl-compare diff` costs beside datacompy, on the same two Parquet files in the same run.
 *
 * CPU-s is user and system time of the whole process tree from start to exit, as the kernel adds it up;
 * `×` is to etl-compare's. Peak GB is the tree's anonymous and shared memory, sampled. Each tool runs once
 * and may use all cores and, but for etl-compare's `--memory 1GB`, all memory. One that is wrong about
 * whether B has A's rows fails the benchmark.
 *
 * Usage: bench/parity.ts [--rows N] [--against CLONE] [--no-datacompy] [--large]; default: 10 million rows a side.
 * `--against` adds the build of another clone, which runs after this one in each row. `--large` adds sides of
 * ten times the rows for etl-compare alone, with `--memory 2GB`: then the cache folder needs 14 GB of disk.
 */
import { mkdir, mkdtemp, rm, statfs } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { cacheFolder } from '../src/files/cache.ts'
import { formatBytes } from '../src/model/units/bytes.ts'
import type { Metered } from '../src/runners/meter/meter.ts'
import { datacompy, FRAMES, type Frames, installDatacompy } from './datacompy.ts'
import { metered } from './metered.ts'
import {
  baseTable,
  CHANGES,
  type Change,
  changedTable,
  DISK_BYTES_PER_ROW,
  EQUAL,
  ONE_PERCENT,
  raiseAmountWhere,
  writeTable,
} from './parity-tables.ts'

const ROOT = resolve(import.meta.dirname, '..')
const COMMAND = 'bin/etl-compare'

const { values: options } = parseArgs({
  allowNegative: true,
  options: {
    rows: { type: 'string', default: '10000000' },
    against: { type: 'string' },
    datacompy: { type: 'boolean', default: true },
    large: { type: 'boolean', default: false },
  },
})
const rows = z.coerce.number().positive().multipleOf(1000).parse(options.rows)
const largeRows = rows * 10

await mkdir(cacheFolder(), { recursive: true })
const scratch = await mkdtemp(join(cacheFolder(), 'bench-parity-'))
const [A, B] = [join(scratch, 'a.parquet'), join(scratch, 'b.parquet')]
const stop = new AbortController()
process.once('SIGINT', () => stop.abort())

const LARGE_CHANGES: Change[] = [
  EQUAL,
  ONE_PERCENT,
  {
    name: '1,000 cells, 1,000 lost',
    columns: raiseAmountWhere(`id % ${largeRows / 1000} = 7`),
    where: `id % ${largeRows / 1000} <> 9`,
  },
]

/** The same values in three nested columns. */
const nested = (table: string): string => `
  SELECT id, struct_pack(customer := customer, amount := amount, qty := qty, score := score) AS numbers,
    [name, country] AS texts, struct_pack(ts := ts, day := day, flag := flag) AS times FROM (${table})`

const write = (file: string, query: string) => writeTable(file, query, stop.signal)
const measure = (argv: string[], exitCodes = [0]) =>
  metered(argv, scratch, { exitCodes, signal: stop.signal })

interface Finding {
  cost: Metered
  isEqual: boolean
  words: string
}

const count = z.int().nullable()
const diffSchema = z.object({
  outcome: z.string(),
  passes: z.boolean(),
  tables: z.tuple([
    z.object({ finding: z.object({ onlyBaseline: count, onlyEngine: count, changed: count }) }),
  ]),
})

async function etlCompare(clone: string, memory: string): Promise<Finding> {
  const argv = [join(clone, COMMAND), 'diff', A, B, '--key', 'id', '--memory', memory, '--json']
  const { cost, exitCode, stdout } = await measure(argv, [0, 1])
  const { outcome, passes, tables } = diffSchema.parse(JSON.parse(stdout))
  if (passes !== (exitCode === 0)) throw new Error(`Exit code ${exitCode}, but:\n${stdout}`)
  const { changed, onlyBaseline, onlyEngine } = tables[0].finding
  const shown = (value: number | null) => value?.toLocaleString('en') ?? '?'
  const counts = `${shown(changed)} changed, ${shown(onlyBaseline)} lost, ${shown(onlyEngine)} new`
  return { cost, isEqual: passes, words: passes ? outcome : `${outcome}: ${counts}` }
}

async function byDatacompy(frames: Frames): Promise<Finding> {
  const { cost, isEqual } = await datacompy(frames, [A, B], scratch, stop.signal)
  return { cost, isEqual, words: isEqual ? 'equal' : 'different' }
}

interface Tool {
  name: string
  compare: () => Promise<Finding>
}

const builds = (memory: string): Tool[] => [
  { name: 'etl-compare', compare: () => etlCompare(ROOT, memory) },
  ...(options.against === undefined ? [] : [otherBuild(options.against, memory)]),
]
const otherBuild = (clone: string, memory: string): Tool => ({
  name: 'the other build',
  compare: () => etlCompare(resolve(clone), memory),
})
const DATACOMPYS: Tool[] = FRAMES.map((frames) => ({
  name: `datacompy ${frames}`,
  compare: () => byDatacompy(frames),
}))

function printLine(what: string, tool: string, cost: Metered, unit: number, words: string): void {
  const cells = [
    cost.cpuSeconds.toFixed(1).padStart(7),
    `${(cost.cpuSeconds / unit).toFixed(1)}×`.padStart(7),
    (cost.wallMs / 1000).toFixed(1).padStart(7),
    ((cost.peakAnonBytes ?? Number.NaN) / 1e9).toFixed(2).padStart(8),
  ]
  console.log(`${what.padEnd(24)} ${tool.padEnd(16)} ${cells.join(' ')}   ${words}`.trimEnd())
}

/** @param tools etl-compare first: the others' CPU is told as multiples of its */
async function compareWith(
  tools: Tool[],
  size: number,
  change: Change,
  shape: (table: string) => string = (table) => table,
): Promise<void> {
  await write(B, shape(changedTable(size, change)))
  let unit: number | undefined
  for (const { name, compare } of tools) {
    const { cost, isEqual, words } = await compare()
    unit ??= cost.cpuSeconds
    printLine(change.name, name, cost, unit, words)
    if (isEqual !== (change === EQUAL)) throw new Error(`${name} is wrong about '${change.name}'`)
  }
}

const heading = (size: number, columns = '10 columns'): string =>
  `\n${size.toLocaleString('en')} rows × ${columns} a side\n` +
  `${'B differs by'.padEnd(24)} ${'tool'.padEnd(16)}   CPU-s       ×  wall s  peak GB   found`

try {
  const needed = (options.large ? largeRows : rows) * DISK_BYTES_PER_ROW
  const { bavail, bsize } = await statfs(scratch)
  if (bavail * bsize < needed)
    throw new Error(
      `${formatBytes(needed)} of disk needed in ${scratch}, ${formatBytes(bavail * bsize)} free`,
    )
  if (options.datacompy) await installDatacompy()
  console.log(`${cpus().length} × ${cpus()[0]?.model}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB`)

  console.log(heading(rows))
  await write(A, baseTable(rows))
  const tools = [...builds('1GB'), ...(options.datacompy ? DATACOMPYS : [])]
  for (const change of CHANGES) await compareWith(tools, rows, change)
  const { cost } = await measure([join(ROOT, COMMAND), 'fingerprint', A])
  printLine('fingerprint of A', 'etl-compare', cost, cost.cpuSeconds, '')

  console.log(heading(rows, '4 columns, of the same values, 3 of them nested,'))
  await write(A, nested(baseTable(rows)))
  for (const change of [EQUAL, ONE_PERCENT]) await compareWith(builds('1GB'), rows, change, nested)

  if (options.large) {
    console.log(heading(largeRows))
    await write(A, baseTable(largeRows))
    for (const change of LARGE_CHANGES) await compareWith(builds('2GB'), largeRows, change)
  }
} finally {
  await rm(scratch, { recursive: true, force: true })
}
