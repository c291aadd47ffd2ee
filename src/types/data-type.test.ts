import { describe, expect, it } from 'vitest'
import { formatType, parseType } from './data-type.ts'

describe('a DuckDB type', () => {
  it.each([
    'BIGINT',
    'DECIMAL(18,3)',
    'TIMESTAMP_NS',
    'TIMESTAMP WITH TIME ZONE',
    'INTEGER[]',
    'VARCHAR[][]',
    'MAP(VARCHAR, DECIMAL(9,2))',
    'STRUCT("x" INTEGER, "y z" STRUCT("q" DOUBLE)[])',
    'STRUCT("a""b, (" INTEGER)[]',
    'INTERVAL',
  ])('%s is spelt as it was read', (type) => expect(formatType(parseType(type))).toBe(type))

  it('may name fields without quotes', () => {
    expect(parseType('STRUCT(x INTEGER, "b c" VARCHAR)')).toEqual({
      kind: 'struct',
      fields: [
        { name: 'x', type: { kind: 'integer', name: 'INTEGER' } },
        { name: 'b c', type: { kind: 'text' } },
      ],
    })
  })

  it('of fixed length is a list, of listed words a text', () => {
    expect(parseType('INTEGER[3]').kind).toBe('list')
    expect(parseType("ENUM('a', 'b(,''c')").kind).toBe('text')
  })

  it('that is not known is kept by its name', () =>
    expect(parseType('GEOMETRY')).toEqual({ kind: 'other', name: 'GEOMETRY' }))
})
