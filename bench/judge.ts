/**
 * What `etl-compare judge` costs on a large ledger: 10,000 records of two candidates, in a folder.
 *
 * Seconds are the wall's, of the whole command; the peak is its anonymous and shared memory.
 *
 * Usage: bench/judge.ts [--records N]
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { simulateRecords } from '../src/simulate/records.ts'
import { SCENARIOS, type Scenario } from '../src/simulate/scenario.ts'
import { keepRecords, onLedger, printCost } from './ledger-cost.ts'

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
  const bytes = await keepRecords(folder, records)
  await writeFile(join(folder, 'etl-compare.yml'), CONFIG)
  console.log(`${records.length} records of ${(bytes / records.length / 1000).toFixed(1)} kB`)
  for (let run = 0; run < REPEATS; run += 1)
    await printCost('judge', folder, onLedger(['judge', '--as-of', '2050-01-01']))
} finally {
  await rm(folder, { recursive: true, force: true })
}
