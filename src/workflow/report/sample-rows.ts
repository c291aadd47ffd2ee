import { z } from 'zod'
import { type DuckDB, openDuckDB } from '../../duckdb/open.ts'
import { literal } from '../../duckdb/sql.ts'
import type { Beside, StoredRow } from '../../report/build/beside.ts'

/** Of some tables, a few rows each. */
const MOST_ROWS = 5_000

const row = z.object({
  engine: z.string(),
  table: z.string(),
  number: z.int().min(1),
  side: z.enum(['baseline', 'engine']),
  values: z.string().transform((text) => values.parse(JSON.parse(text))),
})
const values = z.record(z.string(), z.string().nullable())

/** Sample rows of files that `run` wrote, by their hashes; none of a file that is of another form. */
export async function readSampleRows(
  files: readonly { path: string; hash: string }[],
): Promise<Beside['rows']> {
  const read = new Map<string, readonly StoredRow[]>()
  if (files.length === 0) return read
  await using db = await openDuckDB({ threads: 1 })
  for (const { path, hash } of files) {
    const rows = await rowsIn(db, path).catch(() => undefined)
    if (rows) read.set(hash, rows)
  }
  return read
}

async function rowsIn(db: DuckDB, path: string): Promise<StoredRow[]> {
  const found = await db.rows(`SELECT engine, "table", row_number::INT AS number, side, "row" AS values
    FROM read_parquet(${literal(path)}) LIMIT ${MOST_ROWS}`)
  return z.array(row).parse(found)
}
