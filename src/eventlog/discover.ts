import { basename, dirname } from 'node:path'
import { UserError } from '../errors.ts'
import { bytesOf } from '../files/disk.ts'
import { type Rolled, rolledFiles } from './rolled.ts'
import { STORES } from './stores/registry.ts'
import type { LogFile } from './stores/store.ts'

/** One log of one attempt of an application, in one file or rolled over several. */
export interface LogSource extends Omit<Rolled, 'files'> {
  /** As a user recognises it: the file, or the folder of a rolled log. */
  path: string
  /** The same, whatever the working folder. */
  place: string
  /** In the order of their events. */
  files: LogFile[]
  /** As they are stored. */
  bytes: number
  /** Another one means that a file has changed, or that there is another one. */
  version: string
}

/** Of Spark's own next to its logs: `appstatus_…` says whether the application still runs, `.crc` is a checksum. */
const BESIDE_LOGS = /^(?:[._]|appstatus_)|\.crc$/

/**
 * The logs that paths name: files, and folders with logs at any depth. What is in a file is not looked at.
 *
 * @throws UserError `eventLogMissing`, `eventLogRemote`, `eventLogsNone`, `filesTooMany`, `objectsMissing`, `storeUnreachable`, or the signal's reason
 */
export async function discoverLogs(paths: readonly string[], signal: AbortSignal): Promise<LogSource[]> {
  const found: LogFile[] = []
  for (const path of paths) {
    const store = STORES.find((each) => each.matches(path))
    if (!store) throw new UserError('eventLogRemote', { path })
    const files = await store.list(path, signal)
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
function logsIn(folder: string, files: readonly LogFile[]): LogSource[] {
  const rolled = rolledFiles(files.map(({ path }) => basename(path)))
  const byName = new Map(files.map((file) => [basename(file.path), file]))
  const pieces = rolled?.files.flatMap((name) => byName.get(name) ?? []) ?? []
  const taken = new Set(pieces)
  const single = files
    .filter((file) => !taken.has(file) && !isSuperseded(basename(file.path), rolled))
    .map((file) => sourceOf(file, [file], { isCompacted: false, missing: 0 }))
  const [first] = pieces
  if (!rolled || !first) return single
  return [sourceOf({ path: folder, place: dirname(first.place) }, pieces, rolled), ...single]
}

const sourceOf = (
  { path, place }: Pick<LogFile, 'path' | 'place'>,
  files: LogFile[],
  { isCompacted, missing }: Pick<Rolled, 'isCompacted' | 'missing'>,
): LogSource => ({
  ...{ path, place, files, isCompacted, missing },
  bytes: bytesOf(files),
  version: JSON.stringify(files.map((file) => [basename(file.path), file.version])),
})

/** A piece that a compacted one replaces, and Spark has not deleted yet. */
const isSuperseded = (name: string, rolled: Rolled | undefined): boolean =>
  rolled !== undefined && rolledFiles([name]) !== undefined
