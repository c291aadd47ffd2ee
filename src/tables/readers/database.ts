import { realpath } from 'node:fs/promises'
import type { DuckDB } from '../../duckdb/open.ts'
import { identifier, literal } from '../../duckdb/sql.ts'
import { UserError } from '../../errors.ts'
import { hasUnnamedFields, parseType } from '../../types/data-type.ts'
import type { Place } from '../locate.ts'
import { complaint, describeStored, unreadable } from '../schema.ts'
import type { NamedSource } from '../types.ts'

type DatabasePlace = Extract<Place, { kind: 'database' }>

/** A table of a database, called `events` or `staging.events`. */
interface DatabaseTable {
  table: string
  relation: string
  isView: boolean
}

/**
 * Opens a DuckDB database's tables, or the one table or view that is asked for.
 *
 * @throws UserError `databaseUnreadable`, `databaseTableMissing`, `databaseEmpty`
 */
export async function openDatabase(db: DuckDB, place: DatabasePlace): Promise<NamedSource[]> {
  const { path, file, table: asked } = place
  const all = await listTables(db, await attach(db, await realpath(file)))
  const chosen = all.filter(({ table, isView }) =>
    asked === undefined ? !isView : asked === table || asked === `main.${table}`,
  )
  if (chosen.length === 0) {
    if (asked === undefined) throw new UserError('databaseEmpty', { path })
    throw new UserError('databaseTableMissing', {
      path: file,
      table: asked,
      found: all.map(({ table }) => table),
    })
  }
  return Promise.all(chosen.map((table) => openTable(db, place, table)))
}

/** A database that was not closed in order has its newest changes in a log beside it. */
export const databasePaths = (file: string): string[] => [file, `${file}.wal`]

async function openTable(
  db: DuckDB,
  { path, file, bytes, table: asked }: DatabasePlace,
  { table, relation }: DatabaseTable,
): Promise<NamedSource> {
  const columns = await describeStored(db, relation).catch((error: unknown) => {
    throw unreadable(path, error)
  })
  const unnamed = columns.find(({ type }) => hasUnnamedFields(parseType(type)))
  if (unnamed) {
    const detail = `column '${unnamed.name}' of ${table} is a struct whose fields have no names`
    throw new UserError('sourceUnreadable', { path, detail })
  }
  const named = asked === undefined ? `${path}:${table}` : path
  return {
    table,
    source: {
      path: named,
      format: 'duckdb',
      relation,
      columns,
      files: 1,
      paths: databasePaths(file),
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
