import { basename, extname, resolve } from 'node:path'
import type { DuckDB } from '../../adapters/duckdb/open.ts'
import { openOutputTable, TableUnreadable } from '../../adapters/duckdb/output-table.ts'
import { openSources } from '../../adapters/duckdb/source/open.ts'
import { fingerprintStably, fingerprintWithColumns } from '../../adapters/duckdb/stable-fingerprint.ts'
import type { Context } from '../../context.ts'
import type { Table } from '../../core/config/model.ts'
import type { Column } from '../../core/parity/data-type.ts'
import type { StoredTable } from '../../core/record/schema.ts'
import { UserError } from '../../errors.ts'
import { withDuckDB } from '../session.ts'
import type { Subject } from './subject.ts'

const MEMORY = '2GB'
/** A table with more has the fingerprint of the whole only: the rest would not fit into a record. */
const MOST_COLUMNS = 200

/** What a run delivered, as its record keeps it. */
export interface RecordedOutput {
  tables: Record<string, StoredTable>
  outputBytes: number
  outputFiles: number
}

/** An output, or why there is none: `problem` is the engine's doing, and holds no value of any row. */
export type OutputResult =
  | { output: RecordedOutput; problem?: undefined; note?: undefined }
  | { output: null; problem: string | null; note: string }

/** A table that can be read, under the name it is compared by. */
interface Opened {
  table: string
  relation: string
  columns: readonly Column[]
  files: number
  bytes: number
}

/** Fingerprints the tables of an output: those that the configuration names, else those that are found. */
export async function recordOutput(path: string, subject: Subject, context: Context): Promise<OutputResult> {
  try {
    const output = await withDuckDB(MEMORY, context, async (db) => {
      const opened = subject.configured
        ? await openDeclared(db, path, Object.values(subject.configured.job.tables))
        : await openFound(db, path, subject.job)
      return fingerprintAll(db, opened)
    })
    return { output }
  } catch (error) {
    const note = context.signal.aborted ? 'interrupted' : (error as Error).message
    return { output: null, problem: problemOf(error), note }
  }
}

async function openDeclared(db: DuckDB, path: string, tables: readonly Table[]): Promise<Opened[]> {
  const opened: Opened[] = []
  for (const { name, at, ignore } of tables) {
    const found = await openOutputTable(db, path, name, at).catch((error: unknown) => {
      throw error instanceof TableUnreadable ? new DeclaredMissing(name, error) : error
    })
    opened.push({
      ...found,
      table: name,
      columns: found.columns.filter((each) => !ignore.includes(each.name)),
    })
  }
  return opened
}

/** A declared table that was not delivered. */
class DeclaredMissing extends Error {
  readonly table: string

  constructor(table: string, { message }: TableUnreadable) {
    super(message)
    this.table = table
  }
}

/** A path that is one table has its own name on each side, so that it goes by the job's. */
async function openFound(db: DuckDB, path: string, job: string): Promise<Opened[]> {
  const root = resolve(path)
  const ownNames = [basename(root), basename(root, extname(root))]
  const sources = await openSources(db, path)
  return sources.map(({ table, source }) => ({
    ...source,
    table: sources.length === 1 && ownNames.includes(table) ? job : table,
  }))
}

async function fingerprintAll(db: DuckDB, opened: readonly Opened[]): Promise<RecordedOutput> {
  const output: RecordedOutput = { tables: {}, outputBytes: 0, outputFiles: 0 }
  for (const { table, relation, columns, files, bytes } of opened) {
    output.tables[table] = await fingerprintOne(db, relation, columns)
    output.outputBytes += bytes
    output.outputFiles += files
  }
  return output
}

async function fingerprintOne(
  db: DuckDB,
  relation: string,
  columns: readonly Column[],
): Promise<StoredTable> {
  if (columns.length <= MOST_COLUMNS) {
    const { rows, fingerprint, columns: each } = await fingerprintWithColumns(db, relation, columns)
    return { rows, fingerprint, columns: each }
  }
  const { rows, fingerprint } = await fingerprintStably(db, relation, columns)
  return { rows, fingerprint }
}

function problemOf(error: unknown): string | null {
  if (error instanceof DeclaredMissing) return `exited with 0, but table '${error.table}' could not be read`
  const isNothing =
    error instanceof UserError && (error.code === 'sourceMissing' || error.code === 'sourceEmpty')
  return isNothing ? 'exited with 0, but there is no output' : null
}
