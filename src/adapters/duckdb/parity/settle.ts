import { CHECKED_REASONS } from '../../../core/parity/relate.ts'
import type { ComparedColumn } from '../../../core/parity/schemas.ts'
import { isUnreadable } from '../canonical/convert.ts'
import type { DuckDB } from '../open.ts'
import { identifier } from '../sql.ts'
import type { Side } from './side.ts'

/**
 * Text against a type, and floats against exact numbers, are compared as that type where every value says exactly
 * one of it. Where one doesn't, it differs from whatever the other side has: texts are then compared as texts, and
 * exact numbers as floats.
 */
export async function settleTargets(
  db: DuckDB,
  a: Side,
  b: Side,
  columns: readonly ComparedColumn[],
): Promise<ComparedColumn[]> {
  const checked = columns.filter(({ reasons }) => reasons.some((reason) => CHECKED_REASONS.includes(reason)))
  const lost = new Set<string>()
  for (const [side, relation] of [
    ['a', a.relation],
    ['b', b.relation],
  ] as const) {
    if (checked.length === 0) break
    const tests = checked.map(
      (column, index) =>
        `coalesce(bool_or(${isUnreadable(identifier(column.name), column[side], column.target)}), false) AS c${index}`,
    )
    const [row = {}] = await db.rows(`SELECT ${tests.join(', ')} FROM ${relation}`)
    for (const [index, { name }] of checked.entries()) if (row[`c${index}`] === true) lost.add(name)
  }
  return columns.map((column) =>
    lost.has(column.name) ? { ...column, target: looserTarget(column) } : column,
  )
}

const looserTarget = ({ reasons }: ComparedColumn): ComparedColumn['target'] =>
  reasons.includes('text-for-type') ? { kind: 'text' } : { kind: 'float', name: 'DOUBLE' }
