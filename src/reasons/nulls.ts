import { identifier } from '../duckdb/sql.ts'
import type { DataType } from '../types/data-type.ts'
import { type Case, eitherWay, flag, guarded, ofKind } from './case.ts'
import { knownOf, sumsNothing } from './known-engines.ts'
import { bySide, doer, type Kind, type Reason } from './reason.ts'
import { trimmed } from './texts/blanks.ts'

const WORDS = ['null', 'none', 'nan', 'nat', 'n/a', 'na', '<na>', '\\n']
/** What Hive's folders of a partition are called that has no value. */
const NO_PARTITION = '__HIVE_DEFAULT_PARTITION__'
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
  {
    ...empty,
    entries: ['partition-empty', 'collect-list-of-nothing'],
    cases: (type) => [...(empty.cases?.(type) ?? []), ...ofKind('text', blank).cases(type)],
  },
  {
    ...nullFor('zero', ['integer', 'decimal', 'float'], '0', () => `${VALUE} = 0`),
    entries: ['sum-of-nothing'],
    explain: (sides, details) =>
      `${doer(sides, details)} has NULL where the other has 0${knownOf(sides, sumsNothing)}`,
  },
  {
    ...nullFor('nan', ['float'], 'NaN', () => `isnan(${VALUE})`),
    entries: ['statistics-of-one-row', 'correlation-of-constant'],
  },
  {
    ...nullFor(
      'empty-list',
      ['list', 'map'],
      'an empty list',
      ({ kind }) => `${kind === 'map' ? 'cardinality' : 'len'}(${VALUE}) = 0`,
    ),
    entries: ['collect-list-of-nothing'],
  },
  nullFor('struct-of-nulls', ['struct'], 'a struct of NULLs', (type) => {
    const fields = type.kind === 'struct' ? type.fields : []
    return fields.map(({ name }) => `(${VALUE}).${identifier(name)} IS NULL`).join(' AND ')
  }),
  {
    id: 'null-for-partition',
    explain: bySide(`has NULL or '' where the other has ${NO_PARTITION}, the folder's name of no value`),
    entries: ['partition-empty'],
    ...ofKind('text', {
      when: eitherWay(`{b} = '${NO_PARTITION}' AND coalesce({a}, '') = ''`, 'a', 'b'),
      part: flag(`b = '${NO_PARTITION}'`),
    }),
  },
  nullFor(
    'word',
    ['text'],
    'a word for NULL, such as None',
    () => `lower(trim(${VALUE})) IN (${WORDS.map((word) => `'${word}'`).join(', ')})`,
  ),
  {
    id: 'null',
    lakehouseEntries: ['delta-renamed-column', 'iceberg-column-case'],
    entries: ['max-by-null', 'concat-null'],
    explain: bySide('has NULL where the other has a value'),
    cases: () => [{ when: IS_NULL, part }],
  },
]
