import { describe, expect, it } from 'vitest'
import { formatBytes, parseBytes } from './bytes.ts'
import { formatDuration, parseDuration, spellDuration } from './duration.ts'
import { sizeBytes } from './size.ts'

describe('an amount of bytes', () => {
  it.each([
    ['4GiB', 4 * 2 ** 30],
    ['0.3GB', 300_000_000],
    ['512 MiB', 512 * 2 ** 20],
    ['17B', 17],
  ])('%s is read', (text, bytes) => expect(parseBytes(text)).toBe(bytes))

  it.each(['4', 'GB', '-1GB', '4 gigs', '1e3MB', ''])('«%s» is none', (text) =>
    expect(parseBytes(text)).toBeUndefined(),
  )

  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_030_000_000, '1.03 GB'],
    [2_370_789, '2.37 MB'],
  ])('%d is written as %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text))
})

describe('a time', () => {
  it.each([
    ['90s', 90],
    ['1.5h', 5400],
    ['20min', 1200],
    ['100us', 0.0001],
    ['1500ms', 1.5],
    ['3ns', 3e-9],
  ])('%s is read', (text, seconds) => expect(parseDuration(text)).toBe(seconds))

  it.each(['90', '5 minutes', '-1s'])('«%s» is none', (text) => expect(parseDuration(text)).toBeUndefined())

  it.each(['5s', '1500ms', '1h', '90min', '2d', '999us', '3ns'])('%s is spelt as it is read', (text) =>
    expect(spellDuration(parseDuration(text) ?? 0)).toBe(text),
  )

  it.each([
    [0.0421, '0.042 s'],
    [8.314, '8.31 s'],
    [99.4, '99.4 s'],
    [99.7, '1 min 40 s'],
    [3599.7, '1 h 00 min'],
    [7500, '2 h 05 min'],
  ])('%d seconds are written as %s', (seconds, text) => expect(formatDuration(seconds)).toBe(text))
})

describe('a size', () => {
  it('is a name or an amount', () => {
    expect(sizeBytes('small')).toBe(1e8)
    expect(sizeBytes('0.3GB')).toBe(3e8)
    expect(sizeBytes('tiny')).toBeUndefined()
    expect(sizeBytes('toString')).toBeUndefined()
  })
})
