import { basename, dirname } from 'node:path'
import { openDuckDB } from '../duckdb/open.ts'
import { literal } from '../duckdb/sql.ts'
import { UserError } from '../errors.ts'
import type { Job } from '../model/config/model.ts'
import { type FormatTable, formatTableAround, type KnownTables } from '../tables/readers/foreign-formats.ts'
import type { LocatedInput } from './resolve.ts'

const EVERY_OTHER = '*'

/**
 * Checks what can be known of an input before anything runs: that its Parquet files are whole and that every file
 * has the columns that the job names. Those of Delta tables and the like are not looked at.
 *
 * @throws UserError `inputFileMissing`, `inputColumnMissing`, `inputColumnsUnread`, `inputUnreadable`
 */
export async function checkColumns(job: Job, input: LocatedInput): Promise<void> {
  const { loose: data, tables } = await looseFiles(input.files.map(({ path }) => path))
  const missing = (file: string) => {
    const [table] = tables
    if (table) return new UserError('inputColumnsUnread', { job: job.name, ...table, path: table.folder })
    return new UserError('inputFileMissing', { job: job.name, path: input.path, file })
  }
  const named = Object.keys(job.columns).filter((name) => name !== EVERY_OTHER)
  for (const file of named) if (!data.some((path) => basename(path) === file)) throw missing(file)
  const checked = data.filter((path) => path.endsWith('.parquet') || columnsFor(job, path) !== undefined)
  if (checked.length === 0 && job.columns[EVERY_OTHER]) throw missing('CSV or Parquet file')
  if (checked.length === 0) return
  await using db = await openDuckDB()
  for (const path of checked) {
    const found = await readColumns(db, path)
    const columns = (columnsFor(job, path) ?? []).filter((column) => !found.includes(column))
    if (columns.length > 0) throw new UserError('inputColumnMissing', { job: job.name, path, columns, found })
  }
}

/** Data files whose columns tell those of their table, and the tables of formats that the others belong to. */
export async function looseFiles(
  paths: readonly string[],
): Promise<{ loose: string[]; tables: FormatTable[] }> {
  const known: KnownTables = new Map()
  const loose: string[] = []
  const tables: FormatTable[] = []
  for (const path of paths) {
    const table = await formatTableAround(dirname(path), known)
    if (table) tables.push(table)
    else if (/\.(parquet|csv|json)$/.test(path)) loose.push(path)
  }
  return { loose, tables }
}

const columnsFor = (job: Job, path: string): string[] | undefined =>
  job.columns[basename(path)] ?? job.columns[EVERY_OTHER]

const READERS: Record<string, (file: string) => string> = {
  parquet: (file) => `read_parquet(${file})`,
  csv: (file) =>
    `read_csv(${file}, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', strict_mode = false, hive_partitioning = false)`,
  json: (file) => `read_json(${file})`,
}

/** Names of a data file's columns; none for a file of another kind. */
export async function readColumns(
  db: Awaited<ReturnType<typeof openDuckDB>>,
  path: string,
): Promise<string[]> {
  const reader = READERS[path.split('.').at(-1) ?? '']
  if (!reader) return []
  try {
    const rows = await db.rows(`DESCRIBE SELECT * FROM ${reader(literal(path))}`)
    return rows.map((row) => String(row.column_name))
  } catch (error) {
    throw new UserError('inputUnreadable', { path, detail: (error as Error).message.split('\n')[0] ?? '' })
  }
}
