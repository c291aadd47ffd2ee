import { literal } from '../../../duckdb/sql.ts'

/** How a table's CSV files are written, in full. */
export interface Dialect {
  delimiter: string
  quote: string
  escape: string
  null: string
  encoding: string
}

/**
 * A call of read_csv as text alone: what a sniffed type would round or take for NULL could hide a difference. Nor are
 * comments or lines to skip guessed, which would drop rows.
 */
export const readCsvText = (list: string, dialect: Dialect, options: string): string =>
  `read_csv(${list}, ${optionsOf(dialect)}, ${options})`

const optionsOf = (dialect: Dialect): string =>
  `all_varchar = true, delim = ${literal(dialect.delimiter)}, quote = ${literal(dialect.quote)}, ` +
  `escape = ${literal(dialect.escape)}, nullstr = ${literal(dialect.null)}, encoding = ${literal(dialect.encoding)}, ` +
  `allow_quoted_nulls = false, comment = '', skip = 0`

/** Every row of files as data, in columns c0, c1 and so on; `columns` says how many. */
export const readRows = (list: string, dialect: Dialect, columns: number): string =>
  readCsvText(
    list,
    dialect,
    `header = false, hive_partitioning = false, names = [${names(columns).map(literal).join(', ')}]`,
  )

export const names = (columns: number): string[] => Array.from({ length: columns }, (_, index) => `c${index}`)

/** A character that no text file has, so that it divides nothing. */
const NO_DELIMITER = '\u0001'

/** Files as lines `column0`, whatever is in them: a value within quotes may have line ends unlike the lines' own. */
export const readLines = (list: string, encoding: string): string =>
  readCsvText(
    list,
    { delimiter: NO_DELIMITER, quote: '', escape: '', null: '', encoding },
    'header = false, hive_partitioning = false, strict_mode = false',
  )
