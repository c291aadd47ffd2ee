import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { recordPath } from '../src/ledger/path.ts'
import type { RunRecord } from '../src/model/record/schema.ts'
import { simulateRecords } from '../src/simulate/records.ts'
import { SCENARIOS, type Scenario } from '../src/simulate/scenario.ts'
import { metered } from './metered.ts'

const COMMAND = resolve(import.meta.dirname, '../bin/etl-compare')
/** Where the records of a folder are. */
export const LEDGER = 'ledger'

/**
 * Keeps records in the ledger of a folder.
 *
 * @returns the bytes of their files
 */
export async function keepRecords(folder: string, records: readonly RunRecord[]): Promise<number> {
  let bytes = 0
  for (const record of records) {
    const path = join(folder, LEDGER, recordPath(record))
    const text = JSON.stringify(record, null, 1)
    bytes += text.length
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text)
  }
  return bytes
}

const CONFIG = `version: 1
jobs:
  simulated:
    input: none
    baseline: spark
    engines: { spark: { run: ['false'] }, polars: { run: ['false'] }, duckdb: { run: ['false'] } }
    tables: { orders: {} }
`

/**
 * Keeps simulated records of two candidates, one a day, and their job's configuration.
 *
 * @returns how many records, and the bytes of their files
 */
export async function keepSimulated(folder: string, days: number): Promise<{ count: number; bytes: number }> {
  const scenario = { ...(SCENARIOS['second-candidate'] as Scenario), days, from: '2000-01-01' }
  const records = simulateRecords(scenario, 'x')
  await writeFile(join(folder, 'etl-compare.yml'), CONFIG)
  return { count: records.length, bytes: await keepRecords(folder, records) }
}

/** A command of ours on the ledger of the folder that it is run in. */
export const onLedger = (args: readonly string[]): string[] => [COMMAND, ...args, '--ledger', LEDGER]

/**
 * Runs a program with all that it starts, and prints what it cost: wall, CPU, anonymous and shared memory at the peak.
 *
 * @returns seconds of CPU
 */
export async function printCost(name: string, folder: string, argv: string[]): Promise<number> {
  const env = { HOME: folder, ASTRO_TELEMETRY_DISABLED: '1' }
  const { cost } = await metered(argv, folder, { env })
  const [seconds, mib] = [cost.wallMs / 1000, (cost.peakAnonBytes ?? Number.NaN) / 2 ** 20]
  console.log(
    `${name}  ${seconds.toFixed(2)} s  ${cost.cpuSeconds.toFixed(2)} s of CPU  peak ${mib.toFixed(0)} MiB`,
  )
  return cost.cpuSeconds
}
