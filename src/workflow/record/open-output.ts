import type { Context } from '../../context.ts'
import type { DuckDB } from '../../duckdb/open.ts'
import { own } from '../../model/config/own.ts'
import { type UndeclaredTables, undeclaredText } from '../../render/comparison/undeclared.ts'
import { locate } from '../../tables/location.ts'
import { open } from '../../tables/open.ts'
import type { CsvHints } from '../../tables/readers/csv-hints.ts'
import type { OutputLakes } from '../../tables/readers/lake/lakes.ts'
import { allOf, type NamedSource, type Opened } from '../../tables/table.ts'
import type { Column } from '../../types/data-type.ts'
import type { RunIdentity } from './identity.ts'

/** The tables of an output, each of which can be read. */
export interface OpenOutput extends Opened {
  tables: OpenedTable[]
}

/** A table under the name it is compared by. */
export interface OpenedTable extends NamedSource {
  /** Columns that the configuration ignores. */
  ignore: readonly string[]
}

/**
 * Opens the tables of an output: those that the configuration names, else those that are found. A path that is one
 * table has its own name on each side, so that it goes by the job's.
 *
 * @param written who wrote it, how its CSV files are written where no configuration says so, and what it takes to read its
 * tables of lakehouses
 * @throws UserError
 */
export async function openOutput(
  db: DuckDB,
  path: string,
  { configured, job }: RunIdentity,
  written: { engine: string; csv: CsvHints; lakes: OutputLakes | null | undefined },
): Promise<OpenOutput> {
  const { engine, csv } = written
  const lakes = written.lakes ?? undefined
  const declared = configured?.job.tables ?? {}
  const location = configured
    ? ({
        kind: 'output',
        folder: path,
        engine,
        tables: Object.values(declared),
        trusted: path,
        ...(lakes && { lakes }),
      } as const)
    : await locate(path, csv, lakes)
  const opened = await open(db, location)
  const tables = allOf(opened).map(({ table, isUnnamed, source }) => ({
    table: isUnnamed ? job : table,
    source,
    ignore: own(declared, table)?.ignore ?? [],
  }))
  return { ...opened, tables }
}

/** Names what is not compared, unless the configuration says that this is known. */
export function noteUndeclared(
  tables: UndeclaredTables,
  { configured }: RunIdentity,
  { terminal }: Context,
): void {
  const text = configured?.job.undeclared === 'ignore' ? undefined : undeclaredText(tables)
  if (text !== undefined) terminal.note(`etl-compare: ${text}`)
}

/** Those that a fingerprint is of. */
export const countedColumns = ({ source, ignore }: OpenedTable): Column[] =>
  source.columns.filter(({ name }) => !ignore.includes(name))
