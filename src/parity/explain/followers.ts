import { isDistinct } from '../../canonical/hash.ts'
import type { DuckDB } from '../../duckdb/open.ts'
import type { ColumnFinding } from '../../model/record/schema.ts'
import { unexplained } from '../../reasons/unexplained.ts'
import type { RowPairs } from '../relation.ts'

/** A column that differs, by the rows in which it does. */
interface Marked {
  name: string
  rows: number
  /** Whether most of its cells that differ have a reason of their own. */
  isExplained: boolean
  /** By the place of each column that differs: whether that one differs in all these rows too. */
  within: readonly boolean[]
}

/** Rows of two columns that have nothing to do with each other lie within each other as likely as not. */
const CHANCE = 1 / 2

/**
 * Names for each column that differs only in rows where another one does that other one, its leader. A leader has none
 * itself.
 *
 * @param findings of the columns' values, in the order of the schema
 * @param matched how many rows both sides have, the equal ones among them
 */
export async function withLeaders(
  db: DuckDB,
  pairs: RowPairs,
  findings: readonly ColumnFinding[],
  matched: number,
): Promise<ColumnFinding[]> {
  const names = [...new Set(findings.map(({ column }) => column))]
  if (names.length < 2) return [...findings]
  const leaders = leadersOf(await mark(db, pairs, names, findings), matched)
  return findings.map((finding) => {
    const follows = leaders.get(finding.column)
    return follows === undefined ? finding : { ...finding, follows }
  })
}

/** Rows that differ in the same columns are counted first: one look at each row, however many columns there are. */
async function mark(
  db: DuckDB,
  { name: pairs, columns }: RowPairs,
  names: readonly string[],
  findings: readonly ColumnFinding[],
): Promise<Marked[]> {
  const digits = names.map((name) => {
    const index = columns.findIndex((column) => column.name === name)
    const target = columns[index]?.target ?? { kind: 'text' }
    return `CASE WHEN ${isDistinct(`a${index}`, `b${index}`, target)} THEN '1' ELSE '0' END`
  })
  const looks = names.map((_, index) => {
    const differs = `FILTER (get_bit(mark, ${index}) = 1)`
    return `bit_and(mark) ${differs}::VARCHAR AS within${index}, sum(n) ${differs}::DOUBLE AS rows${index}`
  })
  const [row = {}] = await db.rows(`SELECT ${looks.join(', ')} FROM (
    SELECT concat(${digits.join(', ')})::BIT AS mark, count(*) AS n FROM ${pairs} WHERE in_a AND in_b GROUP BY ALL)`)
  return names.map((name, index) => ({
    name,
    rows: Number(row[`rows${index}`]),
    isExplained: findings.find(({ column }) => column === name)?.reason !== unexplained.id,
    within: [...String(row[`within${index}`])].map((digit) => digit === '1'),
  }))
}

/**
 * The leader of each column that has one. Those that differ in most rows lead, of equals those with a reason, then the
 * first; a column follows the leader that differs in the fewest rows more than it does itself.
 *
 * @internal
 */
export function leadersOf(columns: readonly Marked[], matched: number): Map<string, string> {
  const order = columns
    .map((column, place) => ({ column, place }))
    .toSorted(
      (x, y) => y.column.rows - x.column.rows || Number(y.column.isExplained) - Number(x.column.isExplained),
    )
  const leading: typeof order = []
  const leaders = new Map<string, string>()
  for (const { column, place } of order) {
    const leader = leading.findLast(
      (one) => column.within[one.place] === true && !mayBeChance(one.column, column, matched),
    )
    if (leader) leaders.set(column.name, leader.column.name)
    else leading.push({ column, place })
  }
  return leaders
}

/** A column that differs in nearly every row has the rows of all others: that says nothing of those with a reason. */
const mayBeChance = (leader: Marked, { rows, isExplained }: Marked, matched: number): boolean =>
  isExplained && (leader.rows / matched) ** rows > CHANCE
