import { describe, expect, it } from 'vitest'
import { compare, useComparison } from '../../../tests/compared.ts'
import { leadersOf } from './followers.ts'

useComparison()

/** 1,000 rows: columns of numbers, by the SQL of what is added to each on the other side. */
async function followed(added: Record<string, string>): Promise<Record<string, string | undefined>> {
  const side = (isOther: boolean) =>
    `SELECT i AS id, ${Object.entries(added)
      .map(([name, sql]) => `(i * 1000 + ${isOther ? `(${sql})` : '0'})::BIGINT AS "${name}"`)
      .join(', ')} FROM range(1000) t(i)`
  const { columns } = await compare(side(false), side(true))
  return Object.fromEntries(columns.map(({ column, follows }) => [column, follows]))
}

const where = (condition: string) => `if(${condition}, 57 + i % 7, 0)`

describe('a column that differs only in rows where another does', () => {
  it('follows that one, whatever their order in the schema', async () => {
    expect(
      await followed({
        tax: where('i % 50 = 0'),
        total: where('i % 10 = 0'),
        net: where('i % 10 = 0 AND i > 500'),
        other: where('i % 7 = 0'),
      }),
    ).toEqual({ tax: 'total', total: undefined, net: 'total', other: undefined })
  })

  it('follows the one that differs in the fewest other rows, and leads none itself', async () => {
    expect(
      await followed({
        wide: where('i % 2 = 0'),
        narrow: where('i % 3 = 0'),
        both: where('i % 6 = 0'),
        within: where('i % 12 = 0'),
      }),
    ).toEqual({ wide: undefined, narrow: undefined, both: 'narrow', within: 'narrow' })
  })

  it('follows, of columns that differ in the same rows, the one with a reason, then the first', async () => {
    const rows = 'i % 10 = 0'
    expect(await followed({ first: where(rows), explained: `if(${rows}, 1, 0)`, last: where(rows) })).toEqual(
      { first: 'explained', explained: undefined, last: 'explained' },
    )
    expect(await followed({ first: where(rows), last: where(rows) })).toEqual({
      first: undefined,
      last: 'first',
    })
  })

  it('does not follow where a single row is outside', async () => {
    const outside = await followed({ a: where('i % 10 = 0'), b: where('i % 20 = 0 OR i = 7') })
    expect(outside).toEqual({ a: undefined, b: undefined })
  })

  it('does not follow one that differs in nearly every row, if it has a reason of its own', async () => {
    expect(
      await followed({
        all: where('i < 999'),
        explained: 'if(i % 10 = 0, 1, 0)',
        derived: where('i % 10 = 3'),
      }),
    ).toEqual({ all: undefined, explained: undefined, derived: 'all' })
  })

  it('is found among more columns than a number has bits', async () => {
    const many = Array.from({ length: 150 }, (_, n) => [
      `c${n}`,
      where(n === 149 ? 'i % 4 = 0' : 'i % 8 = 0'),
    ])
    const found = await followed(Object.fromEntries(many))
    expect(found.c149).toBeUndefined()
    expect(Object.values(found).filter((leader) => leader === 'c149')).toHaveLength(149)
  })
})

it('a leader is never a follower, however rows lie within each other', () => {
  const bits = (text: string) => [...text].map((digit) => digit === '1')
  const column = (name: string, rows: number, within: string) => ({
    name,
    rows,
    isExplained: false,
    within: bits(within),
  })
  const leaders = leadersOf([column('a', 1, '111'), column('b', 2, '011'), column('c', 3, '001')], 9)
  expect([...leaders]).toEqual([
    ['b', 'c'],
    ['a', 'c'],
  ])
})
