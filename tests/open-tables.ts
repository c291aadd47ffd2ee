import type { DuckDB } from '../src/duckdb/open.ts'
import { contentsOf } from '../src/tables/contents.ts'
import { locate } from '../src/tables/location.ts'
import { open } from '../src/tables/open.ts'
import { openPairs as openPairsAt } from '../src/tables/pairs.ts'
import type { CsvHints } from '../src/tables/readers/csv-hints.ts'
import { allOf } from '../src/tables/table.ts'

/** What a path gives, seen as one table. */
export async function openSource(db: DuckDB, path: string, csv?: CsvHints) {
  const contents = await contentsOf(db, await locate(path, csv))
  return (await contents.asOne()).source
}

/** The types of its columns, and its rows. */
export async function readTable(db: DuckDB, path: string) {
  const { relation, columns } = await openSource(db, path)
  return {
    types: Object.fromEntries(columns.map(({ name, type }) => [name, type])),
    rows: await db.rows(`SELECT * FROM ${relation}`),
  }
}

/** What a path gives: several tables, or the one. */
export const openSources = async (db: DuckDB, path: string) => allOf(await open(db, await locate(path)))

/** The tables of two paths, those of one name together. */
export const openPairs = async (db: DuckDB, a: string, b: string, csv: { a?: CsvHints; b?: CsvHints } = {}) =>
  openPairsAt(db, await locate(a, csv.a), await locate(b, csv.b))

/** A table that is declared, below an output folder. */
export async function openOutputTable(db: DuckDB, folder: string, name: string, at?: string) {
  const declared = { name, key: [], ignore: [], accept: {}, tolerance: {}, ...(at !== undefined && { at }) }
  const opened = await open(db, {
    kind: 'output',
    folder,
    engine: 'spark',
    tables: [declared],
    trusted: folder,
  })
  const [only] = allOf(opened)
  if (!only) throw new Error(`${name} is neither open nor a problem.`)
  return only.source
}
