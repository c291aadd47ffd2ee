import { readdir, realpath } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { UserError } from '../../errors.ts'

/** A format whose log says which of a folder's files hold the table's rows of now. */
export type TableFormat = 'Delta' | 'Iceberg' | 'Hudi'

/** A table in such a format. */
export interface FormatTable {
  format: TableFormat
  /** Absolute. */
  folder: string
}

/** Tables that are known to be at or above a folder, so that none is looked for twice. */
export type KnownTables = Map<string, Promise<FormatTable | undefined>>

const [DELTA_LOG, HUDI_LOG] = ['_delta_log', '.hoodie']
/** Folders in a table's own that hold its log. */
export const FORMAT_LOGS: readonly string[] = [DELTA_LOG, HUDI_LOG]
const ICEBERG_METADATA = /^(?:version-hint\.text|snap-.*\.avro|.*\.metadata\.json(?:\.gz)?)$/

/** The table of a format that a folder is, or lies in: the innermost one. */
export function formatTableAround(folder: string, known: KnownTables): Promise<FormatTable | undefined> {
  const found = known.get(folder) ?? lookAround(folder, known)
  known.set(folder, found)
  return found
}

async function lookAround(folder: string, known: KnownTables): Promise<FormatTable | undefined> {
  const format = await formatAt(folder)
  if (format) return { format, folder }
  const parent = dirname(folder)
  return parent === folder ? undefined : formatTableAround(parent, known)
}

async function formatAt(folder: string): Promise<TableFormat | undefined> {
  if (await namesIn(join(folder, DELTA_LOG))) return 'Delta'
  if (await namesIn(join(folder, HUDI_LOG))) return 'Hudi'
  const metadata = await namesIn(join(folder, 'metadata'))
  return metadata?.some((name) => ICEBERG_METADATA.test(name)) ? 'Iceberg' : undefined
}

/** Undefined where there is no such folder, or none that can be looked into. */
const namesIn = (folder: string): Promise<string[] | undefined> => readdir(folder).catch(() => undefined)

/**
 * Requires that files or folders are no part of such a table, also where a link leads into one.
 *
 * @throws UserError `tableFormatUnread`
 */
export async function refuseFormatTables(folders: Iterable<string>): Promise<void> {
  const known: KnownTables = new Map()
  for (const folder of new Set(folders)) {
    const path = resolve(folder)
    const real = await realpath(path).catch(() => path)
    const found = (await formatTableAround(path, known)) ?? (await formatTableAround(real, known))
    if (found) throw new UserError('tableFormatUnread', { path: found.folder, format: found.format })
  }
}
