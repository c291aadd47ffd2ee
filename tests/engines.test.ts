import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDuckDB } from '../src/duckdb/open.ts'
import { literal } from '../src/duckdb/sql.ts'
import { etlCompare, root, scratch } from './etl-compare.ts'

const EXAMPLE = join(root, 'examples/engines')
/** Sums beyond 18 digits, refunds, quoted numbers, a spend at each threshold. */
const CASE = join(root, 'fixtures/cases/customer_tiers')
const COLUMNS = `{'order_id': 'BIGINT', 'customer_id': 'BIGINT', 'order_ts': 'TIMESTAMPTZ', 'amount': 'DECIMAL(18, 2)'}`

/** Tries the example's engines with the thresholds of the case: how each ended, and what parity came to. */
async function tried(folder: string, ...options: string[]) {
  const example = await readFile(join(EXAMPLE, 'etl-compare.yml'), 'utf8')
  const elsewhere = example
    .replaceAll(/project: ([^\s}]+)/g, (_, project: string) => `project: ${join(EXAMPLE, project)}`)
    .replace('"5000.00"', '"1000"')
    .replace('"1000.00"', '"250.005"')
  await writeFile(join(folder, 'etl-compare.yml'), elsewhere)
  const { stdout } = await etlCompare(['try', 'customer_tiers', ...options, '--json'], folder)
  const [{ engines, parity }] = JSON.parse(stdout).tried
  const ended = engines.map(({ engine, outcome }: Record<string, string>) => [engine, outcome])
  return { ended: Object.fromEntries(ended), parity }
}

describe('the tiers of hand-written traps', { timeout: 600_000 }, () => {
  it('are the same by all engines of the example', async () => {
    await using folder = await scratch()
    expect(await tried(folder.path, '--input', CASE)).toMatchObject({
      ended: {
        ...{ duckdb: 'ok', polars: 'ok', datafusion: 'ok', chdb: 'ok', ibis: 'ok', narwhals: 'ok' },
        daft: 'ok',
      },
      parity: { outcome: 'exact', passes: true },
    })
  })

  it('are the same by Daft from Parquet, too', async () => {
    await using folder = await scratch()
    await mkdir(join(folder.path, 'input'))
    await using db = await openDuckDB()
    const [csv, parquet] = [join(CASE, 'orders.csv'), join(folder.path, 'input/orders.parquet')].map(literal)
    const orders = `FROM read_csv(${csv}, header = true, columns = ${COLUMNS})`
    await db.run(`COPY (${orders}) TO ${parquet} (FORMAT parquet)`)
    expect(await tried(folder.path, '--input', 'input', '--engines', 'duckdb,daft')).toMatchObject({
      ended: { duckdb: 'ok', daft: 'ok' },
      parity: { outcome: 'exact', passes: true },
    })
  })
})
