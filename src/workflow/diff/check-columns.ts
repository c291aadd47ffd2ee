import { UserError } from '../../errors.ts'
import type { Table } from '../../model/config/model.ts'
import { requireColumns } from '../../tables/columns/schema.ts'
import type { TablePair } from '../../tables/pairs.ts'
import { namedColumns } from '../../tables/readers/csv-hints.ts'
import type { TableSource } from '../../tables/table.ts'

/** Checks what is declared. Of several tables, some may lack what the others have. */
export function checkColumns(pairs: readonly TablePair[], declared: Table): void {
  // JSON without a record has no columns, and is no other table for that.
  const sides = pairs.flatMap(({ a, b }) => [a, b].flatMap((side) => (side?.columns.length ? [side] : [])))
  if (sides.length === 0) return
  if (!pairs.some(({ problem }) => problem)) requireColumns(sides, namedColumns(declared))
  const [only, ...others] = pairs
  if (only && others.length === 0) requireComparable(only, declared)
}

function requireComparable({ a, b }: TablePair, { key }: Table): void {
  if (!a?.columns.length || !b?.columns.length) return
  for (const side of [a, b]) {
    const [path, found] = [side.path, namesOf(side)]
    const columns = key.filter((name) => !found.includes(name))
    if (columns.length > 0) throw new UserError('keyMissing', { path, columns, found })
  }
  const [columns, others] = [namesOf(a), namesOf(b)]
  if (!others.some((name) => columns.includes(name)))
    throw new UserError('noCommonColumns', { a: a.path, b: b.path, columns, others })
}

const namesOf = ({ columns }: TableSource): string[] => columns.map(({ name }) => name)
