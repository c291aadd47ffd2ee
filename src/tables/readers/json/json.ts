import type { DuckDB } from '../../../duckdb/open.ts'
import { identifier, literal } from '../../../duckdb/sql.ts'
import { UserError } from '../../../errors.ts'
import type { FileEntry } from '../../../files/disk.ts'
import type { Column } from '../../../types/data-type.ts'
import { describeRelation, requireDistinctNames } from '../../columns/schema.ts'
import { calls, type FormatReader, fileList, namesBy, type ReadFiles } from '../reader.ts'
import { withoutTypes } from './json-nulls.ts'
import { hasWideIntegers, numbersAsText, recordTexts, roundedColumns } from './json-numbers.ts'
import { retyped } from './json-types.ts'

/** Every record is looked at: a key that first comes after a sample would be left out, silently. */
const DETECTION =
  'sample_size = -1, maximum_sample_files = 1000000, union_by_name = true, ' +
  'map_inference_threshold = -1, field_appearance_threshold = 0'
const GUESSED_FROM_TEXT = ['DATE', 'TIME', 'TIMESTAMP', 'TIMESTAMP_NS', 'TIMESTAMP WITH TIME ZONE', 'UUID']
const WIDE_INTEGERS = ['HUGEINT', 'UBIGINT']

/**
 * JSON, one record a line or in an array. Text stays text, though it looks like a date. Numbers with
 * a point or an exponent are DOUBLE where that loses no digit of theirs; else all numbers of the column are
 * text as written.
 */
export const json: FormatReader = {
  names: namesBy('read_json'),
  read: async (db, path, files) => withoutTypes(db, await readTyped(db, path, files)),
}

async function readTyped(db: DuckDB, path: string, files: readonly FileEntry[]): Promise<ReadFiles> {
  const list = fileList(files.some(({ bytes }) => bytes > 0) ? files.filter(({ bytes }) => bytes > 0) : files)
  const detected = calls((options) => `read_json(${list}, ${options}, ${DETECTION})`)
  const found = await describeRelation(db, detected.relation)
  // So DuckDB calls the values of files that hold no objects, and all there is where no record has a key.
  if (found.length === 1 && found[0]?.name === 'json')
    return { columns: (await haveNoKeys(db, list)) ? [] : found, ...detected }
  await requireDistinctKeys(db, path, list, found)
  const columns = await integersAlike(db, list, retyped(found, GUESSED_FROM_TEXT, 'VARCHAR'))
  const rounded = await roundedColumns(db, path, list, columns)
  if (rounded.length === 0) {
    const types = columns.map(({ name, type }) => `${literal(name)}: ${literal(type)}`).join(', ')
    return { columns, ...calls((options) => `read_json(${list}, ${options}, columns = {${types}})`) }
  }
  const exact = columns.flatMap((column) =>
    rounded.includes(column.name) ? retyped([column], ['DOUBLE'], 'VARCHAR') : column,
  )
  return { columns: exact, ...readExactly(list, exact, rounded) }
}

async function haveNoKeys(db: DuckDB, list: string): Promise<boolean> {
  const rows = await db.rows(
    `SELECT 1 FROM ${recordTexts(list)} WHERE json_type(json) <> 'OBJECT' OR len(json_keys(json)) > 0 LIMIT 1`,
  )
  return rows.length === 0
}

/**
 * Numbers of some columns as text. Detection has seen every record, so that `from_json`, which makes NULL
 * of what does not fit, finds nothing such.
 */
function readExactly(list: string, columns: readonly Column[], rounded: readonly string[]) {
  const parse = (json: string, parsed: readonly Column[]) => {
    const structure = Object.fromEntries(parsed.map(({ name, type }) => [name, type]))
    return `from_json(${json}, ${literal(JSON.stringify(structure))})`
  }
  const exact = columns.filter(({ name }) => rounded.includes(name))
  const fields = columns.map(
    ({ name }) => `${rounded.includes(name) ? 'exact' : 'plain'}.${identifier(name)}`,
  )
  return calls(
    (options) => `(SELECT ${fields.join(', ')}, * EXCLUDE (json, plain, exact) FROM (
      SELECT *, ${parse('json', columns)} AS plain, ${parse(numbersAsText('json'), exact)} AS exact
      FROM ${recordTexts(list, options)}))`,
  )
}

/**
 * DuckDB takes HUGEINT where a key has both signs. JSON knows no widths: integers are BIGINT where all
 * would fit.
 */
async function integersAlike(db: DuckDB, list: string, columns: readonly Column[]): Promise<Column[]> {
  const narrow = retyped(columns, WIDE_INTEGERS, 'BIGINT')
  const isSame = narrow.every(({ type }, index) => type === columns[index]?.type)
  return isSame || (await hasWideIntegers(db, list)) ? [...columns] : narrow
}

/**
 * DuckDB calls the second of two keys that differ by case alone `A_1`, an empty one `C0`, and then finds no
 * value.
 */
async function requireDistinctKeys(db: DuckDB, path: string, list: string, columns: readonly Column[]) {
  const names = columns.map(({ name }) => name.toLowerCase())
  const isRenamed = (name: string) =>
    /^c\d+$/.test(name) || (/_\d+$/.test(name) && names.includes(name.replace(/_\d+$/, '')))
  if (!names.some(isRenamed)) return
  const rows = await db.rows(
    `SELECT DISTINCT unnest(json_keys(json)) AS name FROM ${recordTexts(list)} ORDER BY name`,
  )
  const keys = rows.map(({ name }) => String(name))
  requireDistinctNames(path, keys)
  if (keys.includes(''))
    throw new UserError('sourceUnreadable', { path, detail: 'a record has an empty key' })
}
