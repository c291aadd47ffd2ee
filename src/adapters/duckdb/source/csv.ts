import type { FileEntry } from '../../files/disk.ts'
import type { DuckDB } from '../open.ts'
import { literal } from '../sql.ts'
import { calls, fileList, fileLiteral, type Reader } from './reader.ts'
import { columnsOfAll, describeRelation, type FileSchema, requireDistinctNames } from './schema.ts'

/**
 * CSV stays text: what a sniffed type would round or take for NULL could hide a difference. Nor are
 * comments or lines to skip guessed, which would drop rows.
 */
const dialect = (delimiter: string): string =>
  `all_varchar = true, delim = ${literal(delimiter)}, quote = '"', escape = '"', allow_quoted_nulls = false, ` +
  `comment = '', skip = 0`

const reader =
  (delimiter: string): Reader =>
  async (db, path, files) => {
    // Spark writes an empty partition without a header, as a file of 0 bytes.
    const filled = files.filter(({ bytes }) => bytes > 0)
    const schemas = await headers(db, filled, delimiter)
    columnsOfAll(path, schemas)
    const orders = new Map(
      schemas.map(({ columns }) => columns.map(({ name }) => name)).map((names) => [names.join('\0'), names]),
    )
    const byName = orders.size > 1 ? ', union_by_name = true' : namesAsWritten([...orders.values()][0] ?? [])
    const list = fileList(filled.length > 0 ? filled : files)
    const read = calls(
      (options) => `read_csv(${list}, header = true, ${dialect(delimiter)}, ${options}${byName})`,
    )
    return { ...read, columns: await describeRelation(db, read.relation) }
  }

/** Reads comma-separated files, with a header each. */
export const readCsv = reader(',')

/** Reads tab-separated files, with a header each. */
export const readTsv = reader('\t')

/** DuckDB takes blanks around names away. */
const namesAsWritten = (names: readonly string[]): string =>
  names.some((name) => name.trim() !== name) ? `, names = [${names.map(literal).join(', ')}]` : ''

/** The files' headers as written. DuckDB renames what occurs twice. */
async function headers(db: DuckDB, files: readonly FileEntry[], delimiter: string): Promise<FileSchema[]> {
  const schemas: FileSchema[] = []
  for (const { path } of files) {
    const [row = {}] = await db.rows(
      `SELECT * FROM read_csv(${fileLiteral(path)}, header = false, ${dialect(delimiter)}, hive_partitioning = false) LIMIT 1`,
    )
    const names = Object.values(row).map((name) => String(name ?? ''))
    requireDistinctNames(
      path,
      names.filter((name) => name !== ''),
    )
    schemas.push({ file: path, columns: names.map((name) => ({ name, type: 'VARCHAR' })) })
  }
  return schemas
}
