/**
 * What `etl-compare judge` costs on a large ledger: 10,000 records of two candidates, in a folder.
 *
 * Seconds are the wall's, of the whole command; the peak is its anonymous and shared memory.
 *
 * Usage: bench/judge.ts [--records N]
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { keepSimulated, onLedger, printCost } from './ledger-cost.ts'

const REPEATS = 3

const { values } = parseArgs({ options: { records: { type: 'string', default: '10000' } } })
const days = z.coerce.number().int().positive().parse(values.records)
const folder = await mkdtemp(join(tmpdir(), 'bench-judge-'))
try {
  const { count, bytes } = await keepSimulated(folder, days)
  console.log(`${count} records of ${(bytes / count / 1000).toFixed(1)} kB`)
  for (let run = 0; run < REPEATS; run += 1)
    await printCost('judge', folder, onLedger(['judge', '--as-of', '2050-01-01']))
} finally {
  await rm(folder, { recursive: true, force: true })
}
