import { identifier } from '../../duckdb/sql.ts'
import type { DataType } from '../../types/data-type.ts'
import { trimmed } from './blanks.ts'
import { type Case, guarded } from './case.ts'

const WORDS = ['null', 'none', 'nan', 'nat', 'n/a', 'na', '<na>', '\\n']
const VALUE = 'coalesce(a, b)'

/** Cases of NULL against something; `part` is 1 where a is the NULL. */
export function recogniseNulls(type: DataType): Case[] {
  const cases = Object.entries(instead(type)).map(([reason, when]) => ({
    reason,
    when: guarded('a IS NULL OR b IS NULL', when),
    part,
  }))
  return [
    ...cases,
    ...(type.kind === 'text' ? [blank] : []),
    { reason: 'null', when: 'a IS NULL OR b IS NULL', part },
  ]
}

const part = 'CASE WHEN a IS NULL THEN 1 ELSE 0 END'

/** A text of blanks is the empty one, once trimmed. */
const blank: Case = {
  reason: 'null-for-empty',
  when: guarded('a IS NULL OR b IS NULL', `${trimmed(VALUE)} = ''`),
  part,
  also: [{ reason: 'trimming', part }],
}

/** What else could stand for nothing in a type. */
function instead(type: DataType): Record<string, string> {
  switch (type.kind) {
    case 'integer':
    case 'decimal':
      return { 'null-for-zero': `${VALUE} = 0` }
    case 'float':
      return { 'null-for-zero': `${VALUE} = 0`, 'null-for-nan': `isnan(${VALUE})` }
    case 'text': {
      const isWord = `lower(trim(${VALUE})) IN (${WORDS.map((word) => `'${word}'`).join(', ')})`
      return { 'null-for-empty': `${VALUE} = ''`, 'null-for-word': isWord }
    }
    case 'list':
      return { 'null-for-empty-list': `len(${VALUE}) = 0` }
    case 'map':
      return { 'null-for-empty-list': `cardinality(${VALUE}) = 0` }
    case 'struct': {
      const areNull = type.fields.map(({ name }) => `(${VALUE}).${identifier(name)} IS NULL`)
      return { 'null-for-struct-of-nulls': areNull.join(' AND ') }
    }
    default:
      return {}
  }
}
