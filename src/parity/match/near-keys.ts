import { embeddedText } from '../../canonical/text.ts'
import type { DuckDB } from '../../duckdb/open.ts'
import type { EngineNames } from '../../reasons/known-engines.ts'
import { trimmed } from '../../reasons/texts/blanks.ts'
import { counted } from '../../text/text.ts'
import type { DataType } from '../../types/data-type.ts'
import type { SideName } from '../relate/side.ts'
import type { RowPairs } from '../relation.ts'

type Alike = (text: string) => string

const withoutCase: Alike = (text) => `lower(${text})`
const withoutEither: Alike = (text) => withoutCase(trimmed(text))

/** What to say of rows without a partner whose keys are nearly those of the other side's; nothing where there are none. */
export async function noteNearKeys(
  db: DuckDB,
  pairs: RowPairs,
  matchedBy: readonly string[],
  { baseline, engine }: EngineNames,
): Promise<string[]> {
  const key = pairs.columns.flatMap(({ name, target }, index) =>
    matchedBy.includes(name) ? [{ target, index }] : [],
  )
  if (!key.some(({ target }) => target.kind === 'text')) return []
  const count = async (alike: Alike): Promise<number> => {
    const [row] = await db.rows(`SELECT count(*) AS n FROM ${loneKeys(pairs, key, 'a', alike)}
      SEMI JOIN ${loneKeys(pairs, key, 'b', alike)} USING (${key.map((_, place) => `k${place}`).join(', ')})`)
    return Number(row?.n)
  }
  const found = await count(withoutEither)
  if (found === 0) return []
  const isOf = async (alike: Alike) => (await count(alike)) === found
  const words = (await isOf(trimmed))
    ? 'white space around'
    : (await isOf(withoutCase))
      ? 'letter case in'
      : 'white space around, or letter case in,'
  const rows = counted(found, 'row')
  return [
    `${rows} of ${baseline} would have a partner in ${engine} except for ${words} ${matchedBy.join(', ')}`,
  ]
}

/** SQL for the keys of rows that are on one side alone, their texts made alike. */
function loneKeys(
  { name }: RowPairs,
  key: readonly { target: DataType; index: number }[],
  side: SideName,
  alike: Alike,
): string {
  const values = key.map(({ target, index }, place) => {
    const value = `${side}${index}`
    return `${target.kind === 'text' ? alike(value) : embeddedText(value, target)} AS k${place}`
  })
  return `(SELECT ${values.join(', ')} FROM ${name} WHERE NOT in_${side === 'a' ? 'b' : 'a'} AND NOT is_repeat)`
}
