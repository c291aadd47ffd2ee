import type { DuckDB } from '../../../duckdb/open.ts'
import { identifier, literal } from '../../../duckdb/sql.ts'
import { UserError } from '../../../errors.ts'
import type { FileEntry } from '../../../files/disk.ts'
import type { Column } from '../../../types/data-type.ts'
import { FILE_COLUMN } from '../../columns/hive-keys.ts'
import { describeRelation, requireDistinctNames } from '../../columns/schema.ts'
import type { CsvHints } from '../csv-hints.ts'
import { calls, type FormatReader, fileList, type ReadFiles } from '../reader.ts'
import { settleDialect } from './dialect.ts'
import { firstRows, requireHeaders } from './header.ts'
import { type Dialect, readCsvText } from './options.ts'

/** CSV files, with a header each unless it is declared that they have none. */
const csvReader = (delimiter: string): FormatReader => ({
  names: async (db, file) => {
    const usual = { delimiter, quote: '"', escape: '"', null: '', encoding: 'utf-8' }
    const [first] = await firstRows(db, [file], usual, ', strict_mode = false')
    return first?.cells ?? []
  },
  read: async (db, path, files, hints) => {
    // Spark writes an empty partition without a header, as a file of 0 bytes.
    const filled = files.filter(({ bytes }) => bytes > 0)
    const { dialect, recognised } = await settleDialect(db, path, filled, hints, delimiter)
    const read =
      hints.header === false
        ? await readHeadless(db, filled, dialect, hints.columns)
        : await readHeaded(db, path, { all: files, filled }, dialect, hints)
    return { ...read, recognised }
  },
})

export const csv = csvReader(',')
export const tsv = csvReader('\t')

async function readHeaded(
  db: DuckDB,
  path: string,
  { all, filled }: { all: readonly FileEntry[]; filled: readonly FileEntry[] },
  dialect: Dialect,
  hints: CsvHints,
): Promise<ReadFiles> {
  const rows = await firstRows(db, filled, dialect)
  await requireHeaders(db, path, rows, dialect, hints)
  for (const { file, cells } of rows)
    requireDistinctNames(
      file,
      cells.filter((name) => name !== ''),
    )
  const list = fileList(filled.length > 0 ? filled : all)
  const isOneOrder = new Set(rows.map(({ cells }) => cells.join('\0'))).size <= 1
  const byName = isOneOrder ? namesAsWritten(rows[0]?.cells ?? []) : ', union_by_name = true'
  const read = calls((options) => readCsvText(list, dialect, `header = true, ${options}${byName}`))
  return { ...read, columns: await describeRelation(db, read.relation) }
}

/** DuckDB takes blanks around names away. */
const namesAsWritten = (names: readonly string[]): string =>
  names.some((name) => name.trim() !== name) ? `, names = [${names.map(literal).join(', ')}]` : ''

async function readHeadless(
  db: DuckDB,
  filled: readonly FileEntry[],
  dialect: Dialect,
  declared: readonly string[] | undefined,
): Promise<ReadFiles> {
  const [first, ...others] = await firstRows(db, filled, dialect)
  const names = declared ?? first?.cells.map((_, index) => `_c${index}`) ?? []
  const columns = names.map((name): Column => ({ name, type: 'VARCHAR' }))
  if (!first) return { columns, ...noRows(names) }
  const other = [first, ...others].find(({ cells }) => cells.length !== names.length)
  if (other)
    throw new UserError('csvColumnsDiffer', {
      path: other.file,
      columns: names.length,
      found: other.cells.length,
    })
  const list = fileList(filled)
  const named = `names = [${names.map(literal).join(', ')}]`
  return {
    columns,
    ...calls((options) => readCsvText(list, dialect, `header = false, ${named}, ${options}`)),
  }
}

/** Files without a byte, whose columns are known all the same. */
function noRows(names: readonly string[]): Omit<ReadFiles, 'columns'> {
  const select = (all: readonly string[]) =>
    `(SELECT ${all.map((name) => `'' AS ${identifier(name)}`).join(', ')} WHERE false)`
  return { relation: select(names), relationWithFile: select([...names, FILE_COLUMN]) }
}
