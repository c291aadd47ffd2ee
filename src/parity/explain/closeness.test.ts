import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DuckDB, openDuckDB } from '../../duckdb/open.ts'
import { parseType } from '../../types/data-type.ts'
import { closeness } from './closeness.ts'

let db: DuckDB
beforeAll(async () => {
  db = await openDuckDB({ threads: 1 })
})
afterAll(() => db[Symbol.asyncDispose]())

const SCALE = 6

/** A whole number of millionths, as decimal text. */
function spell(millionths: bigint): string {
  const digits = `${millionths < 0n ? -millionths : millionths}`.padStart(SCALE + 1, '0')
  return `${millionths < 0n ? '-' : ''}${digits.slice(0, -SCALE)}.${digits.slice(-SCALE)}`
}

/** A tolerance in millionths, and pairs whose difference is at most a few millionths from it. */
const edges = (max: bigint) =>
  fc.record({
    abs: fc.nat({ max: 1_000_000 }),
    pairs: fc.array(
      fc.record({
        a: fc.bigInt({ min: -max, max }),
        beyond: fc.integer({ min: -2, max: 2 }),
        isLess: fc.boolean(),
      }),
      { minLength: 12, maxLength: 12 },
    ),
  })

describe('numbers at the edge of a tolerance are told apart exactly', () => {
  it.each([
    ['DECIMAL(38,6)', 10n ** 37n],
    ['VARCHAR', 10n ** 45n],
    // 15 digits in all, so that every one is a double's shortest spelling.
    ['DOUBLE', 10n ** 14n],
  ])('%s', async (type, max) => {
    await fc.assert(
      fc.asyncProperty(edges(max), async ({ abs, pairs }) => {
        const rows = pairs.map(({ a, beyond, isLess }) => {
          const b = a + BigInt(abs + beyond) * (isLess ? -1n : 1n)
          return `(${[a, b].map((number) => `'${spell(number)}'::${type}`).join(', ')})`
        })
        const tolerance = { abs: Number(spell(BigInt(abs))), rel: 0 }
        const near = closeness(parseType(type), 'a', 'b', tolerance)
        const found = await db.rows(`SELECT ${near} AS near FROM (VALUES ${rows.join(', ')}) v(a, b)`)
        const expected = pairs.map(({ beyond }) => Math.abs(abs + beyond) <= abs)
        expect(found.map((row) => row.near)).toEqual(expected)
      }),
      { numRuns: 60 },
    )
  })

  it('HUGEINT and UHUGEINT to their last', async () => {
    const [greatest, unsigned] = [2n ** 127n - 1n, 2n ** 128n - 1n]
    const isNear = async (type: string, a: bigint, b: bigint, abs: number) => {
      const [left, right] = [a, b].map((number) => `('${number}'::${type})`)
      const near = closeness(parseType(type), left ?? '', right ?? '', { abs, rel: 0 })
      return (await db.rows(`SELECT ${near} AS near`))[0]?.near
    }
    expect(await isNear('HUGEINT', greatest, greatest - 1n, 0.5)).toBe(false)
    expect(await isNear('HUGEINT', greatest, greatest - 1n, 1)).toBe(true)
    expect(await isNear('HUGEINT', greatest, -greatest, 1e38)).toBe(false)
    expect(await isNear('UHUGEINT', unsigned, unsigned - 2n, 1)).toBe(false)
    expect(await isNear('UHUGEINT', unsigned, unsigned - 2n, 2)).toBe(true)
  })

  it.each([
    ["'nan'::DOUBLE", "'nan'::DOUBLE", true],
    ["'nan'::DOUBLE", '1.0::DOUBLE', false],
    ["'inf'::DOUBLE", "'-inf'::DOUBLE", false],
    ["'inf'::DOUBLE", "'inf'::DOUBLE", true],
    ['1e300::DOUBLE', '1.000000000000001e300::DOUBLE', true],
    ['1e300::DOUBLE', '1.1e300::DOUBLE', false],
    ['NULL::DOUBLE', '0.0::DOUBLE', null],
  ])('%s and %s within a part in 10^9: %s', async (a, b, expected) => {
    const near = closeness(parseType('DOUBLE'), a, b, { abs: 0, rel: 1e-9 })
    expect((await db.rows(`SELECT ${near} AS near`))[0]?.near).toBe(expected)
  })
})
