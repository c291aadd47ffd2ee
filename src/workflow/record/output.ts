import type { Context } from '../../context.ts'
import type { DuckDB } from '../../duckdb/open.ts'
import { type ErrorCode, UserError } from '../../errors.ts'
import { exists } from '../../files/disk.ts'
import { MOST_TABLES } from '../../model/record/fit.ts'
import { olderTexts } from '../../model/record/older.ts'
import type { StoredTable } from '../../model/record/schema.ts'
import { isUnreadable } from '../../tables/find/output.ts'
import { fingerprintStably, fingerprintWithColumns } from '../../tables/fingerprint/stable.ts'
import type { CsvHints } from '../../tables/readers/csv-hints.ts'
import type { TableSource } from '../../tables/table.ts'
import { type FilesThen, olderFiles, storedLake } from '../../tables/written.ts'
import { DROPPED_NAME } from '../../text/dropped-name.ts'
import type { Column } from '../../types/data-type.ts'
import { holdsNothing } from '../../types/stable-types.ts'
import { withDuckDB } from '../duckdb-session.ts'
import type { RunIdentity } from './identity.ts'
import { isInLake, type LakesBefore, lakesAfter } from './lake-output.ts'
import { countedColumns, noteUndeclared, type OpenedTable, openOutput } from './open-output.ts'

const MEMORY = '2GB'
/** A table with more has the fingerprint of the whole only: the rest would not fit into a record. */
const MOST_COLUMNS = 200

/** Where a command that ran wrote to. */
export interface WrittenOutput {
  path: string
  /** The files that were there before. */
  before: FilesThen
  /** How CSV files are written, as far as options say so. */
  csv: CsvHints
  /** Its tables of lakehouses, as they were before; null where it has none. */
  lakes: LakesBefore | null
}

/** What a run delivered, as its record keeps it. */
export interface RecordedOutput {
  tables: Record<string, StoredTable>
  /** Tables that the configuration does not declare; absent where there is none. */
  undeclared?: string[]
  outputBytes: number
  outputFiles: number
}

/** An output, or null, with what of that is the engine's doing; it holds no value of any row. */
export interface OutputResult {
  output: RecordedOutput | null
  problem: string | null
  /** Whether nothing was at the output's path, neither before the command nor after it: perhaps it is another's. */
  isMissing?: true
}

/**
 * Fingerprints the tables of an output: those that the configuration names, else those that are found. What it lacks is
 * said.
 */
export async function recordOutput(
  { path, before, csv, lakes }: WrittenOutput,
  identity: RunIdentity,
  context: Context,
): Promise<OutputResult> {
  const note = (text: string) => context.terminal.note(`etl-compare: ${text}`)
  try {
    const output = await withDuckDB(MEMORY, context, async (db, scratch) => {
      const written = { engine: identity.engine, csv, lakes: lakes && lakesAfter(lakes, scratch) }
      const { tables, undeclared } = await openOutput(db, path, identity, written)
      return { ...(await fingerprintAll(db, tables, before)), ...(undeclared && { undeclared }) }
    })
    if (output.undeclared) noteUndeclared(new Map([[identity.engine, output.undeclared]]), identity, context)
    for (const text of olderTexts(output.tables)) note(text)
    return { output, problem: null }
  } catch (error) {
    const why = context.signal.aborted ? 'interrupted' : (error as Error).message
    note(`the output has no fingerprint: ${why}`)
    const isThere = lakes ? isInLake(path, lakes, context) : exists(path)
    if (before.size === 0 && error instanceof UserError && isNothing(error) && !(await isThere))
      return { output: null, problem: 'exited with 0, but nothing was found at --output', isMissing: true }
    return { output: null, problem: problemOf(error) }
  }
}

async function fingerprintAll(
  db: DuckDB,
  opened: readonly OpenedTable[],
  before: FilesThen,
): Promise<RecordedOutput> {
  if (opened.length > MOST_TABLES)
    throw new Error(`${opened.length} tables are more than the ${MOST_TABLES} that a run record holds`)
  const output: RecordedOutput = { tables: {}, outputBytes: 0, outputFiles: 0 }
  for (const each of opened) {
    const { table, source } = each
    if (table === DROPPED_NAME) throw new Error(`a table named ${DROPPED_NAME} cannot be kept: rename it`)
    const ignored = source.columns.map(({ name }) => name).filter((name) => each.ignore.includes(name))
    const fingerprinted = await fingerprintOne(db, source, countedColumns(each))
    // Only now: a network file system tells a file's newest state once it was opened.
    const older = await olderFiles(source, before)
    output.tables[table] = {
      ...fingerprinted,
      ...storedLake(source),
      ...(ignored.length > 0 && { ignored }),
      ...(older.files > 0 && { older }),
    }
    output.outputBytes += source.bytes
    output.outputFiles += source.files
  }
  return output
}

async function fingerprintOne(
  db: DuckDB,
  { relation, format, leavesOutNulls }: TableSource,
  columns: readonly Column[],
): Promise<StoredTable> {
  const ofFormat = leavesOutNulls ? { format } : {}
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

/** Whether a mistake may mean that there is no output at all. */
const isNothing = (error: UserError): boolean => isUnreadable(error) || MISSING.includes(error.code)

const MISSING: readonly ErrorCode[] = ['sourceMissing', 'lakeTableMissing', 'objectsMissing']
const LACKING: readonly ErrorCode[] = [...MISSING, 'sourceEmpty']

function problemOf(error: unknown): string | null {
  if (isUnreadable(error)) return `exited with 0, but table '${error.data.table}' could not be read`
  const isLacking = error instanceof UserError && LACKING.includes(error.code)
  return isLacking ? 'exited with 0, but there is no output' : null
}
