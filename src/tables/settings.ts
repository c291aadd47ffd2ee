import { totalmem } from 'node:os'
import type { DuckDB } from '../duckdb/open.ts'
import { parseBytes } from '../model/units/bytes.ts'

/** What a DuckDB may use now. */
export interface Settings {
  threads: number
  /** Of its buffers, in bytes. */
  limit: number
}

export async function settingsOf(db: DuckDB): Promise<Settings> {
  const [row] = await db.rows(`SELECT current_setting('threads') AS n, current_setting('memory_limit') AS m`)
  return { threads: Number(row?.n), limit: parseBytes(String(row?.m)) ?? totalmem() }
}
