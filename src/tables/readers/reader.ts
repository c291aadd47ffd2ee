import type { DuckDB } from '../../duckdb/open.ts'
import { literal } from '../../duckdb/sql.ts'
import type { FileEntry } from '../../files/disk.ts'
import type { Column } from '../../types/data-type.ts'
import { FILE_COLUMN } from '../hive.ts'
import type { CsvHints } from './csv-hints.ts'

/** Files of one kind, understood. */
export interface ReadFiles {
  columns: Column[]
  /** In words, what of their dialect was found out. */
  recognised?: string[]
  /** SQL that reads them, with each row's file as a further column or without it. */
  relation: string
  relationWithFile: string
}

/** Understands files of one kind. `path` is what the user calls them. */
export type Reader = (
  db: DuckDB,
  path: string,
  files: readonly FileEntry[],
  hints: CsvHints,
) => Promise<ReadFiles>

/** One file as DuckDB's argument: it takes `[`, `*` and `?` in any name for a pattern. */
export const fileLiteral = (path: string): string => literal(path.replaceAll(/[[*?]/g, '[$&]'))

export const fileList = (files: readonly FileEntry[]): string =>
  `[${files.map(({ path }) => fileLiteral(path)).join(', ')}]`

/** A call of a DuckDB function that reads files, in both forms. */
export const calls = (
  call: (options: string) => string,
): Pick<ReadFiles, 'relation' | 'relationWithFile'> => ({
  relation: call('hive_partitioning = false'),
  relationWithFile: call(`hive_partitioning = false, filename = '${FILE_COLUMN}'`),
})
