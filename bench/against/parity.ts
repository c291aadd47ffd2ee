import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { formatBytes } from '../../src/model/units/bytes.ts'
import { datacompy, FRAMES, type Frames, installDatacompy } from '../datacompy.ts'
import { metered } from '../metered.ts'
import {
  baseTable,
  CHANGES,
  type Change,
  changedTable,
  DISK_BYTES_PER_ROW,
  EQUAL,
  ONE_PERCENT,
  WHOLE_COLUMN,
  writeTable,
} from '../parity-tables.ts'
import { type Bench, builds, type Comparison, commandOf, cpuOf, THIS_BUILD } from './bench.ts'
import type { Cost, Target } from './row.ts'

const TARGETS = new Map<Change, Target[]>([
  [EQUAL, [{ atMost: 1, of: '×' }]],
  [ONE_PERCENT, [{ atMost: 0.7, of: '×' }]],
  [
    WHOLE_COLUMN,
    [
      { atMost: 0.5, of: '×' },
      { atMost: 0.7, of: 'GB' },
    ],
  ],
])

/** Of datacompy's CPU. */
const BESIDE_DATACOMPY: [Change, Record<Frames, number>][] = [
  [ONE_PERCENT, { pandas: 1 / 12, polars: 1 / 6 }],
  [WHOLE_COLUMN, { pandas: 1 / 8, polars: 1 / 4 }],
]

/** Two Parquet files, B made of A's rows by one change after the other. */
export async function* parity(bench: Bench): AsyncIterable<Comparison> {
  for await (const change of written(CHANGES, bench))
    yield ofBuilds(bench, change, '1GB', TARGETS.get(change))
}

/** Ten times the rows. @throws Error where the disk has no room for them */
export async function* largeParity(bench: Bench): AsyncIterable<Comparison> {
  const large = { ...bench, rows: bench.rows * 10 }
  const needed = large.rows * DISK_BYTES_PER_ROW
  const { bavail, bsize } = await statfs(bench.scratch)
  if (bavail * bsize < needed) throw new Error(`${formatBytes(needed)} of disk needed in ${bench.scratch}`)
  for await (const change of written([ONE_PERCENT], large))
    yield ofBuilds(large, change, '2GB', [{ atMost: 2, of: 'GB' }])
}

/** datacompy and this build on the same two files. */
export async function* besideDatacompy(bench: Bench): AsyncIterable<Comparison> {
  await installDatacompy()
  const changes = BESIDE_DATACOMPY.map(([change]) => change)
  for await (const change of written(changes, bench))
    for (const frames of FRAMES) {
      const name = `${change.name}, ${frames}`
      const atMost = new Map(BESIDE_DATACOMPY).get(change)?.[frames] ?? Number.NaN
      yield {
        rows: [{ name, unit: 'CPU-s', targets: [{ atMost, of: '×' }] }],
        sides: [
          { name: 'datacompy', measure: async () => ({ [name]: await byDatacompy(bench, frames) }) },
          {
            name: THIS_BUILD,
            measure: async () => ({ [name]: await diff(bench.now, bench, change, '1GB') }),
          },
        ],
      }
    }
}

const pairIn = ({ scratch }: Bench): [string, string] => [
  join(scratch, 'a.parquet'),
  join(scratch, 'b.parquet'),
]

async function* written(changes: readonly Change[], bench: Bench): AsyncIterable<Change> {
  const [a, b] = pairIn(bench)
  await writeTable(a, baseTable(bench.rows), bench.signal)
  for (const change of changes) {
    await writeTable(b, changedTable(bench.rows, change), bench.signal)
    yield change
  }
}

function ofBuilds(bench: Bench, change: Change, memory: string, targets: Target[] = []): Comparison {
  const name = `parity of ${bench.rows / 1e6} M, ${change.name}`
  return {
    rows: [{ name, unit: 'CPU-s', targets }],
    sides: builds(bench, async (clone) => ({ [name]: await diff(clone, bench, change, memory) })),
  }
}

async function diff(clone: string, bench: Bench, change: Change, memory: string): Promise<Cost> {
  const argv = [commandOf(clone), 'diff', ...pairIn(bench), '--key', 'id', '--memory', memory]
  const exitCodes = [change === EQUAL ? 0 : 1]
  return cpuOf((await metered(argv, bench.scratch, { exitCodes, signal: bench.signal })).cost)
}

async function byDatacompy(bench: Bench, frames: Frames): Promise<Cost> {
  const { cost, isEqual } = await datacompy(frames, pairIn(bench), bench.scratch, bench.signal)
  if (isEqual) throw new Error('datacompy found files equal that are not')
  return cpuOf(cost)
}
