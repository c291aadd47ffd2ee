import { join, resolve } from 'node:path'
import type { DuckDB } from '../../duckdb/open.ts'
import { UserError } from '../../errors.ts'
import { exists } from '../../files/disk.ts'
import type { Table } from '../../model/config/model.ts'
import { csvHints } from '../readers/csv-hints.ts'
import { readFiles } from '../readers/files.ts'
import { parseLakeName } from '../readers/lake/lake-name.ts'
import type { LakeAccess, OutputLakes } from '../readers/lake/lakes.ts'
import { openLake } from '../readers/lake/locate-lake.ts'
import { isObjects } from '../readers/lake/object-name.ts'
import { nameInOutput } from '../readers/lake/output-name.ts'
import type { TableSource } from '../table.ts'
import { findObjects, namesBelow } from './objects.ts'
import { misfitTable, placeAmong, refuseLinks, unreadableTable } from './output.ts'

/** What of an output's location says where its tables of lakehouses are. */
interface LakeOutput {
  folder: string
  engine: string
  trusted: string
  tables: readonly Table[]
  lakes?: OutputLakes
}

/**
 * Opens a table that an engine wrote to a lakehouse: a Delta table below its output folder, one of the trial's namespace
 * or prefix, or one of an output that is itself in a lakehouse or a bucket.
 *
 * @throws UserError
 */
export async function openInLake(
  db: DuckDB,
  { folder, engine, trusted, lakes, tables }: LakeOutput,
  table: Table,
): Promise<TableSource> {
  if (!lakes) throw new Error(`table ${table.name} was opened without catalogs`)
  const { name } = table
  const path =
    nameInOutput(folder, table, tables, lakes.namespace) ?? (await listedPath(folder, table, lakes))
  if (path === undefined)
    throw unreadableTable(name, `is not in ${folder}: ${table.lake ?? 'no at:'} is not below it`)
  const place = join(resolve(folder), '/')
  const named = parseLakeName(path)
  if (named?.format === 'delta' && named.place.startsWith(place)) {
    await refuseLinks(named.place, resolve(trusted), name)
    if (!(await exists(named.place)))
      throw misfitTable(name, `was not written (looked for ${named.place.slice(place.length)} in the output)`)
  }
  const { before } = lakes
  const own = {
    ...lakes,
    copies: join(lakes.copies, name),
    ...(before && { before: (each: string) => before(each, name) }),
  }
  return isObjects(path) ? openObjects(db, path, table, { engine, lakes: own }) : openLake(db, path, own)
}

/** Of a table below a prefix that is at no place of its own: a prefix or an object that is called so. */
async function listedPath(
  output: string,
  { name, lake }: Table,
  lakes: LakeAccess,
): Promise<string | undefined> {
  if (!isObjects(output) || lake !== undefined) return undefined
  const prefix = output.replace(/\/*$/, '/')
  return `${prefix}${placeAmong(await namesBelow(prefix, lakes), name)}`
}

async function openObjects(
  db: DuckDB,
  path: string,
  table: Table,
  { engine, lakes }: { engine: string; lakes: OutputLakes },
): Promise<TableSource> {
  try {
    const { data } = await findObjects(path, lakes)
    return await readFiles(db, data, csvHints(table, engine))
  } catch (error) {
    if (error instanceof UserError && error.code === 'objectsMissing')
      throw misfitTable(table.name, `was not written (looked for ${path})`)
    throw error
  }
}
