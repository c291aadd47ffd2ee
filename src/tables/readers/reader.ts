import type { DuckDB } from '../../duckdb/open.ts'
import { literal } from '../../duckdb/sql.ts'
import type { FileEntry } from '../../files/disk.ts'
import type { Column } from '../../types/data-type.ts'
import { FILE_COLUMN } from '../columns/hive-keys.ts'
import { describeRelation } from '../columns/schema.ts'
import type { NamedSource } from '../table.ts'
import type { CsvHints } from './csv-hints.ts'

/** A format of files: what they are called, and what reads them. */
export interface FileFormat {
  /** What most of its files end with: `csv`, also of those that tabs divide. */
  format: string
  /** Ends of names, in lower case and without a dot; the first one names it. */
  extensions: readonly [string, ...string[]]
  /** Set where its writers leave out columns that hold nothing but NULL. */
  leavesOutNulls?: true
  /** Loaded once files are read: a file's name alone says what it holds. */
  reader(): Promise<FormatReader>
}

/** How files of a format are read. */
export interface FormatReader {
  /** The names of a file's columns, by as little of it as shows them. */
  names(db: DuckDB, file: FileEntry): Promise<string[]>
  /** Understands files. `path` is what the user calls them. */
  read(db: DuckDB, path: string, files: readonly FileEntry[], hints: CsvHints): Promise<ReadFiles>
}

/** Files of one format, understood. */
export interface ReadFiles {
  columns: Column[]
  /** In words, what of their dialect was found out. */
  recognised?: string[]
  /** SQL that reads them, with each row's file as a further column or without it. */
  relation: string
  relationWithFile: string
}

/** What holds tables itself, such as a database: its reader finds it by its path, and opens it. */
export interface StoreLocation {
  kind: 'store'
  path: string
  /** The one table of it that the path names, if it names one. */
  table: string | undefined
  /** The files that it consists of, if it does. */
  paths: readonly string[]
  /** @throws UserError where none can be read */
  open(db: DuckDB): Promise<[NamedSource, ...NamedSource[]]>
}

/** One file as DuckDB's argument: it takes `[`, `*` and `?` in any name for a pattern. */
export const fileLiteral = (path: string): string => literal(path.replaceAll(/[[*?]/g, '[$&]'))

export const fileList = (files: readonly Pick<FileEntry, 'path'>[]): string =>
  `[${files.map(({ path }) => fileLiteral(path)).join(', ')}]`

/** The names that a DuckDB function finds in one file. */
export const namesBy =
  (reader: string): FormatReader['names'] =>
  async (db, { path }) =>
    (await describeRelation(db, `${reader}(${fileLiteral(path)}, hive_partitioning = false)`)).map(
      ({ name }) => name,
    )

/** A call of a DuckDB function that reads files, in both forms. */
export const calls = (
  call: (options: string) => string,
): Pick<ReadFiles, 'relation' | 'relationWithFile'> => ({
  relation: call('hive_partitioning = false'),
  relationWithFile: call(`hive_partitioning = false, filename = '${FILE_COLUMN}'`),
})
