import { describe, expect, it } from 'vitest'
import { classify, DECIMAL, useClassifier } from '../../../tests/classified.ts'
import { REASONS } from '../../reasons/catalogue.ts'
import type { ClassifiedReason } from './classify.ts'

useClassifier()

const several = (count: number, pair: (index: number) => [string, string]): [string, string][] =>
  Array.from({ length: count }, (_, index) => pair(index))
const counts = (found: ClassifiedReason[]) => found.map(({ reason, count }) => [reason, count])

describe('the whole column tells', () => {
  it('rounding halves to even, where one side is always smaller and even', async () => {
    const pairs = several(
      6,
      (i) => [`${i}.${2 * i + 1}4`, `${i}.${2 * i + 1}5`].map(String) as [string, string],
    )
    const [found, ...rest] = await classify(DECIMAL, pairs.slice(0, 4))
    expect([found?.reason, rest]).toEqual(['rounding-half-even', []])
    const words = REASONS['rounding-half-even']?.explain(
      { baseline: 'polars', engine: 'spark' },
      found?.details,
    )
    expect(words).toBe(
      "possibly: polars rounds halves to even, spark away from zero; Polars' round() rounds halves to even, Spark's round() rounds halves away from zero",
    )
  })

  it('cutting, where one side is always smaller with either parity', async () => {
    expect(
      counts(
        await classify(
          'DOUBLE',
          several(9, (i) => [`0.1${i}`, `0.1${i}`.replace(/.$/, `${i + 1}`).slice(0, 5)]).slice(0, 8),
        ),
      ),
    ).toEqual([['truncation', 8]])
  })

  it('rounding otherwise, where either side is smaller', async () => {
    const pairs = several(8, (i): [string, string] =>
      i % 2 ? [`1.1${i}`, `1.1${i + 1}`] : [`1.1${i + 1}`, `1.1${i}`],
    )
    expect(counts(await classify('DOUBLE', pairs))).toEqual([['last-digit', 8]])
  })

  it.each([
    ['DECIMAL(38,2)', '', 'job-2 is rounded to 1 decimal', 1],
    ['DOUBLE', '', 'job-2 is rounded to 1 decimal', 1],
    ['DECIMAL(38,2)', '', 'job-2 is rounded to a whole number', 0],
    ['VARCHAR', "'", 'job-2 is rounded to 1 decimal', 1],
  ] as const)('fewer decimals, of %s%s: %s', async (type, quote, words, place) => {
    // From 11.01 to 13.99: some are whole once rounded, some one unit apart.
    const pairs = several(150, (i): [string, string] => {
      const cents = 1101 + 2 * i
      const step = 10 ** (2 - place)
      const rounded = (Math.floor((cents + step / 2) / step) * step) / 100
      return [`${quote}${(cents / 100).toFixed(2)}${quote}`, `${quote}${rounded}${quote}`]
    }).filter(([a, b]) => Number(a) !== Number(b))
    const found = await classify(type, pairs)
    expect(counts(found)).toEqual([['fewer-decimals', pairs.length]])
    const sides = { baseline: 'spark', engine: 'job-2' }
    expect(REASONS['fewer-decimals']?.explain(sides, found[0]?.details)).toBe(words)
  })

  it('decimals cut off, and those cut to whole numbers as integer division does', async () => {
    const cents = (i: number) => 100 * i + ((i * 37) % 98) + 1
    const cutTo = (unit: number) =>
      several(40, (i): [string, string] => [
        `${Math.floor(cents(i) / unit) * unit}::DECIMAL(9,0) / 100`,
        `${cents(i)}::DECIMAL(9,0) / 100`,
      ]).filter((_, i) => cents(i) % unit !== 0)
    const tenths = cutTo(10)
    const [found, ...rest] = await classify(DECIMAL, tenths)
    expect([found?.reason, found?.count, rest]).toEqual(['fewer-decimals', tenths.length, []])
    const sides = { baseline: 'spark', engine: 'job-2' }
    expect(REASONS['fewer-decimals']?.explain(sides, found?.details)).toBe('spark is truncated to 1 decimal')
    expect(counts(await classify(DECIMAL, cutTo(100)))).toEqual([['integer-division', 40]])
  })

  it('a pair that looks like noise is rounded too, where many others are', async () => {
    const pairs = several(9, (i): [string, string] => [`${i}.3456`, `${i}.35`])
    const found = await classify('DOUBLE', [...pairs, ['936.75000000001', '936.75']])
    expect(counts(found)).toEqual([['fewer-decimals', 10]])
  })

  it.each(['12', '12.3'])('nothing from %s among values that have more decimals', async (coarse) => {
    const others = several(9, (i): [string, string] => [`${i}.25`, `${3 * i + 40}.31`])
    const found = await classify(DECIMAL, [...others, ['12.34', coarse], ['12.32', coarse]])
    expect(counts(found)).toEqual([['unexplained', 11]])
  })

  it('no integer division, where others of the column are rounded, and no rounding from one pair', async () => {
    const mixed: [string, string][] = [
      ['12.03', '12'],
      ['12.34', '12.3'],
      ['12.37', '12.4'],
    ]
    expect(counts(await classify(DECIMAL, mixed))).toEqual([['fewer-decimals', 3]])
    expect(counts(await classify(DECIMAL, mixed.slice(1, 2)))).toEqual([['unexplained', 1]])
  })

  it('several reasons apart, the most frequent first, each with its first pair', async () => {
    const found = await classify('DOUBLE', [
      ['NULL', '0'],
      ['0.1::DOUBLE + 0.2::DOUBLE', '0.3'],
      ['0.1::DOUBLE + 0.7::DOUBLE', '0.8'],
      ['0.7::DOUBLE + 0.2::DOUBLE', '0.9'],
      ["'nan'", '1'],
      ["'nan'", '2'],
      ['1.2345', '7.89'],
    ])
    expect(counts(found)).toEqual(
      [
        ['float-noise', 3],
        ['nan', 2],
        ['null-for-zero', 1],
        ['unexplained', 1],
      ]
        .toSorted((x, y) => Number(y[1]) - Number(x[1]) || 0)
        .map((x) => expect.arrayContaining(x)),
    )
    expect(found[0]?.example).toEqual({ pair: 1, a: '0.30000000000000004', b: '0.3' })
    expect(found[1]?.details).toEqual({ a: 2, b: 0 })
  })

  it('a zone with summer time', async () => {
    const [found] = await classify('TIMESTAMP', [
      ["'2024-07-01 12:00'", "'2024-07-01 14:00'"],
      ["'2024-01-01 12:00'", "'2024-01-01 13:00'"],
    ])
    expect(REASONS['time-zone']?.explain({ baseline: 'spark', engine: 'polars' }, found?.details)).toBe(
      'polars is 1 h or 2 h ahead: a different time zone with summer time',
    )
  })
})
