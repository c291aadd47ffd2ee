import type { Table, Tolerance } from '../../core/config/model.ts'
import type { Column } from '../../core/parity/types.ts'
import type { DuckDB } from './open.ts'
import { canonicalValue } from './row-hash.ts'

/**
 * Whether every row has exactly one match by key, equal but for the columns with a declared tolerance, and those
 * within |a−b| <= abs + rel·max(|a|, |b|). False where no key or no tolerance is declared.
 */
export async function isWithinTolerance(
  db: DuckDB,
  a: string,
  b: string,
  columns: readonly Column[],
  table: Table,
): Promise<boolean> {
  const { key, tolerance } = table
  if (key.length === 0 || Object.keys(tolerance).length === 0) return false
  if (!key.every((name) => columns.some((column) => column.name === name))) return false
  const values = columns.map((column, index) => `${canonicalValue(column)} AS c${index}`).join(', ')
  const keys = columns.flatMap(({ name }, index) => (key.includes(name) ? [`c${index}`] : []))
  const conditions = columns.map(({ name, type }, index) => {
    const allowed = tolerance[name]
    return (allowed && closeness(`c${index}`, type, allowed)) || sameness(`c${index}`)
  })
  const [row] = await db.rows(`WITH a AS (SELECT ${values} FROM ${a}), b AS (SELECT ${values} FROM ${b}),
    matched AS (SELECT ${conditions.join(' AND ')} AS close
      FROM a FULL JOIN b ON ${keys.map((name) => `a.${name} IS NOT DISTINCT FROM b.${name}`).join(' AND ')})
    SELECT (SELECT bool_and(coalesce(close, false)) FROM matched)
      AND ${['a', 'b'].map((side) => `(SELECT count(*) = count(DISTINCT (${keys.join(', ')})) FROM ${side})`).join(' AND ')} AS ok`)
  return row?.ok === true
}

const sameness = (name: string): string => `a.${name} IS NOT DISTINCT FROM b.${name}`

/**
 * SQL for close numbers; undefined for what is no number. NaN and infinities are close to themselves alone; text, as in
 * CSV, is compared as the number it is.
 */
function closeness(name: string, type: string, { abs, rel }: Tolerance): string | undefined {
  if (!/^(BIGINT|HUGEINT|DOUBLE|DECIMAL|VARCHAR)/.test(type)) return undefined
  const [a, b] = ['a', 'b'].map((side) =>
    type === 'VARCHAR' ? `try_cast(${side}.${name} AS DOUBLE)` : `${side}.${name}`,
  )
  const areFinite = `isfinite(${a}::DOUBLE) AND isfinite(${b}::DOUBLE)`
  const isNear = `abs(${a} - ${b}) <= ${abs} + ${rel} * greatest(abs(${a}), abs(${b}))`
  return `(${sameness(name)} OR (${areFinite} AND ${isNear}))`
}
