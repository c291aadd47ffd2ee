import { basename, dirname } from 'node:path'
import { type DuckDB, openDuckDB } from '../duckdb/open.ts'
import { UserError } from '../errors.ts'
import type { FileEntry } from '../files/disk.ts'
import { EVERY_OTHER } from '../model/config/job-input.ts'
import type { Job } from '../model/config/model.ts'
import { type FormatTable, formatTableAround, type KnownTables } from '../tables/readers/foreign-formats.ts'
import { formatOf } from '../tables/readers/names.ts'
import type { LocatedPart } from './resolve.ts'

/**
 * Checks what can be known of one of a job's inputs before anything runs: that its Parquet files are whole and that every
 * file has the columns that the job names: by file, or of several inputs by input. Those of Delta tables and the like are not looked at.
 *
 * @throws UserError `inputFileMissing`, `inputColumnMissing`, `inputColumnsUnread`, `sourceUnreadable`
 */
export async function checkColumns({ name, columns }: Job, part: LocatedPart): Promise<void> {
  const own = part.name === null ? undefined : (columns[part.name] ?? columns[EVERY_OTHER])
  if (part.name === null) await checkFiles({ name, columns }, part)
  else await checkFiles({ name, columns: own ? { [EVERY_OTHER]: own } : {} }, part)
}

type Wanted = Pick<Job, 'name' | 'columns'>

async function checkFiles(job: Wanted, input: LocatedPart): Promise<void> {
  const { loose: data, tables } = await looseFiles(input.files)
  const missing = (file: string) => {
    const [table] = tables
    if (table) return new UserError('inputColumnsUnread', { job: job.name, ...table, path: table.folder })
    return new UserError('inputFileMissing', { job: job.name, path: input.path, file })
  }
  const named = Object.keys(job.columns).filter((name) => name !== EVERY_OTHER)
  for (const file of named) if (!data.some(({ path }) => basename(path) === file)) throw missing(file)
  const checked = data.filter(
    ({ path }) => formatOf(path)?.format === 'parquet' || columnsFor(job, path) !== undefined,
  )
  if (checked.length === 0 && job.columns[EVERY_OTHER]) throw missing('data file')
  if (checked.length === 0) return
  await using db = await openDuckDB()
  for (const file of checked) {
    const { path } = file
    const found = await readColumns(db, file)
    const columns = (columnsFor(job, path) ?? []).filter(
      (column) => !found.includes(column) && !isOfFolder(column, path),
    )
    if (columns.length > 0) throw new UserError('inputColumnMissing', { job: job.name, path, columns, found })
  }
}

/** Data files whose columns tell those of their table, and the tables of formats that the others belong to. */
export async function looseFiles(
  files: readonly FileEntry[],
): Promise<{ loose: FileEntry[]; tables: FormatTable[] }> {
  const known: KnownTables = new Map()
  const loose: FileEntry[] = []
  const tables: FormatTable[] = []
  for (const file of files) {
    const table = await formatTableAround(dirname(file.path), known)
    if (table) tables.push(table)
    else if (formatOf(file.path)) loose.push(file)
  }
  return { loose, tables }
}

const columnsFor = (job: Wanted, path: string): string[] | undefined =>
  job.columns[basename(path)] ?? job.columns[EVERY_OTHER]

/** Whether a column is the Hive key of a folder that the file lies in. */
export const isOfFolder = (column: string, path: string): boolean => path.includes(`/${column}=`)

/** Names of a data file's columns, without those of its folders. */
export async function readColumns(db: DuckDB, file: FileEntry): Promise<string[]> {
  const { path } = file
  try {
    const reader = await formatOf(path)?.reader()
    return (await reader?.names(db, file)) ?? []
  } catch (error) {
    throw new UserError('sourceUnreadable', { path, detail: (error as Error).message.split('\n')[0] ?? '' })
  }
}
