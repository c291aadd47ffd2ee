import { rm } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import type { DuckDB } from '../../../duckdb/open.ts'
import { UserError } from '../../../errors.ts'
import { exists, listFiles } from '../../../files/disk.ts'
import type { TableSource } from '../../table.ts'
import { parquet } from '../parquet/parquet.ts'
import type { StoreLocation } from '../reader.ts'
import { type Copied, copyTable, currentVersion } from './copy-table.ts'
import { readIcebergFiles } from './iceberg-files.ts'
import { isAddress, type LakeTable, parseLakeName } from './lake-name.ts'
import { copyFolder, type LakeAccess, type Lakes } from './lakes.ts'

/**
 * A table of an Iceberg catalog, or a Delta table: `iceberg:lake.sales.orders`, `delta:out/orders`.
 *
 * @throws UserError `lakeNameInvalid`, `sourceMissing`, `lakeTableUnread`
 */
export async function locateLake(path: string, lakes: Lakes | undefined): Promise<StoreLocation | undefined> {
  const table = await findLake(path)
  if (!table) return undefined
  const name = table.format === 'delta' ? basename(table.place) : (table.table.at(-1) ?? '')
  return {
    kind: 'store',
    path,
    table: name,
    paths: [],
    async open(db) {
      if (!lakes) throw new Error(`${path} was located without catalogs`)
      return [{ table: name, source: await openLake(db, path, lakes) }]
    },
  }
}

async function findLake(path: string): Promise<LakeTable | undefined> {
  const table = parseLakeName(path)
  if (table?.format !== 'delta' || isAddress(table.place)) return table
  // With its absolute path: delta-rs makes a folder where there is none.
  const place = resolve(table.place)
  if (!(await exists(place))) throw new UserError('sourceMissing', { path: table.place })
  if (!(await exists(join(place, '_delta_log'))))
    throw new UserError('lakeTableUnread', { path, detail: 'it has no folder _delta_log' })
  return { ...table, place }
}

/**
 * Opens a copy of a table. Both sides of a comparison are read from such copies, by one reader, and no other writer
 * changes them meanwhile.
 *
 * @throws UserError
 */
export async function openLake(db: DuckDB, path: string, lakes: Lakes): Promise<TableSource> {
  const table = await findLake(path)
  if (!table) throw new Error(`${path} is not a table of a lakehouse`)
  const { written, ...read } = await readCopy(db, path, table, lakes)
  return {
    ...read,
    ...(written && { written }),
    ...{ format: table.format, leavesOutNulls: false, paths: [], recognised: [] },
  }
}

/** Data files are read as they are where this is possible; else a library writes their rows out first. */
async function readCopy(
  db: DuckDB,
  path: string,
  table: LakeTable,
  lakes: Lakes,
  isDecoded = false,
): Promise<Omit<Copied, 'placed'> & Pick<TableSource, 'path' | 'columns' | 'relation'>> {
  const folder = await copyFolder(lakes, 'lake')
  const by = { folder, lakes, signal: db.signal, since: lakes.before?.(path), isDecoded }
  const { placed, ...copied } = await copyTable(path, table, by)
  const pinned = copied.version === null ? path : `${withoutVersion(path, table)}@${copied.version}`
  const read = placed
    ? await readIcebergFiles(db, pinned, placed)
    : await parquet.read(db, pinned, await listFiles(folder), {})
  if (read) return { ...copied, path: pinned, columns: read.columns, relation: read.relation }
  await rm(folder, { recursive: true })
  return readCopy(db, path, table, lakes, true)
}

/**
 * The snapshot or version of a table now; null where it has none yet, or is not there.
 *
 * @throws UserError
 */
export async function versionNow(
  path: string,
  lakes: LakeAccess,
  signal: AbortSignal,
): Promise<string | null> {
  try {
    const table = await findLake(path)
    return table ? await currentVersion(path, table, { lakes, signal }) : null
  } catch (error) {
    if (error instanceof UserError && isMissing(error)) return null
    throw error
  }
}

/** Whether a mistake is that a table of a lakehouse is not there. */
export const isMissing = ({ code }: UserError): boolean =>
  code === 'sourceMissing' || code === 'lakeTableMissing'

const withoutVersion = (path: string, { version }: LakeTable): string =>
  version === null ? path : path.slice(0, -version.length - 1)
