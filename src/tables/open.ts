import type { DuckDB } from '../duckdb/open.ts'
import { UserError } from '../errors.ts'
import { contentsOf } from './contents.ts'
import { findInOutput, TableUnreadable } from './find/output.ts'
import { undeclaredTables } from './find/undeclared.ts'
import type { Location, OutputLocation } from './location.ts'
import { areSeveral } from './one-or-several.ts'
import { csvHints } from './readers/csv-hints.ts'
import { readFiles } from './readers/files.ts'
import type { Opened } from './table.ts'

/**
 * Opens the tables that lie somewhere: those that a job declares, below an output; else several, or the one.
 *
 * @throws UserError where a path gives none; one of several that can't be read is a problem of theirs
 */
export async function open(db: DuckDB, location: Location): Promise<Opened> {
  if (location.kind === 'output') return openOutput(db, location)
  const contents = await contentsOf(db, location)
  if (await areSeveral(contents)) return contents.asSeveral()
  return { tables: [await contents.asOne()], problems: new Map() }
}

async function openOutput(db: DuckDB, { folder, engine, tables, trusted }: OutputLocation): Promise<Opened> {
  const opened: Opened = { tables: [], problems: new Map() }
  for (const declared of tables) {
    const { name } = declared
    try {
      const files = await findInOutput(folder, trusted, declared)
      opened.tables.push({ table: name, source: await readFiles(db, files, csvHints(declared, engine)) })
    } catch (error) {
      opened.problems.set(name, problemOf(name, error))
    }
  }
  return { ...opened, undeclared: await undeclaredTables(folder, tables) }
}

/** @throws what is no problem of the table */
function problemOf(table: string, error: unknown): TableUnreadable {
  if (error instanceof TableUnreadable) return error
  if (error instanceof UserError) return new TableUnreadable(table, `cannot be read: ${error.message}`)
  throw error
}
