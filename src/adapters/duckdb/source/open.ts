import { UserError } from '../../../errors.ts'
import type { DuckDB } from '../open.ts'
import { openSide, type Side } from './side.ts'
import type { NamedSource, TablePair, TableSource } from './types.ts'

/**
 * Opens the tables of two paths, those of one name together. A folder of files is one table, unless the
 * other side has several, or both have files of the same names that can't be one table.
 *
 * @throws UserError
 */
export async function openPairs(db: DuckDB, a: string, b: string): Promise<TablePair[]> {
  const left = await openSide(db, a)
  const right = await openSide(db, b)
  const sides = [left, right]
  if (sides.some(({ shape }) => shape === 'tables')) {
    const single = sides.find(({ shape }) => shape === 'table')
    const several = sides.find(({ shape }) => shape === 'tables')
    if (single && several) {
      throw new UserError('sourceKindsDiffer', {
        path: several.path,
        tables: several.names,
        other: single.path,
      })
    }
    return pairByName(await left.asSeveral(), await right.asSeveral())
  }
  if (!haveSameNames(left, right)) return pairAlone(await left.asOne(), await right.asOne())
  const alone = [await oneOrNothing(left), await oneOrNothing(right)]
  const [first, second] = alone
  if (first && second) return pairAlone(first, second)
  return pairByName(await left.asSeveral(), await right.asSeveral())
}

/**
 * Opens a path that gives one table.
 *
 * @throws UserError `sourceManyTables` where it gives several
 */
export async function openSource(db: DuckDB, path: string): Promise<TableSource> {
  const side = await openSide(db, path)
  if (side.shape === 'tables') throw new UserError('sourceManyTables', { path, tables: side.names })
  return (await side.asOne()).source
}

/**
 * Opens a path's tables: several, or the one.
 *
 * @throws UserError
 */
export async function openSources(db: DuckDB, path: string): Promise<NamedSource[]> {
  const side = await openSide(db, path)
  return side.shape === 'tables' ? side.asSeveral() : [await side.asOne()]
}

const haveSameNames = (a: Side, b: Side): boolean =>
  a.names.length >= 2 && a.names.toSorted().join('\0') === b.names.toSorted().join('\0')

/** A side as one table; undefined where its files are several. */
async function oneOrNothing(side: Side): Promise<NamedSource | undefined> {
  try {
    const one = await side.asOne()
    return one.source.format === 'json' && (await areSeveralJson(side)) ? undefined : one
  } catch (error) {
    const code = error instanceof UserError ? error.code : undefined
    if (code === 'sourceSchemasDiffer' || code === 'sourceFormatsMixed') return undefined
    throw error
  }
}

/** JSON files may miss keys and be one table still: those numbered like parts are. */
async function areSeveralJson(side: Side): Promise<boolean> {
  if (side.names.some((name) => /\d/.test(name))) return false
  const schemas = (await side.asSeveral()).map(({ source }) =>
    source.columns.map(({ name }) => name).toSorted(),
  )
  return new Set(schemas.map((names) => names.join('\0'))).size > 1
}

const pairAlone = (a: NamedSource, b: NamedSource): TablePair[] => [
  { table: a.table, a: a.source, b: b.source },
]

function pairByName(a: readonly NamedSource[], b: readonly NamedSource[]): TablePair[] {
  const [left, right] = [a, b].map((side) => new Map(side.map(({ table, source }) => [table, source])))
  const names = new Set([...a, ...b].map(({ table }) => table))
  return [...names].toSorted().map((table) => ({
    table,
    a: left?.get(table) ?? null,
    b: right?.get(table) ?? null,
  }))
}
