import type { DuckDB } from '../../duckdb/open.ts'
import type { Leaf } from '../recognise/leaves.ts'
import { recognise, withSteps } from '../recognise/recognise.ts'
import type { ComparedColumn } from '../relate/schemas.ts'
import { type SideTable, sideValue } from '../relate/side.ts'
import type { RowPairs } from '../relation.ts'

/** Values of a leaf that both sides have in rows that are matched. They may contradict a reason for those that differ. */
export interface EqualValues {
  /** @param condition SQL over `a` and `b`, both of which are the value, and the steps computed from them */
  count(condition: string): Promise<number>
}

/** Where nothing is known of rows that are equal. */
export const NO_EQUAL_VALUES: EqualValues = { count: async () => 0 }

/**
 * The equal values of a column's leaves: those of the whole baseline without those of rows that differ there or have no
 * partner.
 *
 * @param value of the baseline, as a column of the pairs
 * @param differs SQL that is true of pairs whose values of this column differ
 */
export function equalValuesOf(
  db: DuckDB,
  { relation }: SideTable,
  column: ComparedColumn,
  pairs: RowPairs,
  value: string,
  differs: string,
): (leaf: Leaf) => EqualValues {
  const whole = `(SELECT 0 AS pair, v AS a, v AS b FROM (SELECT ${sideValue(column, 'a')} AS v FROM ${relation}))`
  const others = `(SELECT 0 AS pair, ${value} AS a, ${value} AS b FROM ${pairs.name} WHERE in_a AND (NOT in_b OR ${differs}))`
  return (leaf) => {
    const { steps } = recognise(leaf.target)
    const countIn = (query: string, condition: string) =>
      `(SELECT count(*) FILTER (${condition}) FROM ${withSteps(leaf.within(query), steps)})`
    return {
      count: async (condition) => {
        const [row] = await db.rows(
          `SELECT ${countIn(whole, condition)} - ${countIn(others, condition)} AS n`,
        )
        return Number(row?.n)
      },
    }
  }
}
