import type { DuckDB } from '../../duckdb/open.ts'

/**
 * Takes rows that both sides have away from `rows_a` and `rows_b`, each as often as both have it. What is left is
 * the multiset difference; `is_repeat` marks rows that the other side has too, but less often.
 */
export async function keepSurplus(db: DuckDB): Promise<Record<'a' | 'b', number>> {
  await db.run(`CREATE OR REPLACE TEMP TABLE surplus AS SELECT h, sum(a)::BIGINT AS a, sum(b)::BIGINT AS b
    FROM (SELECT h, 1 AS a, 0 AS b FROM rows_a UNION ALL SELECT h, 0, 1 FROM rows_b) GROUP BY h HAVING sum(a) <> sum(b)`)
  const rows = { a: 0, b: 0 }
  for (const [side, other] of [
    ['a', 'b'],
    ['b', 'a'],
  ] as const) {
    await db.run(`CREATE OR REPLACE TEMP TABLE rows_${side} AS
      SELECT r.*, s.${other} > 0 AS is_repeat FROM rows_${side} r JOIN surplus s ON r.h = s.h AND s.${side} > s.${other}
      QUALIFY row_number() OVER (PARTITION BY r.h) <= s.${side} - s.${other}`)
    const [row] = await db.rows(`SELECT count(*) AS n FROM rows_${side}`)
    rows[side] = Number(row?.n)
  }
  return rows
}
