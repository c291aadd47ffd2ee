import { UserError } from '../errors.ts'
import type { FileEntry } from '../files/disk.ts'
import type { Column } from '../types/data-type.ts'
import type { Layout } from '../types/layout.ts'

/** The files of one table, and the folder below which their names mean something: Hive keys, hidden names. */
export interface DataFiles {
  path: string
  /** Absolute. */
  root: string
  files: FileEntry[]
}

/** A table of one side, as SQL that reads it. */
export interface TableSource {
  /** As the user gave it, or below what they gave. */
  path: string
  /** `parquet`, `csv`, `json`, `duckdb`, `iceberg`, `delta`. */
  format: string
  /** Whether a column may be missing since it holds nothing but NULL. */
  leavesOutNulls: boolean
  relation: string
  columns: Column[]
  files: number
  /** Where its data lies: its files, or a database's own and its log, if there is one. */
  paths: readonly string[]
  /** The objects of a bucket that its files are copies of, as they were then; absent where they are none. */
  copied?: readonly FileEntry[]
  /** In words, what of a CSV's dialect was found out by its bytes: `delimiter ';'`. */
  recognised: string[]
  /** Of its files; of the whole file for a table of a database. */
  bytes: number
  /** The snapshot that was read of a table of a lakehouse; null where nothing was written to it yet. */
  version?: string | null
  /** What was committed to a table of a lakehouse since it was looked at before; absent where nobody did, or can tell. */
  written?: Written
  /** Of a table of a lakehouse. */
  layout?: Layout
  /** Of a Delta table. */
  protocol?: Protocol
}

/** Operations of commits, oldest first, and how many of a table's data files were there before them. */
export interface Written {
  operations: string[]
  older: number
  /** Of each operation; absent where the format does not tell. */
  rows?: ChangedRows[]
}

/** Rows that a commit changed, as its writer reported them; null of what it did not report. */
interface ChangedRows {
  inserted: number | null
  updated: number | null
  deleted: number | null
}

/** What a Delta table asks of who reads and writes it. */
interface Protocol {
  reader: number
  writer: number
  /** Sorted names. */
  features: string[]
}

/** A source and the name that it goes by. */
export interface NamedSource {
  table: string
  /** Whether that is only what the path is called that was given, not what its engine calls the table. */
  isUnnamed?: boolean
  source: TableSource
}

/** Tables that were opened together, and why others can't be read, by their names. */
export interface Opened {
  tables: NamedSource[]
  problems: Map<string, UserError>
  /** What else looks like a table there, where tables are declared. */
  undeclared?: string[]
}

/** Opens tables one by one: what is wrong with one is its own problem. */
export async function openEach<T>(
  named: Iterable<readonly [string, T]>,
  openOne: (of: T) => Promise<TableSource>,
): Promise<Opened> {
  const opened: Opened = { tables: [], problems: new Map() }
  for (const [table, of] of named) {
    try {
      opened.tables.push({ table, source: await openOne(of) })
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      opened.problems.set(table, error)
    }
  }
  return opened
}

/** The tables, each of which counts: the first problem is thrown. */
export function allOf({ tables, problems }: Opened): NamedSource[] {
  for (const problem of problems.values()) throw problem
  return tables
}
