import { realpath } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { DuckDB } from '../../duckdb/open.ts'
import { identifier, literal } from '../../duckdb/sql.ts'
import { UserError } from '../../errors.ts'
import { isPattern, statIfThere } from '../../files/disk.ts'
import { hasUnnamedFields, parseType } from '../../types/data-type.ts'
import { describeStored } from '../columns/schema.ts'
import { complaint, unreadable } from '../read-error.ts'
import type { NamedSource } from '../table.ts'
import type { StoreLocation } from './reader.ts'

const DATABASE = /\.(?:duckdb|ddb|db)$/i
const DATABASE_TABLE = /^(.+\.(?:duckdb|ddb|db)):(.+)$/is

type Database = Omit<StoreLocation, 'open'> & { file: string; bytes: number }

/** A table of a database, called `events` or `staging.events`. */
interface DatabaseTable {
  table: string
  relation: string
  isView: boolean
}

/**
 * A DuckDB database, `w.duckdb`, or a table of it, `w.duckdb:events`. A file or folder of just that name comes first.
 *
 * @throws UserError `sourceMissing`
 */
export async function locateDatabase(path: string): Promise<StoreLocation | undefined> {
  const found = await statIfThere(path)
  if (found && (found.isDirectory() || !DATABASE.test(path))) return undefined
  if (found) return located(path, undefined, path, found.size)
  const [, file, table] = DATABASE_TABLE.exec(path) ?? []
  const inside = file === undefined ? undefined : await statIfThere(file)
  if (file === undefined || (!inside && isPattern(path))) return undefined
  if (!inside) throw new UserError('sourceMissing', { path: file })
  return inside.isFile() ? located(path, table, file, inside.size) : undefined
}

/** A database that was not closed in order has its newest changes in a log beside it. */
function located(path: string, table: string | undefined, given: string, bytes: number): StoreLocation {
  const file = resolve(given)
  const database: Database = { kind: 'store', path, table, paths: [file, `${file}.wal`], file, bytes }
  return { ...database, open: (db) => openDatabase(db, database) }
}

/** @throws UserError `databaseUnreadable`, `databaseTableMissing`, `databaseEmpty` */
async function openDatabase(db: DuckDB, database: Database): Promise<[NamedSource, ...NamedSource[]]> {
  const { path, file, table: asked } = database
  const all = await listTables(db, await attach(db, await realpath(file)))
  const chosen = all.filter(({ table, isView }) =>
    asked === undefined ? !isView : asked === table || asked === `main.${table}`,
  )
  const [first, ...others] = await Promise.all(chosen.map((table) => openTable(db, database, table)))
  if (first) return [first, ...others]
  if (asked === undefined) throw new UserError('databaseEmpty', { path })
  const found = all.map(({ table }) => table)
  throw new UserError('databaseTableMissing', { path: file, table: asked, found })
}

async function openTable(
  db: DuckDB,
  { path, table: asked, paths, bytes }: Database,
  { table, relation }: DatabaseTable,
): Promise<NamedSource> {
  const columns = await describeStored(db, relation).catch((error: unknown) => {
    throw unreadable(path, error)
  })
  const unnamed = columns.find(({ type }) => hasUnnamedFields(parseType(type)))
  if (unnamed) {
    const detail = `column '${unnamed.name}' of ${table} is a struct with unnamed fields`
    throw new UserError('sourceUnreadable', { path, detail })
  }
  return {
    table,
    source: {
      path: asked === undefined ? `${path}:${table}` : path,
      format: 'duckdb',
      leavesOutNulls: false,
      relation,
      columns,
      files: 1,
      paths,
      recognised: [],
      bytes,
    },
  }
}

/** Attaches a file once: DuckDB refuses to do so again under another name. */
async function attach(db: DuckDB, file: string): Promise<string> {
  const attached = await db.rows('SELECT database_name AS name, path FROM duckdb_databases()')
  const known = attached.find(({ path }) => path === file)
  if (known) return String(known.name)
  const name = `source_${attached.length}`
  try {
    await db.run(`ATTACH ${literal(file)} AS ${identifier(name)} (TYPE duckdb, READ_ONLY)`)
  } catch (error) {
    throw new UserError('databaseUnreadable', { path: file, detail: complaint(error) })
  }
  return name
}

async function listTables(db: DuckDB, database: string): Promise<DatabaseTable[]> {
  const rows = await db.rows(`SELECT table_schema AS schema, table_name AS name, table_type AS type
    FROM information_schema.tables WHERE table_catalog = ${literal(database)} ORDER BY 1, 2`)
  return rows.map((row) => {
    const [schema, name] = [String(row.schema), String(row.name)]
    return {
      table: schema === 'main' ? name : `${schema}.${name}`,
      relation: [database, schema, name].map(identifier).join('.'),
      isView: row.type === 'VIEW',
    }
  })
}
