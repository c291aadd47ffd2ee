import { identifier } from '../duckdb/sql.ts'
import type { DataType } from '../types/data-type.ts'
import { type Case, flag, guarded, ofKind } from './case.ts'
import { knownOf, sumsNothing } from './known-engines.ts'
import { bySide, doer, type Kind, type Reason } from './reason.ts'
import { trimmed } from './texts/blanks.ts'

const WORDS = ['null', 'none', 'nan', 'nat', 'n/a', 'na', '<na>', '\\n']
const VALUE = 'coalesce(a, b)'
const IS_NULL = 'a IS NULL OR b IS NULL'
const part = flag('a IS NULL')

/** NULL against what stands for nothing in a type: SQL for what the other value then is. */
const nullFor = (
  what: string,
  kinds: readonly Kind[],
  words: string,
  isIt: (type: DataType) => string,
): Reason => ({
  id: `null-for-${what}`,
  explain: bySide(`has NULL where the other has ${words}`),
  kinds,
  cases: (type) => (kinds.includes(type.kind) ? [{ when: guarded(IS_NULL, isIt(type)), part }] : []),
})

const empty = nullFor('empty', ['text'], "''", () => `${VALUE} = ''`)

/** A text of blanks is the empty one, once trimmed. */
const blank: Case = {
  when: guarded(IS_NULL, `${trimmed(VALUE)} = ''`),
  part,
  also: [{ reason: 'trimming', part }],
}

export const NULLS: readonly Reason[] = [
  { ...empty, cases: (type) => [...(empty.cases?.(type) ?? []), ...ofKind('text', blank).cases(type)] },
  {
    ...nullFor('zero', ['integer', 'decimal', 'float'], '0', () => `${VALUE} = 0`),
    explain: (sides, details) =>
      `${doer(sides, details)} has NULL where the other has 0${knownOf(sides, sumsNothing)}`,
  },
  nullFor('nan', ['float'], 'NaN', () => `isnan(${VALUE})`),
  nullFor(
    'empty-list',
    ['list', 'map'],
    'an empty list',
    ({ kind }) => `${kind === 'map' ? 'cardinality' : 'len'}(${VALUE}) = 0`,
  ),
  nullFor('struct-of-nulls', ['struct'], 'a struct of NULLs', (type) => {
    const fields = type.kind === 'struct' ? type.fields : []
    return fields.map(({ name }) => `(${VALUE}).${identifier(name)} IS NULL`).join(' AND ')
  }),
  nullFor(
    'word',
    ['text'],
    'a word for NULL, such as None',
    () => `lower(trim(${VALUE})) IN (${WORDS.map((word) => `'${word}'`).join(', ')})`,
  ),
  {
    id: 'null',
    explain: bySide('has NULL where the other has a value'),
    cases: () => [{ when: IS_NULL, part }],
  },
]
