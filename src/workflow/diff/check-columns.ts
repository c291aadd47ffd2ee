import { UserError } from '../../errors.ts'
import type { Table } from '../../model/config/model.ts'
import type { TablePair } from '../../tables/pairs.ts'
import { namedColumns } from '../../tables/readers/csv-hints.ts'
import type { TableSource } from '../../tables/table.ts'

/** A misspelt column would silently do nothing. Of several tables, some may lack what the others have. */
export function checkColumns(pairs: readonly TablePair[], declared: Table): void {
  // JSON without a record has no columns, and is no other table for that.
  const sides = pairs.flatMap(({ a, b }) => [a, b].flatMap((side) => (side?.columns.length ? [side] : [])))
  if (sides.length === 0) return
  const known = new Set(sides.flatMap(namesOf))
  const unknown = namedColumns(declared).filter((name) => !known.has(name))
  if (unknown.length > 0 && !pairs.some(({ problem }) => problem))
    throw new UserError('columnUnknown', { columns: unknown, found: [...known] })
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
