import type { CsvDialect } from '../../model/config/csv-schema.ts'
import type { Table } from '../../model/config/model.ts'
import { own } from '../../model/config/own.ts'
import { EVERY_COLUMN } from '../../model/config/table-schema.ts'

/** What is known of a table's CSV files before they are looked at. */
export interface CsvHints extends CsvDialect {
  /** Names of columns that are declared for it in any way: a first row that has one holds names. */
  known?: readonly string[]
}

/** What is declared of a table as one engine writes it. */
export function csvHints(table: Table, engine: string): CsvHints {
  const { engines = {}, ...common } = table.csv ?? {}
  return { ...common, ...own(engines, engine), known: namedColumns(table) }
}

/** Every column that a table's declarations name. */
export const namedColumns = ({ key, ignore, accept, tolerance }: Table): string[] =>
  [...key, ...ignore, ...Object.keys(accept), ...Object.keys(tolerance)].filter(
    (name) => name !== EVERY_COLUMN,
  )
