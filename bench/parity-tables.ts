import { dirname, join } from 'node:path'
import { openDuckDB } from '../src/duckdb/open.ts'

/** How B is made from A's rows, beside being put in another order. */
export interface Change {
  name: string
  columns?: string
  where?: string
}

export const raiseAmountWhere = (condition: string): string =>
  `* REPLACE ((amount + CASE WHEN ${condition} THEN 0.01 ELSE 0 END)::DECIMAL(12, 2) AS amount)`

export const EQUAL: Change = { name: 'equal' }
export const ONE_PERCENT: Change = { name: '1 % of rows', columns: raiseAmountWhere('id % 100 = 7') }
export const WHOLE_COLUMN: Change = {
  name: 'a whole column',
  columns: '* REPLACE (score * 1.0001 AS score)',
}
export const CHANGES: readonly Change[] = [EQUAL, ONE_PERCENT, WHOLE_COLUMN]

/** Two files of 34 bytes a row, and what sorting one of them spills. */
export const DISK_BYTES_PER_ROW = 140

export const baseTable = (count: number): string => `
  SELECT i AS id, (i * 7919) % 100000 AS customer,
    (((i * 104729) % 10000000) / 100)::DECIMAL(12, 2) AS amount, (i % 17)::INTEGER AS qty,
    sin(i) * 1000 AS score, 'user-' || ((i * 31) % 1000003) AS name,
    ['de', 'fr', 'us', 'jp', 'br'][1 + i % 5] AS country,
    TIMESTAMP '2026-01-01' + to_microseconds(i * 1000003) AS ts,
    DATE '2026-01-01' + (i % 365)::INTEGER AS day, i % 3 = 0 AS flag
  FROM range(${count}) numbers(i)`

/** Blocks of 1,000 rows change places. */
export const changedTable = (count: number, { columns = '*', where = 'true' }: Change): string =>
  `SELECT ${columns} FROM (${baseTable(count)}) WHERE ${where} ORDER BY hash(id // 1000), id`

/** Writes what a query gives as a Parquet file. */
export async function writeTable(file: string, query: string, signal: AbortSignal): Promise<void> {
  const tempFolder = join(dirname(file), 'spill')
  await using duckdb = await openDuckDB({ memoryLimit: '4GB', tempFolder, signal })
  await duckdb.run(`COPY (${query}) TO '${file}' (FORMAT parquet)`)
}
