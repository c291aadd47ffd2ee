import { join, resolve } from 'node:path'
import type { DuckDB } from '../../duckdb/open.ts'
import { exists } from '../../files/disk.ts'
import { deltaPlace } from '../readers/lake/lake-name.ts'
import type { OutputLakes } from '../readers/lake/lakes.ts'
import { openLake } from '../readers/lake/locate-lake.ts'
import type { TableSource } from '../table.ts'
import { misfitTable, refuseLinks, unreadableTable } from './output.ts'

/**
 * Opens a table that an engine wrote to a lakehouse: a Delta table of its output, or one of the trial's namespace.
 *
 * @param declared `delta:{output}/orders` or `iceberg:lake.{namespace}.orders`
 * @throws UserError
 */
export async function openInLake(
  db: DuckDB,
  { folder, trusted, lakes }: { folder: string; trusted: string; lakes?: OutputLakes },
  name: string,
  declared: string,
): Promise<TableSource> {
  if (!lakes) throw unreadableTable(name, `is at ${declared}, which only run and try read`)
  const copies = join(lakes.copies, name)
  const below = deltaPlace(declared)
  if (below === undefined)
    return openLake(db, declared.replace('{namespace}', lakes.namespace), { ...lakes, copies })
  const place = join(resolve(folder), below)
  await refuseLinks(place, resolve(trusted), name)
  if (!(await exists(place))) throw misfitTable(name, `was not written (looked for ${below} in the output)`)
  return openLake(db, `delta:${place}`, { ...lakes, copies })
}
