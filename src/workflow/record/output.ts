import type { Context } from '../../context.ts'
import type { DuckDB } from '../../duckdb/open.ts'
import { withDuckDB } from '../../duckdb/session.ts'
import { UserError } from '../../errors.ts'
import { fingerprintStably, fingerprintWithColumns } from '../../fingerprint/stable-fingerprint.ts'
import type { Table } from '../../model/config/model.ts'
import { DROPPED_NAME } from '../../model/record/dropped-name.ts'
import type { StoredTable } from '../../model/record/schema.ts'
import { type UndeclaredTables, undeclaredText } from '../../render/comparison/undeclared.ts'
import { openSources } from '../../tables/open.ts'
import { openOutputTable, TableUnreadable } from '../../tables/output-table.ts'
import { type CsvHints, csvHints } from '../../tables/readers/csv-hints.ts'
import type { TableSource } from '../../tables/types.ts'
import { undeclaredTables } from '../../tables/undeclared-tables.ts'
import { countOlder, type FilesThen } from '../../tables/written.ts'
import type { Column } from '../../types/data-type.ts'
import { holdsNothing } from '../../types/stable-types.ts'
import type { Subject } from './subject.ts'

const MEMORY = '2GB'
/** A table with more has the fingerprint of the whole only: the rest would not fit into a record. */
const MOST_COLUMNS = 200

/** What a run delivered, as its record keeps it. */
export interface RecordedOutput {
  tables: Record<string, StoredTable>
  /** Tables that the configuration does not declare; absent where there is none. */
  undeclared?: string[]
  outputBytes: number
  outputFiles: number
}

/** An output, or why there is none: `problem` is the engine's doing, and holds no value of any row. */
export type OutputResult =
  | { output: RecordedOutput; problem?: undefined; note?: undefined }
  | { output: null; problem: string | null; note: string }

/** A table that can be read, under the name it is compared by. */
export interface OpenedTable {
  table: string
  source: TableSource
  /** Columns that the configuration ignores. */
  ignore: readonly string[]
}

/**
 * Fingerprints the tables of an output: those that the configuration names, else those that are found.
 *
 * @param before the files that were there before the command ran
 * @param csv how CSV files are written, as far as options say so
 */
export async function recordOutput(
  path: string,
  before: FilesThen,
  subject: Subject,
  csv: CsvHints,
  context: Context,
): Promise<OutputResult> {
  try {
    const output = await withDuckDB(MEMORY, context, async (db) => {
      return fingerprintAll(db, await openTables(db, path, subject, { engine: subject.engine, csv }), before)
    })
    const undeclared = await undeclaredBelow(path, subject)
    if (undeclared) noteUndeclared(new Map([[subject.engine, undeclared]]), subject, context)
    return { output: { ...output, ...(undeclared && { undeclared }) } }
  } catch (error) {
    const note = context.signal.aborted ? 'interrupted' : (error as Error).message
    return { output: null, problem: problemOf(error), note }
  }
}

/** Tables of an output that the configuration does not declare; undefined where there is none. */
export async function undeclaredBelow(path: string, { configured }: Subject): Promise<string[] | undefined> {
  return configured ? undeclaredTables(path, Object.values(configured.job.tables)) : undefined
}

/** Names what is not compared, unless the configuration says that this is known. */
export function noteUndeclared(
  tables: UndeclaredTables,
  { configured }: Subject,
  { terminal }: Context,
): void {
  const text = configured?.job.undeclared === 'ignore' ? undefined : undeclaredText(tables)
  if (text !== undefined) terminal.note(`etl-compare: ${text}`)
}

/**
 * The tables of an output: those that the configuration names, else those that are found.
 *
 * @throws DeclaredMissing, UserError
 */
export const openTables = (
  db: DuckDB,
  path: string,
  { configured, job }: Subject,
  { engine, csv }: Written,
): Promise<OpenedTable[]> =>
  configured
    ? openDeclared(db, path, Object.values(configured.job.tables), engine)
    : openFound(db, path, job, csv)

/** Who wrote an output, and how its CSV files are written where no configuration says so. */
export interface Written {
  engine: string
  csv: CsvHints
}

async function openDeclared(
  db: DuckDB,
  path: string,
  tables: readonly Table[],
  engine: string,
): Promise<OpenedTable[]> {
  const opened: OpenedTable[] = []
  for (const table of tables) {
    const { name, at, ignore } = table
    const source = await openOutputTable(db, path, name, at, csvHints(table, engine)).catch(
      (error: unknown) => {
        throw error instanceof TableUnreadable ? new DeclaredMissing(name, error) : error
      },
    )
    opened.push({ table: name, source, ignore })
  }
  return opened
}

/** A declared table that was not delivered. */
export class DeclaredMissing extends Error {
  readonly table: string

  constructor(table: string, { message }: TableUnreadable) {
    super(message)
    this.table = table
  }
}

/** A path that is one table has its own name on each side, so that it goes by the job's. */
async function openFound(db: DuckDB, path: string, job: string, csv: CsvHints): Promise<OpenedTable[]> {
  const sources = await openSources(db, path, csv)
  return sources.map(({ table, isUnnamed, source }) => ({
    table: sources.length === 1 && isUnnamed ? job : table,
    source,
    ignore: [],
  }))
}

async function fingerprintAll(
  db: DuckDB,
  opened: readonly OpenedTable[],
  before: FilesThen,
): Promise<RecordedOutput> {
  const output: RecordedOutput = { tables: {}, outputBytes: 0, outputFiles: 0 }
  for (const each of opened) {
    const { table, source } = each
    if (table === DROPPED_NAME) throw new Error(`a table named ${DROPPED_NAME} cannot be kept: rename it`)
    const ignored = source.columns.map(({ name }) => name).filter((name) => each.ignore.includes(name))
    const fingerprinted = await fingerprintOne(db, source, countedColumns(each))
    // Only now: a network file system tells a file's newest state once it was opened.
    const older = await countOlder(source.paths, before)
    output.tables[table] = {
      ...fingerprinted,
      ...(ignored.length > 0 && { ignored }),
      ...(older.files > 0 && { older }),
    }
    output.outputBytes += source.bytes
    output.outputFiles += source.files
  }
  return output
}

/** Those that a fingerprint is of. */
export const countedColumns = ({ source, ignore }: OpenedTable): Column[] =>
  source.columns.filter(({ name }) => !ignore.includes(name))

async function fingerprintOne(
  db: DuckDB,
  { relation, format }: TableSource,
  columns: readonly Column[],
): Promise<StoredTable> {
  const ofFormat = format === 'json' ? { format } : {}
  if (columns.length > MOST_COLUMNS) {
    const { rows, fingerprint } = await fingerprintStably(db, relation, columns)
    return { rows, fingerprint, ...ofFormat }
  }
  const { rows, fingerprint, columns: each } = await fingerprintWithColumns(db, relation, columns)
  const empty = new Set(each.filter((column) => holdsNothing(column, rows)).map(({ name }) => name))
  const stored = { rows, fingerprint, columns: each, ...ofFormat }
  if (rows === 0 || empty.size === 0) return stored
  const valued = columns.filter(({ name }) => !empty.has(name))
  return { ...stored, valued: (await fingerprintStably(db, relation, valued)).fingerprint }
}

function problemOf(error: unknown): string | null {
  if (error instanceof DeclaredMissing) return `exited with 0, but table '${error.table}' could not be read`
  const isNothing =
    error instanceof UserError && (error.code === 'sourceMissing' || error.code === 'sourceEmpty')
  return isNothing ? 'exited with 0, but there is no output' : null
}
