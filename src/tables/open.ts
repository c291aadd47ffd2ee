import type { DuckDB } from '../duckdb/open.ts'
import { type ErrorCode, UserError } from '../errors.ts'
import { withAbsentColumns } from './absent.ts'
import { areParts, isPartName, tablesOfParts } from './part-names.ts'
import type { CsvHints } from './readers/csv-hints.ts'
import { openSide, type Side } from './side.ts'
import type { NamedSource, TablePair, TableSource } from './types.ts'

/**
 * Opens the tables of two paths, those of one name together. A folder of files is one table, unless the
 * other side has several, its files can't be one table, or both sides have files of the same names, which
 * aren't those of parts.
 *
 * @throws UserError
 */
export async function openPairs(
  db: DuckDB,
  a: string,
  b: string,
  hints: { a?: CsvHints; b?: CsvHints } = {},
): Promise<TablePair[]> {
  const left = await openSide(db, a, hints.a)
  const right = await openSide(db, b, hints.b)
  requireOneTablesParts(left, right)
  const isSeveral = [await areSeveral(left, right), await areSeveral(right, left)]
  if (isSeveral.every((several) => !several)) return [await pairAlone(db, left, right)]
  if (!isSeveral[0]) requireTables(left, right)
  if (!isSeveral[1]) requireTables(right, left)
  const problems = new Map<string, UserError>()
  const unreadable = (table: string, error: UserError) => problems.set(table, problems.get(table) ?? error)
  const pairs = await pairByName(db, await left.asSeveral(unreadable), await right.asSeveral(unreadable))
  const broken = [...problems].map(([table, problem]): TablePair => {
    const pair = pairs.find((each) => each.table === table)
    return { isShared: true, a: null, b: null, ...pair, table, problem }
  })
  return [...pairs.filter(({ table }) => !problems.has(table)), ...broken].toSorted((x, y) =>
    x.table < y.table ? -1 : 1,
  )
}

/**
 * Opens a path that gives one table.
 *
 * @throws UserError `sourceManyTables` where it gives several
 * @internal
 */
export async function openSource(db: DuckDB, path: string, hints: CsvHints = {}): Promise<TableSource> {
  const side = await openSide(db, path, hints)
  if (side.shape === 'tables') throw new UserError('sourceManyTables', { path, tables: side.names })
  return (await side.asOne()).source
}

/**
 * Opens a path's tables: several, or the one.
 *
 * @throws UserError
 */
export async function openSources(db: DuckDB, path: string, hints: CsvHints = {}): Promise<NamedSource[]> {
  const side = await openSide(db, path, hints)
  return (await areSeveral(side)) ? side.asSeveral() : [await side.asOne()]
}

/**
 * Whether a side's files are several tables, not being named like parts of one: they can't be one, or the other side's
 * have the same names.
 */
async function areSeveral(side: Side, other?: Side): Promise<boolean> {
  if (side.shape !== 'either') return side.shape === 'tables'
  if (side.names.length < 2) return false
  const haveSame = haveSameNames(side, other)
  if (haveSame && !side.names.every(isPartName)) return true
  if (areParts(side.names) && !haveSame) return false
  try {
    const { source } = await side.asOne()
    return source.format === 'json' && sharesName(side, other) && (await areSeveralJson(side))
  } catch (error) {
    if (cannotBeOne(error, sharesName(side, other))) return true
    throw error
  }
}

const NOT_ONE_TABLE: readonly ErrorCode[] = [
  'sourceSchemasDiffer',
  'sourceFormatsMixed',
  'csvFirstRowsDiffer',
]

/** @param isShared whether the other side has one of the tables: then one that can't be read hides no other */
const cannotBeOne = (error: unknown, isShared: boolean): boolean =>
  error instanceof UserError &&
  (NOT_ONE_TABLE.includes(error.code) || (error.code === 'sourceUnreadable' && isShared))

const haveSameNames = (a: Side, b: Side | undefined): boolean =>
  a.names.toSorted().join('\0') === b?.names.toSorted().join('\0')

const sharesName = (a: Side, b: Side | undefined): boolean =>
  b !== undefined && a.names.some((name) => b.names.includes(name))

/** JSON files may miss keys and be one table still: those numbered like parts are. */
async function areSeveralJson(side: Side): Promise<boolean> {
  if (areParts(side.names)) return false
  const schemas = (await side.asSeveral()).map(({ source }) =>
    source.columns.map(({ name }) => name).toSorted(),
  )
  return new Set(schemas.map((names) => names.join('\0'))).size > 1
}

/** Requires that what could be one table can be seen as some of the other side's tables. */
function requireTables(one: Side, several: Side): void {
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
function requireOneTablesParts(left: Side, right: Side): void {
  if (left.shape !== 'either' || right.shape !== 'either') return
  const [tables, others] = [left, right].map(({ names }) => tablesOfParts(names))
  if (tables && tables.length > 1 && tables.join('\0') === others?.join('\0'))
    throw new UserError('sourceTablesMixed', { path: left.path, tables })
}

/** One table a side, called by a name that both may go by, else by A's. */
async function pairAlone(db: DuckDB, left: Side, right: Side): Promise<TablePair> {
  const [a, b] = [await left.asOne(), await right.asOne()]
  const shared = left.aliases.find((name) => right.aliases.includes(name))
  const sides = await withAbsentColumns(db, a.source, b.source)
  return { table: shared ?? a.table, isShared: shared !== undefined, ...sides }
}

/** Tables of one name together. */
export async function pairByName(
  db: DuckDB,
  left: readonly NamedSource[],
  right: readonly NamedSource[],
): Promise<TablePair[]> {
  const [ofA, ofB] = [left, right].map((side) => new Map(side.map(({ table, source }) => [table, source])))
  const names = new Set([...left, ...right].map(({ table }) => table))
  const pairs: TablePair[] = []
  for (const table of [...names].toSorted()) {
    const [a = null, b = null] = [ofA?.get(table), ofB?.get(table)]
    pairs.push({ table, isShared: true, ...(a && b ? await withAbsentColumns(db, a, b) : { a, b }) })
  }
  return pairs
}
