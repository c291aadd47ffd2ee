/**
 * What making a fixture costs on this machine, its hash included.
 *
 *   node bench/fixtures.ts [fixture] [size] [format]     (default: weblogs 1GB csv)
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeFixture } from '../src/fixtures/store.ts'
import { formatBytes } from '../src/model/units/bytes.ts'

const [fixture = 'weblogs', size = '1GB', format = 'csv'] = process.argv.slice(2)
const folder = await mkdtemp(join(tmpdir(), 'etl-compare-bench-'))
process.env.ETL_COMPARE_CACHE = folder
try {
  // The country table is made once a machine and is no part of the figure.
  await makeFixture({ fixture, size: '1kB', partition: 'warm', format: 'csv' })
  const cpu = process.cpuUsage()
  const begun = performance.now()
  const { rows, bytes } = await makeFixture({
    fixture,
    size,
    partition: '2026-11-20',
    format: format === 'parquet' ? 'parquet' : 'csv',
  })
  const seconds = (performance.now() - begun) / 1000
  const { user, system } = process.cpuUsage(cpu)
  console.log(
    [
      `${fixture} ${size} ${format}`,
      `${rows.toLocaleString('en')} rows`,
      formatBytes(bytes),
      `${seconds.toFixed(1)} s`,
      `${Math.round(rows / seconds).toLocaleString('en')} rows/s`,
      `${((user + system) / 1e6).toFixed(1)} CPU-s`,
      `peak ${formatBytes(process.resourceUsage().maxRSS * 1024)}`,
    ].join(' · '),
  )
} finally {
  await rm(folder, { recursive: true, force: true })
}
