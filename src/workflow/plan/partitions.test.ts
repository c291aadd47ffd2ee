import { describe, expect, it } from 'vitest'
import { partitionsOf } from './partitions.ts'

const NOW = new Date('2026-11-28T23:59:00Z')

describe('the partitions that --partition names', () => {
  it.each<[string, string[] | undefined, string[]]>([
    ['nothing: the UTC date', undefined, ['2026-11-28']],
    ['one', ['eu'], ['eu']],
    ['several, each once', ['2', '1', '2'], ['2', '1']],
    [
      'every day of a range, over the end of a month',
      ['2026-02-27..2026-03-01'],
      ['2026-02-27', '2026-02-28', '2026-03-01'],
    ],
    ['a range of one day', ['2026-11-01..2026-11-01'], ['2026-11-01']],
    ['dots that are no range', ['v1..v2', 'a,b'], ['v1..v2', 'a,b']],
  ])('of %s', (_, given, expected) => {
    expect(partitionsOf(given, NOW)).toEqual(expected)
  })

  it.each<[string, string[], string]>([
    [
      'a range that ends before it begins',
      ['2026-11-14..2026-11-01'],
      'in the order of time: 2026-11-01..2026-11-14',
    ],
    ['an end that is no date', ['2026-11-01..2026-11-31'], 'two dates'],
    ['a beginning that is none', ['november..2026-11-01'], 'two dates'],
    ['a range without an end', ['2026-11-01..'], 'two dates'],
    ['more than a year of days', ['2025-01-01..2026-11-01'], 'at most 366'],
    ['a name too long for a folder, among others', ['a'.repeat(200), 'b'], 'at most 100 characters'],
    ['no text', [''], 'is its variable set?'],
  ])('are refused for %s', (_, given, message) => {
    expect(() => partitionsOf(given, NOW)).toThrow(message)
  })
})
