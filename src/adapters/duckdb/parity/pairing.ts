import type { ComparedColumn } from '../../../core/parity/schemas.ts'
import { rowHash } from '../canonical/hash.ts'
import type { DuckDB } from '../open.ts'

const SAMPLE = 200_000
const ENOUGH_OVERLAP = 0.5
const NEARLY_ALL = 0.99

interface Agreement {
  column: ComparedColumn
  /** Part of the smaller side's rows whose value the other side has too, as often. */
  overlap: number
  isUnique: boolean
}

/**
 * Columns by which the surplus rows of both sides can be matched where no key is declared: one that is unique on
 * both sides and mostly shared, else all that agree. Empty where nothing fits.
 */
export async function pairingColumns(
  db: DuckDB,
  columns: readonly ComparedColumn[],
  rows: Record<'a' | 'b', number>,
): Promise<ComparedColumn[]> {
  if (Math.min(rows.a, rows.b) === 0) return []
  const every = Math.max(1, Math.ceil(Math.max(rows.a, rows.b) / SAMPLE))
  const agreements: Agreement[] = []
  for (const [index, column] of columns.entries()) {
    if (column.target.kind !== 'float') agreements.push(await agreementOf(db, column, `c${index}`, every))
  }
  const unique = agreements
    .filter(({ isUnique, overlap }) => isUnique && overlap >= ENOUGH_OVERLAP)
    .toSorted((x, y) => y.overlap - x.overlap)
  const [best] = unique
  if (best) return [best.column]
  const agreeing = agreements.filter(({ overlap }) => overlap >= NEARLY_ALL).map(({ column }) => column)
  return agreeing.length === columns.length ? [] : agreeing
}

async function agreementOf(
  db: DuckDB,
  column: ComparedColumn,
  value: string,
  every: number,
): Promise<Agreement> {
  const hashed = rowHash([{ value, type: column.target }])
  const part = (side: 'a' | 'b', a: number) =>
    `SELECT ${hashed} AS v, ${a} AS a, ${1 - a} AS b FROM rows_${side} WHERE ${value} IS NOT NULL`
  const [row] = await db.rows(`SELECT sum(least(a, b)) AS shared, sum(a) AS a, sum(b) AS b,
    max(greatest(a, b)) AS most FROM (SELECT v, sum(a) AS a, sum(b) AS b FROM (${part('a', 1)} UNION ALL ${part('b', 0)})
    WHERE v % ${every} = 0 GROUP BY v)`)
  const [shared, a, b] = [Number(row?.shared), Number(row?.a), Number(row?.b)]
  const smaller = Math.min(a, b)
  return { column, overlap: smaller === 0 ? 0 : shared / smaller, isUnique: Number(row?.most) === 1 }
}
