import { basename, dirname, join } from 'node:path'
import { UserError } from '../errors.ts'
import { type FileEntry, listFiles } from '../files/disk.ts'
import { Search } from '../files/search.ts'
import { type Rolled, rolledFiles } from './rolled.ts'

/** One log of one attempt of an application, in one file or rolled over several. */
export interface LogSource extends Omit<Rolled, 'files'> {
  /** As a user recognises it: the file, or the folder of a rolled log. */
  path: string
  /** In the order of their events. */
  files: string[]
  /** As they lie on disk. */
  bytes: number
}

/** Of Spark's own next to its logs: `appstatus_…` says whether the application still runs, `.crc` is a checksum. */
const BESIDE_LOGS = /^(?:[._]|appstatus_)|\.crc$/

/**
 * The logs that paths name: files, and folders with logs at any depth. What is in a file is not looked at.
 *
 * @throws UserError `eventLogMissing`, `eventLogRemote`, `eventLogsNone`, `filesTooMany`, or the signal's reason
 */
export async function discoverLogs(paths: readonly string[], signal: AbortSignal): Promise<LogSource[]> {
  const found: FileEntry[] = []
  for (const path of paths) {
    if (/^[a-z0-9]+:\/\//i.test(path)) throw new UserError('eventLogRemote', { path })
    using search = new Search(path, signal)
    const files = await listFiles(path, search)
    if (files.length === 0) throw new UserError('eventLogMissing', { path })
    found.push(...files.filter((file) => file.path === path || !BESIDE_LOGS.test(basename(file.path))))
  }
  if (found.length === 0) throw new UserError('eventLogsNone', { paths: [...paths] })
  const folders = Map.groupBy(new Map(found.map((file) => [file.path, file])).values(), ({ path }) =>
    dirname(path),
  )
  return [...folders].flatMap(([folder, files]) => logsIn(folder, files))
}

/** A folder's rolled log, and its other files, each a log of its own. */
function logsIn(folder: string, files: readonly FileEntry[]): LogSource[] {
  const rolled = rolledFiles(files.map(({ path }) => basename(path)))
  const taken = new Set(rolled?.files.map((name) => join(folder, name)))
  const bytes = new Map(files.map((file) => [file.path, file.bytes]))
  const single = files
    .filter(({ path }) => !taken.has(path) && !isSuperseded(basename(path), rolled))
    .map((file) => ({
      path: file.path,
      files: [file.path],
      bytes: file.bytes,
      isCompacted: false,
      missing: 0,
    }))
  if (!rolled) return single
  const log = [...taken]
  return [
    {
      ...rolled,
      path: folder,
      files: log,
      bytes: log.reduce((sum, path) => sum + (bytes.get(path) ?? 0), 0),
    },
    ...single,
  ]
}

/** A piece that a compacted one replaces, and Spark has not deleted yet. */
const isSuperseded = (name: string, rolled: Rolled | undefined): boolean =>
  rolled !== undefined && rolledFiles([name]) !== undefined
