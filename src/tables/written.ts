import { isDeepStrictEqual } from 'node:util'
import { type FileEntry, listAll } from '../files/disk.ts'
import type { StoredTable } from '../model/record/schema.ts'
import { MOST_FEATURES, MOST_OPERATIONS } from '../model/record/trial-schema.ts'
import { printable } from '../text/text.ts'
import { locate } from './location.ts'
import type { TableSource } from './table.ts'

/** Files as they were at one time, by their paths. */
export type FilesThen = ReadonlyMap<string, FileEntry>

/**
 * The files that a path gives now, as `open` would read them. Taken before a command runs, it tells afterwards what that
 * wrote: by what one file system says twice, and no clock of this machine.
 */
export async function filesNow(path: string): Promise<FilesThen> {
  const files = await dataFiles(path).catch((): FileEntry[] => [])
  return new Map(files.map((file) => [file.path, file]))
}

/** Nothing where there is nothing yet, or nothing that can be read. */
async function dataFiles(path: string): Promise<FileEntry[]> {
  const location = await locate(path)
  return location.kind === 'store' ? listAll(location.paths) : location.data.files
}

/** What a record says of a table of a lakehouse besides its data. */
export const storedLake = ({
  version,
  written,
  protocol,
}: Pick<TableSource, 'version' | 'written' | 'protocol'>): Pick<
  StoredTable,
  'snapshot' | 'commits' | 'protocol'
> => ({
  ...(version && { snapshot: version }),
  ...(written && {
    commits: {
      count: written.operations.length,
      operations: written.operations.slice(0, MOST_OPERATIONS).map(shortName),
      ...(written.rows && { rows: written.rows.slice(0, MOST_OPERATIONS) }),
    },
  }),
  ...(protocol && {
    protocol: { ...protocol, features: protocol.features.slice(0, MOST_FEATURES).map(shortName) },
  }),
})

const shortName = (name: string): string => printable(name.slice(0, 40))

/**
 * How many of a table's files were there before it was written, of all; in a lakehouse none may change, so that one whose
 * files are all old was written if there is a commit.
 */
export async function olderFiles(
  { paths, copied, files, written }: Pick<TableSource, 'paths' | 'copied' | 'files' | 'written'>,
  then: FilesThen,
): Promise<{ files: number; of: number }> {
  if (!written) return copied ? olderOf(copied, then) : countOlder(paths, then)
  const of = Math.max(files, 1)
  if (written.operations.length === 0) return { files: of, of }
  return { files: written.older < of ? written.older : 0, of }
}

/** How many of a table's files were there then and have not changed, of those that are there now. @internal */
export async function countOlder(
  paths: readonly string[],
  then: FilesThen,
): Promise<{ files: number; of: number }> {
  return olderOf(await listAll(paths), then)
}

function olderOf(now: readonly FileEntry[], then: FilesThen): { files: number; of: number } {
  const older = now.filter((file) => isDeepStrictEqual(then.get(file.path), file))
  return { files: older.length, of: now.length }
}
