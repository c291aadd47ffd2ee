import { describe, expect, it } from 'vitest'
import type { Table } from '../../model/config/model.ts'
import type { ColumnFinding } from '../../model/record/schema.ts'
import { REASONS } from '../../reasons/catalogue.ts'
import { parseType } from '../../types/data-type.ts'
import { compareSchemas } from './schemas.ts'
import { canOccur, unusedDeclarations } from './unused.ts'

const columns = Object.entries({
  at: 'TIMESTAMP',
  day: 'DATE',
  took: 'DURATION(ms)',
  name: 'VARCHAR',
  n: 'INTEGER',
  price: 'DECIMAL(9,2)',
  flag: 'BOOLEAN',
  items: 'STRUCT(sku VARCHAR, price DOUBLE)[]',
}).map(([name, type]) => ({ name, type }))
const schema = compareSchemas(columns, columns, [])

const differing = (column: string, changes: Partial<ColumnFinding> = {}): ColumnFinding => ({
  column,
  kind: 'value',
  reason: 'unexplained',
  count: 1,
  beyond: 1,
  tolerance: null,
  greatestAbs: null,
  greatestRel: null,
  greatestSeconds: null,
  detail: '',
  ...changes,
})
const notes = (declared: Partial<Table>, found: ColumnFinding[] = []) =>
  unusedDeclarations(
    { name: 't', key: [], ignore: [], accept: {}, tolerance: {}, ...declared },
    schema,
    found,
  )
const tolerance = (column: string, limits: object) => ({
  tolerance: { [column]: { abs: 0, rel: 0, ...limits } },
})

describe('what is declared and can have no effect is noted', () => {
  it.each([
    [
      'a number of a time',
      tolerance('at', { abs: 5 }),
      'at, which is TIMESTAMP: write a time, such as abs: 5s',
    ],
    ['a part of a time', tolerance('at', { rel: 0.1 }), 'at, which is TIMESTAMP: write a time'],
    ['a time of a number', tolerance('n', { seconds: 5 }), 'n, which is INTEGER: write a number'],
    [
      'a number of a truth value',
      tolerance('flag', { abs: 1 }),
      'a number has no effect on flag, which is BOOLEAN',
    ],
    [
      'a column that neither side has',
      tolerance('prize', { abs: 1 }),
      'names prize, a column that neither side has',
    ],
    [
      'a reason of texts for a time',
      { accept: { at: ['trimming'] } },
      'trimming has no effect on at, which is TIMESTAMP',
    ],
    [
      'a reason of fractions for whole numbers',
      { accept: { n: ['integer-division'] } },
      'integer-division has no effect on n, which is INTEGER',
    ],
    [
      'a reason that nothing makes up for',
      { accept: { '*': ['missing'] } },
      'leave the column out by ignore:',
    ],
  ])('%s', (_, declared, words) => {
    expect(notes(declared)).toEqual([expect.stringContaining(words)])
  })

  it('a number of texts, none of which is one', () => {
    const declared = tolerance('name', { abs: 1 })
    expect(notes(declared)).toEqual([])
    expect(notes(declared, [differing('name', { greatestAbs: 3 })])).toEqual([])
    expect(notes(declared, [differing('name')])).toEqual([
      'tolerance: a number has no effect on name: none of the texts that differ is one',
    ])
  })

  it('a tolerance of all columns, by the columns that differ and that it is not for', () => {
    const found = [differing('n'), differing('price'), differing('day'), differing('name')]
    expect(notes(tolerance('*', { abs: 1 }), found)).toEqual([
      'tolerance: the one of all columns is for floating-point columns: name them for n, price',
    ])
    expect(notes(tolerance('*', { seconds: 1 }), found)).toEqual([
      'tolerance: the one of all columns is for timestamps: name it for day',
    ])
  })

  it.each([
    ['a number of a decimal', tolerance('price', { abs: 0.01 })],
    ['a number in structs in a list', tolerance('items', { abs: 0.01 })],
    ['a time of a day, and of a text', { tolerance: { ...tolerance('day', { seconds: 1 }).tolerance } }],
    ['a reason of texts in structs in a list', { accept: { items: ['trimming', 'element-order'] } }],
    ['a reason for all columns', { accept: { '*': ['mojibake'] } }],
  ])('but not %s', (_, declared) => {
    expect(notes(declared)).toEqual([])
  })
})

describe('a reason can occur', () => {
  it('among texts where values of two types may have to be compared as such', () => {
    const [a, b] = [parseType('DOUBLE'), parseType('BIGINT')]
    expect(canOccur('number-format', { a, b, target: b })).toBe(true)
    expect(canOccur('number-format', { a: b, b, target: b })).toBe(false)
  })

  it('in some type, whichever it is', () => {
    const types = [
      ...columns.map(({ type }) => type),
      'BLOB',
      'MAP(VARCHAR, INTEGER)',
      'STRUCT(x INTEGER)',
      'DOUBLE',
    ]
    const possible = types.map(parseType).map((type) => ({ a: type, b: type, target: type }))
    for (const reason of Object.keys(REASONS))
      expect(
        possible.some((each) => canOccur(reason, each)),
        reason,
      ).toBe(true)
  })
})
