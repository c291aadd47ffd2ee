import { digitsThatCount } from '../../../canonical/digits.ts'
import type { DuckDB } from '../../../duckdb/open.ts'
import { literal } from '../../../duckdb/sql.ts'
import { UserError } from '../../../errors.ts'
import type { Column } from '../../../types/data-type.ts'

const NUMBER = '-?[0-9]+(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?'
/** What a number must have so that a double may lose some of it: more than 15 digits, or a long exponent. */
const LONG_NUMBER = '[0-9.]{16}|[eE][-+]?[0-9]{3}'
/** What such a number has where DuckDB writes it again as it was: too great for 64 bits, or for a double. */
const KEPT_AS_WRITTEN = '[0-9]{19}|[eE][-+]?[0-9]{3}'
const TEXT_OR_NUMBER = `("(?:[^"\\\\]|\\\\.)*")|(${NUMBER})`

/**
 * SQL for a JSON text with each number in quotes, as written. Two control characters, which no JSON holds,
 * mark what the pattern found as a number.
 */
export function numbersAsText(json: string): string {
  const marked = `regexp_replace(${json}::VARCHAR, ${literal(TEXT_OR_NUMBER)}, '\\1' || chr(1) || '\\2' || chr(2), 'g')`
  return `translate(replace(${marked}, chr(1) || chr(2), ''), chr(1) || chr(2), '""')`
}

/** JSON files as one column `json` of their records' own text. */
export const recordTexts = (list: string, options = 'hive_partitioning = false'): string =>
  `read_json_objects(${list}, ${options})`

/** Whether a record has an integer, or digits in a text, that may not fit 64 bits. */
export async function hasWideIntegers(db: DuckDB, list: string): Promise<boolean> {
  const [row] = await db.rows(
    `SELECT 1 FROM ${recordTexts(list)} WHERE regexp_matches(json::VARCHAR, '[0-9]{19}') LIMIT 1`,
  )
  return row !== undefined
}

/**
 * Columns with a number that isn't the shortest text of its double, digit for digit: two such could be one
 * double. Texts of digits in nested values may be taken for numbers, which makes the column text, no worse.
 *
 * @throws UserError `sourceNumberRounded` where such a column has values of several kinds
 */
export async function roundedColumns(
  db: DuckDB,
  path: string,
  list: string,
  columns: readonly Column[],
): Promise<string[]> {
  const suspects = columns.filter(({ type }) => /\b(DOUBLE|JSON)\b/.test(type))
  if (suspects.length === 0) return []
  const rounded = suspects.map(({ name }, index) => {
    const text = `json ->> ${literal(`$.${JSON.stringify(name)}`)}`
    return `bool_or(len(list_filter(regexp_extract_all(${text}, ${literal(NUMBER)}), lambda n: ${isRounded('n')})) > 0) AS c${index}`
  })
  const [row] = await db.rows(`SELECT ${rounded.join(', ')} FROM (
    SELECT ${numbersAsText('json')} AS json FROM ${recordTexts(list)}
    WHERE regexp_matches(json::VARCHAR, ${literal(LONG_NUMBER)})
      AND (regexp_matches(json::VARCHAR, ${literal(KEPT_AS_WRITTEN)}) OR ${isRewritten('json')}))`)
  const found = suspects.filter((_, index) => row?.[`c${index}`] === true)
  const mixed = found.find(({ type }) => /\bJSON\b/.test(type))
  if (mixed) throw new UserError('sourceNumberRounded', { path, column: mixed.name })
  return found.map(({ name }) => name)
}

/**
 * Whether a record, parsed to doubles and written again, has another text, blanks apart. Most writers'
 * records have the same, which spares them the slow look at each number.
 */
const isRewritten = (json: string): string =>
  `replace(json_extract(${json}, '$')::VARCHAR, ' ', '') <> replace(${json}::VARCHAR, ' ', '')`

const isRounded = (number: string): string =>
  `${digitsThatCount(number)} IS DISTINCT FROM ${digitsThatCount(`try_cast(${number} AS DOUBLE)::VARCHAR`)}`
