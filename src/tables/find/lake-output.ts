import { join, resolve } from 'node:path'
import type { DuckDB } from '../../duckdb/open.ts'
import { exists } from '../../files/disk.ts'
import type { Table } from '../../model/config/model.ts'
import type { OutputLakes } from '../readers/lake/lakes.ts'
import { openLake } from '../readers/lake/locate-lake.ts'
import { nameInOutput } from '../readers/lake/output-name.ts'
import type { TableSource } from '../table.ts'
import { misfitTable, refuseLinks, unreadableTable } from './output.ts'

/** What of an output's location says where its tables of lakehouses are. */
interface LakeOutput {
  folder: string
  trusted: string
  tables: readonly Table[]
  lakes?: OutputLakes
}

/**
 * Opens a table that an engine wrote to a lakehouse: a Delta table below its output folder, one of the trial's namespace,
 * or one of an output that is itself in a lakehouse.
 *
 * @throws UserError
 */
export async function openInLake(
  db: DuckDB,
  { folder, trusted, lakes, tables }: LakeOutput,
  table: Table,
): Promise<TableSource> {
  if (!lakes) throw new Error(`table ${table.name} was opened without catalogs`)
  const { name } = table
  const path = nameInOutput(folder, table, tables, lakes.namespace)
  if (path === undefined)
    throw unreadableTable(name, `is not in ${folder}: ${table.lake ?? 'no at:'} is not below it`)
  const place = join(resolve(folder), '/')
  const below = path.startsWith(`delta:${place}`) ? path.slice('delta:'.length) : undefined
  if (below !== undefined) {
    await refuseLinks(below, resolve(trusted), name)
    if (!(await exists(below)))
      throw misfitTable(name, `was not written (looked for ${below.slice(place.length)} in the output)`)
  }
  return openLake(db, path, { ...lakes, copies: join(lakes.copies, name) })
}
