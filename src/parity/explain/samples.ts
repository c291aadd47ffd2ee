import { isDistinct } from '../../canonical/hash.ts'
import type { DuckDB } from '../../duckdb/open.ts'
import type { RowPairs } from '../relation.ts'
import type { SampleRow } from '../sample.ts'

/**
 * The pairs that stand as examples, then others, then rows without a partner.
 *
 * @param most of each of these, besides examples
 */
export async function sampleRows(
  db: DuckDB,
  { name: pairs, columns }: RowPairs,
  examples: readonly number[],
  most: number,
): Promise<SampleRow[]> {
  const chosen = examples.length > 0 ? `pair IN (${examples.join(', ')})` : 'false'
  const values = columns.map(
    (
      { target },
      index,
    ) => `try(CAST(a${index} AS VARCHAR)) AS a${index}, try(CAST(b${index} AS VARCHAR)) AS b${index},
      ${isDistinct(`a${index}`, `b${index}`, target)} AS d${index}`,
  )
  const rows = await db.rows(`WITH chosen AS (SELECT * FROM ${pairs} WHERE ${chosen}
      UNION (FROM ${pairs} WHERE in_a AND in_b ORDER BY pair LIMIT ${most})
      UNION (FROM ${pairs} WHERE NOT in_b ORDER BY pair LIMIT ${most})
      UNION (FROM ${pairs} WHERE NOT in_a ORDER BY pair LIMIT ${most}))
    SELECT in_a, in_b, ${values.join(', ')} FROM chosen ORDER BY in_a AND in_b DESC, ${chosen} DESC, in_a DESC, pair`)
  return rows.map((row) => {
    const side = row.in_a && row.in_b ? 'both' : row.in_a ? 'a' : 'b'
    return {
      in: side,
      values: columns.map(({ name }, index) => ({
        column: name,
        a: row[`a${index}`] as string | null,
        b: row[`b${index}`] as string | null,
        differs: side === 'both' && row[`d${index}`] === true,
      })),
    }
  })
}
