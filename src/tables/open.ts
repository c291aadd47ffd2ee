import type { DuckDB } from '../duckdb/open.ts'
import { type ErrorCode, UserError } from '../errors.ts'
import type { Table } from '../model/config/model.ts'
import { contentsOf } from './contents.ts'
import { findInOutput, isUnreadable, unreadableTable } from './find/output.ts'
import { undeclaredTables } from './find/undeclared.ts'
import type { Location, OutputLocation } from './location.ts'
import { areSeveral } from './one-or-several.ts'
import { csvHints } from './readers/csv-hints.ts'
import { readFiles } from './readers/files.ts'
import { isLakeName } from './readers/lake/lake-name.ts'
import { isObjects } from './readers/lake/object-name.ts'
import { type Opened, openEach } from './table.ts'

const LAKE_FAULTS: readonly ErrorCode[] = [
  'catalogUnreachable',
  'catalogVariableMissing',
  'lakeLibraryMissing',
  'storeUnreachable',
]

/** Whether it keeps all tables of lakehouses from being read, whatever an engine made of them. */
export const isLakeFault = ({ code }: UserError): boolean => LAKE_FAULTS.includes(code)

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

async function openOutput(db: DuckDB, location: OutputLocation): Promise<Opened> {
  const { folder, engine, tables, lacking = [], trusted } = location
  const isElsewhere = isLakeName(folder) || isObjects(folder)
  const openDeclared = async (table: Table) => {
    try {
      if (table.lake !== undefined || isElsewhere) {
        const { openInLake } = await import('./find/lake-output.ts')
        return await openInLake(db, location, table)
      }
      return await readFiles(db, await findInOutput(folder, trusted, table), csvHints(table, engine))
    } catch (error) {
      if (!(error instanceof UserError) || isUnreadable(error) || isLakeFault(error)) throw error
      throw unreadableTable(table.name, `cannot be read: ${error.message}`)
    }
  }
  const named = tables.map((table) => [table.name, table] as const)
  const opened = await openEach(named, openDeclared)
  return isElsewhere
    ? opened
    : { ...opened, undeclared: await undeclaredTables(folder, [...tables, ...lacking]) }
}
