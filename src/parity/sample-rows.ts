import type { DuckDB } from '../duckdb/open.ts'
import { literal } from '../duckdb/sql.ts'
import type { SampleRow } from './sample.ts'

/** Writes sample rows of differing tables as Parquet: one line a row and side, its values as JSON. */
export async function writeSampleRows(
  db: DuckDB,
  samples: readonly { engine: string; table: string; rows: readonly SampleRow[] }[],
  file: string,
): Promise<void> {
  await db.run(
    'CREATE OR REPLACE TEMP TABLE samples (engine VARCHAR, "table" VARCHAR, row_number BIGINT, side VARCHAR, "row" VARCHAR)',
  )
  for (const { engine, table, rows } of samples) {
    for (const [index, row] of rows.entries()) {
      for (const side of row.in === 'both' ? (['a', 'b'] as const) : [row.in]) {
        const values = Object.fromEntries(row.values.map((value) => [value.column, value[side]]))
        const who = side === 'a' ? 'baseline' : 'engine'
        const texts = [engine, table].map(literal).join(', ')
        await db.run(
          `INSERT INTO samples VALUES (${texts}, ${index + 1}, ${literal(who)}, ${literal(JSON.stringify(values))})`,
        )
      }
    }
  }
  await db.run(`COPY samples TO ${literal(file)} (FORMAT parquet)`)
}
