import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DuckDB, openDuckDB } from '../../duckdb/open.ts'
import type { ColumnFinding } from '../../model/record/schema.ts'
import { describeRelation } from '../../tables/columns/schema.ts'
import { compareTables } from '../compare.ts'

let db: DuckDB
beforeAll(async () => {
  db = await openDuckDB({ threads: 2 })
})
afterAll(() => db[Symbol.asyncDispose]())

/** Why the column v differs between two expressions over the rows i of a range. */
async function reasonsOf(
  rows: number,
  a: string,
  b: string,
): Promise<Pick<ColumnFinding, 'reason' | 'detail'>[]> {
  const side = async (v: string) => {
    const relation = `(SELECT i AS id, ${v} AS v FROM range(${rows}) t(i))`
    return { relation, columns: await describeRelation(db, relation) }
  }
  const table = { name: 't', key: ['id'], ignore: [], accept: {}, tolerance: {} }
  const names = { engine: 'B', baseline: 'A', table }
  const { finding } = await compareTables(db, names, await side(a), await side(b))
  return finding.columns.map(({ reason, detail }) => ({ reason, detail }))
}

const only = async (rows: number, a: string, b: string) => {
  const found = await reasonsOf(rows, a, b)
  return found.map(({ reason }) => reason)
}

describe('a reason is refuted by an equal value that contradicts it', () => {
  it.each([
    ['DECIMAL', '::DECIMAL(9,2)'],
    ['DOUBLE', '::DOUBLE'],
    ['text', '::DECIMAL(9,2)::VARCHAR'],
  ])('of %s: numbers with decimals, though others look cut to whole ones', async (_, type) => {
    const cents = (n: string) => `(10 * i + ${n} / 100)${type}`
    const [whole, few, none] = ['0', 'i % 3 + 2', '37']
    const isEqual = 'i % 4 = 0'
    const b = `if(${isEqual}, ${cents(none)}, ${cents(few)})`
    expect(await only(40, `if(${isEqual}, ${cents(none)}, ${cents(whole)})`, b)).not.toContain(
      'integer-division',
    )
    expect(await only(40, cents(whole), cents(few))).toContain('integer-division')
  })

  it('numbers with two decimals, though others look rounded to one', async () => {
    const exact = '(i + (i * 37) % 100 / 100)::DECIMAL(9,2)'
    const rounded = `round(${exact}, 1)::DECIMAL(9,2)`
    expect(await only(200, exact, rounded)).toEqual(['fewer-decimals'])
    expect(await only(200, exact, `if(i % 5 = 1, ${exact}, ${rounded})`)).not.toContain('fewer-decimals')
  })

  it('a number that is no 32-bit float: then only some are rounded to one', async () => {
    const b = (condition: string) => `if(${condition}, (i / 7)::FLOAT::DOUBLE, i / 7)`
    expect(await reasonsOf(100, 'i / 7', b('true'))).toEqual([
      { reason: 'float-precision', detail: 'B rounds to a 32-bit float' },
    ])
    expect(await reasonsOf(100, 'i / 7', b('i % 7 = 1'))).toEqual([
      { reason: 'float-precision', detail: 'B rounds to a 32-bit float, in only 15 of 100 rows' },
    ])
  })

  it('a time with finer parts: then only some are cut', async () => {
    const at = "TIMESTAMP '2026-01-01 00:00:00.123456' + to_seconds(i)"
    const b = (condition: string) => `if(${condition}, date_trunc('millisecond', ${at}), ${at})`
    expect(await reasonsOf(100, at, b('true'))).toEqual([
      { reason: 'time-precision', detail: 'one side is precise only to 1 ms' },
    ])
    expect(await reasonsOf(100, at, b('i % 10 = 1'))).toEqual([
      {
        reason: 'time-precision',
        detail: 'one side is precise only to 1 ms, in only 10 of 100 rows',
      },
    ])
  })

  it('a text with blanks around it: then only some are trimmed', async () => {
    const b = (condition: string) => `if(${condition}, 'x' || i, 'x' || i || ' ')`
    const a = "'x' || i || ' '"
    expect(await reasonsOf(10, a, b('true'))).toMatchObject([
      { detail: 'B has no white space around the text' },
    ])
    expect(await reasonsOf(10, a, b('i < 3'))).toMatchObject([
      { detail: 'B has no white space around the text, in only 3 of 10 rows' },
    ])
  })

  it('a number that is the same on both sides: then a factor is no other unit', async () => {
    const b = (condition: string) => `if(${condition}, i * 100, i)`
    expect(await reasonsOf(1000, 'i', b('true'))).toEqual([
      { reason: 'factor', detail: 'B is 10^2 times A: a different unit' },
    ])
    expect(await reasonsOf(1000, 'i', b('i % 100 = 7'))).toEqual([
      { reason: 'factor', detail: 'B is 10^2 times A, in only 10 of 1,000 rows' },
    ])
  })
})

