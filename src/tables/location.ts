import type { Table } from '../model/config/model.ts'
import { type FoundFiles, findFiles } from './find/files.ts'
import { findObjects } from './find/objects.ts'
import type { CsvHints } from './readers/csv-hints.ts'
import type { Lakes, OutputLakes } from './readers/lake/lakes.ts'
import { isObjects } from './readers/lake/object-name.ts'
import type { StoreLocation } from './readers/reader.ts'
import { STORES } from './readers/registry.ts'

/** Where tables lie. */
export type Location = OutputLocation | PathLocation

/** What a path of the user names. */
export type PathLocation = FilesLocation | StoreLocation

/** An engine's output folder, with the tables that its job declares. */
export interface OutputLocation {
  kind: 'output'
  folder: string
  engine: string
  tables: readonly Table[]
  /** Declared too, and not looked for. */
  lacking?: readonly Table[]
  /** The folder itself or one above it: links below this one are refused, since an engine may have made them. */
  trusted: string
  /** What it takes to read tables that its engine wrote to lakehouses. */
  lakes?: OutputLakes
}

/** Files of the user's own, and how those of CSV are written. */
export interface FilesLocation extends FoundFiles {
  csv: CsvHints
}

/**
 * Finds what a path names: a file, a folder, a pattern's matches, or what else a reader knows. Only objects of a bucket
 * are read for it: they are copied.
 *
 * @param lakes what reading from other servers takes
 * @throws UserError where nothing is there, or nothing that can be read
 */
export async function locate(path: string, csv: CsvHints = {}, lakes?: Lakes): Promise<PathLocation> {
  for (const find of STORES) {
    const store = await find(path, lakes)
    if (store) return store
  }
  const files = isObjects(path) ? await findObjects(path, lakes) : await findFiles(path)
  return { ...files, csv }
}
