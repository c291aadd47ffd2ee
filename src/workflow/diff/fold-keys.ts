import type { DuckDB } from '../../duckdb/open.ts'
import { identifier } from '../../duckdb/sql.ts'
import { UserError } from '../../errors.ts'
import { trimmed } from '../../reasons/texts/blanks.ts'
import type { TablePair } from '../../tables/pairs.ts'
import type { TableSource } from '../../tables/table.ts'
import { counted, optionName } from '../../text/text.ts'
import { parseType } from '../../types/data-type.ts'

/** What of a key's texts doesn't count. */
export interface FoldOptions {
  /** White space around them. */
  keyTrim: boolean
  /** Letter case. */
  keyIgnoreCase: boolean
}

const FOLDS = { keyTrim: trimmed, keyIgnoreCase: (text: string) => `lower(${text})` }

/**
 * Pairs whose keys are folded on both sides, in what they are matched by and in what is compared.
 *
 * @param note told how many keys became one
 * @throws UserError `keyNotFolded` where no table has a text in its key
 */
export async function foldKeys(
  db: DuckDB,
  pairs: readonly TablePair[],
  options: FoldOptions,
  keyOf: (table: string) => readonly string[],
  note: (text: string) => void,
): Promise<TablePair[]> {
  const folds = (['keyTrim', 'keyIgnoreCase'] as const).filter((name) => options[name])
  if (folds.length === 0) return [...pairs]
  const names = folds.map(optionName)
  const fold = (value: string) => folds.reduce((text, name) => FOLDS[name](text), value)
  let isFolded = false
  const side = async (source: TableSource | null, key: readonly string[]) => {
    const texts = source ? textColumns(source, key) : []
    if (!source || texts.length === 0) return source
    isFolded = true
    const merged = await mergedKeys(db, source, key, texts, fold)
    if (merged > 0)
      note(
        `${names.join(' and ')}: ${counted(merged, 'key')} of ${source.path} ${merged === 1 ? 'stands' : 'stand'} for several that were different before`,
      )
    const replaced = texts.map((name) => `${fold(identifier(name))} AS ${identifier(name)}`)
    return { ...source, relation: `(SELECT * REPLACE (${replaced.join(', ')}) FROM ${source.relation})` }
  }
  const result = await Array.fromAsync(pairs, async (pair) => {
    const key = keyOf(pair.table)
    return { ...pair, a: await side(pair.a, key), b: await side(pair.b, key) }
  })
  const isThere = pairs.some(({ table, a, b }) =>
    [a, b].some((source) => source?.columns.some(({ name }) => keyOf(table).includes(name))),
  )
  if (!isFolded && (isThere || pairs.every(({ table }) => keyOf(table).length === 0)))
    throw new UserError('keyNotFolded', { options: names, keys: pairs.flatMap(({ table }) => keyOf(table)) })
  return result
}

const textColumns = ({ columns }: TableSource, key: readonly string[]): string[] =>
  columns.flatMap(({ name, type }) => (key.includes(name) && parseType(type).kind === 'text' ? [name] : []))

/** How many keys stand for several that were different before. */
async function mergedKeys(
  db: DuckDB,
  { relation, columns }: TableSource,
  key: readonly string[],
  texts: readonly string[],
  fold: (value: string) => string,
): Promise<number> {
  const own = columns.flatMap(({ name }) => (key.includes(name) ? [name] : []))
  const by = own.map((name) => (texts.includes(name) ? fold(identifier(name)) : identifier(name)))
  const [row] = await db.rows(`SELECT count(*) AS n FROM (SELECT 1 FROM ${relation}
    GROUP BY ${by.join(', ')} HAVING count(DISTINCT (${own.map(identifier).join(', ')}, 0)) > 1)`)
  return Number(row?.n)
}