describe('what chance brings about is no reason', () => {
  it('a factor in 5 of 50,000 rows, the others of which differ by anything', async () => {
    const b = 'if(i % 10000 = 7, (i + 1) * 100, (i * 104729) % 65521 + 3)'
    expect(await only(50_000, 'i + 1', b)).toEqual(['unexplained'])
  })

  it('numbers one apart, and times some quarters of an hour apart', async () => {
    expect(await only(5000, '(i * 7919) % 101', '(i * 104729) % 103 + 5')).toEqual(['unexplained'])
    const at = (minutes: string) => `TIMESTAMP '2026-01-01' + to_minutes((${minutes})::BIGINT)`
    expect(await only(5000, at('(i * 7919) % 7001'), at('(i * 104729) % 6007'))).not.toContain('time-zone')
  })
})

describe('rounding', () => {
  it('in binary, of 2.675 to 2.67, is no cutting: it changes few of the numbers that cutting would', async () => {
    // As Python and Polars round: 2.675 is a little less than it says.
    const binary = '(floor((i / 1000)::DOUBLE * 100 + 0.5 - 1e-9) / 100)'
    const decimal = 'round((i / 1000)::DECIMAL(12,3), 2)::DOUBLE'
    expect(await only(20_000, decimal, `if(i % 30 = 5, ${binary}, ${decimal})`)).toEqual(['double-halves'])
  })

  it('of doubles in both directions is no rounding of their halves', async () => {
    const cents = 'i::DOUBLE / 100'
    const apart = `if(i % 30 = 5, ${cents} + if(i % 60 = 5, 0.01, -0.01), ${cents})`
    expect(await only(20_000, cents, `round(${apart}, 2)`)).toEqual(['last-digit'])
  })

  it('to even is told though a few halves are not halves as doubles', async () => {
    // As Python rounds: i / 1000 ends in 5 every tenth time, and some of these doubles are just below the half.
    const up = '(round(i / 10)::INT / 100)::DOUBLE'
    const even = `if(i % 20 = 5 OR i % 220 = 15, ${up} - 0.01, ${up})`
    expect(await only(20_000, `round(${even}, 2)`, up)).toEqual(['rounding-half-even'])
    const any = `if(i % 20 = 5 OR i % 40 = 15, ${up} - 0.01, ${up})`
    expect(await only(20_000, `round(${any}, 2)`, up)).toEqual(['double-halves'])
  })

  it('by cutting changes half of the numbers', async () => {
    const cut = 'trunc(i / 10)::DECIMAL(12,0) / 100'
    expect(await only(20_000, `round(i / 10)::DECIMAL(12,0) / 100`, cut)).toEqual(['truncation'])
  })

  it('and floating-point noise at once are explained', async () => {
    const noisy = '(0.1::DOUBLE + 0.2::DOUBLE) + i'
    expect(await only(50, noisy, 'round(i + if(i % 2 = 0, 0.31, 0.29), 2)::DOUBLE')).toEqual(['last-digit'])
    const coarse = 'round(i * 1.37, 1) + 0.1::DOUBLE + 0.2::DOUBLE'
    expect(await only(50, '(i * 1.37 + 0.3)::DOUBLE', coarse)).toEqual(['fewer-decimals'])
  })
})

describe('numbers are not cut off as texts are', () => {
  it.each([
    ['texts', "'1' || repeat('0', i::INT % 4 + 1)", "'1'"],
    [
      'DOUBLEs against integers, one of which has a fraction',
      'if(i = 3, 0.5, i * 10)::DOUBLE',
      'if(i = 3, 0, i)',
    ],
  ])('%s', async (_, a, b) => {
    expect(await only(9, a, b)).not.toContain('cut-off')
  })
})
