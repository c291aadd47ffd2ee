import type { DuckDB } from '../../duckdb/open.ts'
import { identifier } from '../../duckdb/sql.ts'
import { invalidOption, UserError } from '../../errors.ts'
import type { ComparedPair } from '../../render/differences/diff-page.ts'
import { requireColumns } from '../../tables/columns/schema.ts'
import type { TablePair } from '../../tables/pairs.ts'
import type { TableSource } from '../../tables/table.ts'
import { optionName } from '../../text/text.ts'
import { checkSql } from './check-sql.ts'
import { type FoldOptions, foldKeys } from './fold-keys.ts'
import { type QueryOptions, queryPairs } from './query.ts'

/** Which rows and columns of two tables are compared. */
export interface ShapeOptions extends QueryOptions, FoldOptions {
  /** SQL conditions of rows: of both sides, and of one. */
  where?: string
  whereA?: string
  whereB?: string
  /** `old=new`: a column of A that B calls `new`. */
  map?: string[]
  /** The only columns that are compared. */
  columns?: string[]
  /** Whether columns of one side alone are left out. */
  commonColumns: boolean
}

/**
 * Pairs whose sides have only the rows and columns that were asked for, A's columns by B's names: queries first, then
 * conditions, names, keys, and columns.
 *
 * @param keyOf a table's declared key, which --columns and --common-columns leave in
 * @param note told how many keys became one
 * @throws UserError `columnUnknown`, `columnsLeaveNone`, `mapColumnMissing`, `mapTaken`, `sqlRefused` of a condition, and
 * those of `queryPairs` and `foldKeys`
 */
export async function shapePairs(
  db: DuckDB,
  opened: readonly TablePair[],
  options: ShapeOptions,
  keyOf: (table: string) => readonly string[],
  note: (text: string) => void,
): Promise<TablePair[]> {
  const pairs = await queryPairs(db, opened, options)
  const { map = [], columns: only, commonColumns } = options
  const names = new Map(map.map(nameAndNew))
  if (only?.length === 0) throw invalidOption('--columns', '', 'one column or more: id,amount')
  requireMapped(pairs, 'a', [...names.keys()])
  requireMapped(pairs, 'b', [...names.values()])
  const filtered = await Array.fromAsync(pairs, async (pair) => ({
    ...pair,
    a: pair.a && renamed(await rowsOf(db, pair.a, options, 'whereA'), names),
    b: pair.b && (await rowsOf(db, pair.b, options, 'whereB')),
  }))
  if (only) requireColumns(filtered.flatMap(sidesOf), only)
  const folded = await foldKeys(db, filtered, options, keyOf, note)
  return folded.map((pair) => {
    const shared = commonColumns ? sharedNames(pair) : undefined
    const isChosen = (name: string) => (only?.includes(name) ?? true) && (shared?.has(name) ?? true)
    const isKept = (name: string) => isChosen(name) || keyOf(pair.table).includes(name)
    const shaped = { ...pair, a: pair.a && projected(pair.a, isKept), b: pair.b && projected(pair.b, isKept) }
    requireLeft(pair, shaped, only ? '--columns' : '--common-columns')
    return shaped
  })
}

/** A table without any column would be equal to every other with as many rows. */
function requireLeft(before: TablePair, after: TablePair, option: string): void {
  const isEmptied = (side: 'a' | 'b') => before[side]?.columns.length && after[side]?.columns.length === 0
  if (isEmptied('a') || isEmptied('b'))
    throw new UserError('columnsLeaveNone', { option, table: before.table })
}

/** The options that choose rows. */
const choosingRows = (options: ShapeOptions) =>
  (['queryA', 'queryB', 'where', 'whereA', 'whereB'] as const).filter((name) => options[name] !== undefined)

/** Those of them that are conditions. */
export const conditionsIn = (options: ShapeOptions) =>
  choosingRows(options).filter((name) => name !== 'queryA' && name !== 'queryB')

/**
 * Where a condition leaves no row of any table, nothing is proven: it is probably mistyped.
 *
 * @throws UserError `whereLeavesNothing`
 */
export function requireRows(compared: readonly ComparedPair[], options: ShapeOptions): void {
  const given = choosingRows(options)
  const rows = compared.map(({ comparison }) => {
    const { baselineRows = 1, engineRows = 1 } = comparison?.finding ?? {}
    return baselineRows + engineRows
  })
  if (given.length > 0 && rows.every((count) => count === 0))
    throw new UserError('whereLeavesNothing', { options: given.map(optionName) })
}

const sidesOf = ({ a, b }: TablePair): TableSource[] => [a, b].filter((side) => side !== null)

/** Of several tables, one has the column that --map names on a side. */
function requireMapped(pairs: readonly TablePair[], side: 'a' | 'b', names: readonly string[]): void {
  const sources = pairs.flatMap((pair) => pair[side] ?? [])
  const found = sources.flatMap(({ columns }) => columns.map(({ name }) => name))
  const column = names.find((name) => !found.includes(name))
  if (column !== undefined && sources.length > 0)
    throw new UserError('mapColumnMissing', { side: side.toUpperCase(), column, found })
}

function nameAndNew(text: string): [string, string] {
  const [from = '', to = '', ...rest] = text.split('=')
  if (from === '' || to === '' || rest.length > 0)
    throw invalidOption('--map', text, "A's name and B's name, such as customer_id=cust_id")
  return [from, to]
}

async function rowsOf(
  db: DuckDB,
  source: TableSource,
  options: ShapeOptions,
  own: 'whereA' | 'whereB',
): Promise<TableSource> {
  const given = [
    ['--where', options.where],
    [own === 'whereA' ? '--where-a' : '--where-b', options[own]],
  ] as const
  let { relation } = source
  for (const [option, condition] of given) {
    if (condition === undefined) continue
    const before = `SELECT * FROM ${relation} WHERE (\n`
    await checkSql(db, { option, source, before, sql: condition, after: '\n)' })
    relation = `(${before}${condition}\n))`
  }
  return { ...source, relation }
}

function renamed(source: TableSource, names: ReadonlyMap<string, string>): TableSource {
  const own = source.columns.filter(({ name }) => names.has(name))
  if (own.length === 0) return source
  const columns = source.columns.map((column) => ({ ...column, name: names.get(column.name) ?? column.name }))
  const twice = columns.find(({ name }, index) => columns.findIndex((other) => other.name === name) !== index)
  if (twice) throw new UserError('mapTaken', { path: source.path, column: twice.name })
  const renames = own.map(({ name }) => `${identifier(name)} AS ${identifier(names.get(name) ?? name)}`)
  return { ...source, columns, relation: `(SELECT * RENAME (${renames.join(', ')}) FROM ${source.relation})` }
}

function sharedNames({ a, b }: TablePair): Set<string> | undefined {
  if (!a || !b) return undefined
  const names = new Set(b.columns.map(({ name }) => name))
  return new Set(a.columns.flatMap(({ name }) => (names.has(name) ? [name] : [])))
}

const projected = (source: TableSource, isKept: (name: string) => boolean): TableSource => ({
  ...source,
  columns: source.columns.filter(({ name }) => isKept(name)),
})
