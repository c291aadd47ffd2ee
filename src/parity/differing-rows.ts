import { isDistinct } from '../canonical/hash.ts'
import type { DuckDB } from '../duckdb/open.ts'
import { identifier, literal } from '../duckdb/sql.ts'
import type { RowPairs } from './relation.ts'

/**
 * Writes all rows that differ as Parquet, one line a row with its partner: `in` says whether both sides have it, `changed`
 * in which columns, and each column is there twice, as `amount_a` and `amount_b`.
 */
export async function writeDifferingRows(
  db: DuckDB,
  { name: pairs, columns }: RowPairs,
  file: string,
): Promise<void> {
  const differ = columns.map(
    ({ name, target }, index) =>
      `CASE WHEN ${isDistinct(`a${index}`, `b${index}`, target)} THEN ${literal(name)} END`,
  )
  const values = columns.flatMap(({ name }, index) =>
    (['a', 'b'] as const).map((side) => `${side}${index} AS ${identifier(`${name}_${side}`)}`),
  )
  await db.run(`COPY (SELECT
      CASE WHEN in_a AND in_b THEN 'both' WHEN in_a THEN 'a' ELSE 'b' END AS "in",
      CASE WHEN in_a AND in_b THEN list_filter([${differ.join(', ')}], name -> name IS NOT NULL) END AS changed,
      ${values.join(', ')}
    FROM ${pairs} ORDER BY pair) TO ${literal(file)} (FORMAT parquet)`)
}
