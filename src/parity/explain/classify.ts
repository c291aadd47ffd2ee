import type { DuckDB } from '../../duckdb/open.ts'
import { literal } from '../../duckdb/sql.ts'
import type { Tolerance } from '../../model/config/model.ts'
import { REASONS } from '../../reasons/catalogue.ts'
import type { BesideColumn } from '../../reasons/reason.ts'
import type { ComparedTypes } from '../../types/compared-types.ts'
import { isNested } from '../../types/data-type.ts'
import { type Leaf, leavesOf } from '../recognise/leaves.ts'
import { type ClassifiedLeaf, classifyLeaf } from './classify-leaf.ts'
import { type EqualValues, NO_EQUAL_VALUES } from './equal-values.ts'
import { byCount, countPairs, type Folded, foldGroups } from './patterns.ts'

/** A column that differs in matched rows. `valueA` and `valueB` are SQL over `pairs`, both of the type `target`. */
export interface PairedColumn extends ComparedTypes {
  name: string
  valueA: string
  valueB: string
  /** The other columns of the pairs. */
  beside?: readonly BesideColumn[]
}

/** Pairs that differ for one reason. A pair may have several. */
export type ClassifiedReason = Folded

/**
 * Says why a column differs, most frequent reason first; what isn't recognised is `unexplained`.
 *
 * @param pairs name of a table, or a query in parentheses, with a row a matched pair and a BIGINT `pair`
 * @param differs SQL condition that is true where this column differs
 * @param toleranceFor what is declared for values of these types
 * @param equalIn the values of a leaf that both sides have
 */
export async function classifyColumn(
  db: DuckDB,
  pairs: string,
  column: PairedColumn,
  differs: string,
  toleranceFor: (types: ComparedTypes) => Tolerance | null,
  equalIn: (leaf: Leaf) => EqualValues = () => NO_EQUAL_VALUES,
): Promise<ClassifiedReason[]> {
  const { beside = [] } = column
  const selected = ['pair', ...beside.flatMap(({ a, b }) => [a, b])]
  const values = `(SELECT ${selected.join(', ')}, ${column.valueA} AS a, ${column.valueB} AS b FROM ${pairs} WHERE ${differs})`
  const leaves: ClassifiedLeaf[] = []
  for (const leaf of leavesOf(column))
    leaves.push(await classifyLeaf(db, leaf, values, toleranceFor(leaf), equalIn(leaf), beside))
  const folded = foldGroups(leaves.flatMap(({ groups }) => groups))
  const found = isNested(column.target) ? await countCells(db, values, leaves, folded) : folded
  const claims: Folded[] = []
  for (const one of found) claims.push(await limited(one, leaves, equalIn))
  return claims
}

/** Of nested values: how many pairs have each reason somewhere, and the whole values of one. */
async function countCells(
  db: DuckDB,
  values: string,
  leaves: readonly ClassifiedLeaf[],
  folded: readonly Folded[],
): Promise<Folded[]> {
  if (folded.length === 0) return []
  const queries = leaves.flatMap(({ coded, groups }) => {
    const codes = [...Map.groupBy(groups, ({ code }) => code)].map(([code, of]) => {
      const reasons = new Set(of.map(({ reason }) => literal(reason)))
      return `WHEN ${code} THEN [${[...reasons].join(', ')}]`
    })
    if (codes.length === 0) return []
    return [
      `SELECT pair, unnest(CASE code ${codes.join(' ')} END) AS reason, close, apart, seconds FROM ${coded}`,
    ]
  })
  const pairs = (condition: string) => `count(DISTINCT pair) FILTER (${condition})`
  const rows = await db.rows(`WITH found AS (SELECT reason, count(DISTINCT pair) AS count,
      ${pairs('close IS NOT TRUE')} AS beyond, ${pairs('apart IS NULL')} AS no_number, ${pairs('seconds IS NULL')} AS no_time,
      min(pair) AS pair FROM (${queries.join(' UNION ALL ')}) GROUP BY reason)
    SELECT found.*, try(a::VARCHAR) AS a, try(b::VARCHAR) AS b FROM found JOIN ${values} v ON v.pair = found.pair`)
  const counted = folded.flatMap((one) => {
    const row = rows.find(({ reason }) => reason === one.reason)
    if (!row) return []
    const [count, noNumber, noTime] = [row.count, row.no_number, row.no_time].map(Number)
    const [a = null, b = null] = [row.a, row.b].map((text) => (typeof text === 'string' ? text : null))
    return {
      ...one,
      count: count ?? 0,
      beyond: Number(row.beyond),
      numbers: (count ?? 0) - (noNumber ?? 0),
      times: (count ?? 0) - (noTime ?? 0),
      example: { pair: Number(row.pair), a, b },
    }
  })
  return counted.toSorted(byCount)
}

/** Says of a reason that equal values contradict in which rows alone it is so. */
async function limited(
  found: Folded,
  leaves: readonly ClassifiedLeaf[],
  equalIn: (leaf: Leaf) => EqualValues,
): Promise<Folded> {
  for (const { leaf, groups } of leaves) {
    const contradiction = REASONS[found.reason]?.refutedBy?.(found.details, leaf.target)
    if (contradiction === undefined || !groups.some(({ reason }) => reason === found.reason)) continue
    const equal = equalIn(leaf)
    if ((await equal.count(contradiction)) === 0) continue
    const all = (await equal.count('a IS NOT NULL')) + countPairs(groups)
    const rows = found.count.toLocaleString('en')
    const isWhole = leaf.path === ''
    return {
      ...found,
      details: { ...found.details, rows: isWhole ? `${rows} of ${all.toLocaleString('en')}` : rows },
    }
  }
  return found
}
