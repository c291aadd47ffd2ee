import type { SampleRow } from './difference.ts'
import type { DuckDB } from './open.ts'
import { literal } from './sql.ts'

/** Writes sample rows of differing tables as Parquet: engine, table, side, how often more, the row as JSON. */
export async function writeSampleRows(
  db: DuckDB,
  samples: readonly { engine: string; table: string; rows: readonly SampleRow[] }[],
  file: string,
): Promise<void> {
  await db.run(
    'CREATE OR REPLACE TEMP TABLE samples (engine VARCHAR, "table" VARCHAR, side VARCHAR, surplus BIGINT, "row" VARCHAR)',
  )
  for (const { engine, table, rows } of samples) {
    for (const { side, surplus, values } of rows) {
      const who = side === 'a' ? 'baseline' : 'engine'
      const texts = [engine, table, who].map(literal)
      await db.run(
        `INSERT INTO samples VALUES (${texts.join(', ')}, ${surplus}, ${literal(JSON.stringify(values))})`,
      )
    }
  }
  await db.run(`COPY samples TO ${literal(file)} (FORMAT parquet)`)
}
