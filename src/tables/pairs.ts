import type { DuckDB } from '../duckdb/open.ts'
import { UserError } from '../errors.ts'
import { withAbsentColumns } from './columns/absent.ts'
import { type Contents, contentsOf } from './contents.ts'
import { tablesOfParts } from './find/part-names.ts'
import type { PathLocation } from './location.ts'
import { areSeveral, sharesName } from './one-or-several.ts'
import type { Opened, TableSource } from './table.ts'

/** A table that both sides have, or that one side alone has. */
export interface TablePair {
  table: string
  /** Whether both sides call it so; else it is what A calls it. */
  isShared: boolean
  a: TableSource | null
  b: TableSource | null
  /** Why a side that has it could not be read. */
  problem?: Error
}

/**
 * Opens the tables of two locations, those of one name together. A folder of files is one table, unless the
 * other side has several, its files can't be one table, or both sides have files of the same names, which
 * aren't those of parts.
 *
 * @throws UserError
 */
export async function openPairs(db: DuckDB, a: PathLocation, b: PathLocation): Promise<TablePair[]> {
  const left = await contentsOf(db, a)
  const right = await contentsOf(db, b)
  requireOneTablesParts(left, right)
  const isSeveral = [await areSeveral(left, right), await areSeveral(right, left)]
  if (isSeveral.every((several) => !several)) return [await pairAlone(db, left, right)]
  if (!isSeveral[0]) requireTables(left, right)
  if (!isSeveral[1]) requireTables(right, left)
  return pairByName(db, await left.asSeveral(), await right.asSeveral())
}

/** Requires that what could be one table can be seen as some of the other side's tables. */
function requireTables(one: Contents, several: Contents): void {
  if (one.shape === 'either' && sharesName(one, several)) return
  const [first = ''] = several.names
  const like = one.aliases.find((name) => several.names.includes(name)) ?? first
  throw new UserError('sourceKindsDiffer', {
    path: several.path,
    tables: several.names,
    other: one.path,
    example: several.pathOf(like),
  })
}

/** As one table, rows that moved from one of several tables to another would not be seen. */
function requireOneTablesParts(left: Contents, right: Contents): void {
  if (left.shape !== 'either' || right.shape !== 'either') return
  const [tables, others] = [left, right].map(({ names }) => tablesOfParts(names))
  if (tables && tables.length > 1 && tables.join('\0') === others?.join('\0'))
    throw new UserError('sourceTablesMixed', { path: left.path, tables })
}

/** One table a side, called by a name that both may go by, else by A's. */
async function pairAlone(db: DuckDB, left: Contents, right: Contents): Promise<TablePair> {
  const [a, b] = [await left.asOne(), await right.asOne()]
  const shared = left.aliases.find((name) => right.aliases.includes(name))
  const sides = await withAbsentColumns(db, a.source, b.source)
  return { table: shared ?? a.table, isShared: shared !== undefined, ...sides }
}

/** Tables of one name together. */
export async function pairByName(db: DuckDB, left: Opened, right: Opened): Promise<TablePair[]> {
  const named = ({ tables, problems }: Opened) => [...tables.map(({ table }) => table), ...problems.keys()]
  const pairs: TablePair[] = []
  for (const table of [...new Set([...named(left), ...named(right)])].toSorted()) {
    const of = ({ tables }: Opened) => tables.find((each) => each.table === table)?.source ?? null
    const [a, b] = [of(left), of(right)]
    const problem = left.problems.get(table) ?? right.problems.get(table)
    const sides = a && b ? await withAbsentColumns(db, a, b) : { a, b }
    pairs.push({ table, isShared: true, ...sides, ...(problem && { problem }) })
  }
  return pairs
}
