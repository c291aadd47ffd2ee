import { describe, expect, it } from 'vitest'
import { judgeFirstRow, looksTyped } from './first-row.ts'

const judge = (text: string, known: string[] = []) => {
  const [first = [], ...rows] = text.split('\n').map((line) => line.split(','))
  return judgeFirstRow(
    first,
    rows.map((row) => row.map((cell) => (cell === '' ? null : cell))),
    known,
  )
}

describe('the first row of a CSV holds names', () => {
  it.each([
    ['a text above figures', 'id,city\n1,Bern\n2,Zug'],
    ['a text above times', 'city,at\nBern,2026-11-20T01:02:03Z'],
    ['a text above truth values', 'city,open\nBern,true\nZug,false'],
    ['a text above figures with gaps', 'city,price\nBern,\nZug,NA\nBasel,1.5'],
    ['a year beside a name, both above what they can’t be', 'id,2026\n1,yes'],
    ['no row below', 'id,city'],
  ])('by %s', (_, text) => expect(judge(text)).toBe('names'))

  it('by a name that is known', () => {
    expect(judge('code,name\nCH,Switzerland', ['code'])).toBe('names')
    expect(judge('1,2\n3,4', ['1'])).toBe('names')
  })
})

describe('the first row of a CSV looks like data', () => {
  it.each([
    ['figures above figures', '47.37,8.54\n46.95,7.44'],
    ['a figure above figures, beside texts', '1,a\n2,b'],
    ['a date above dates', '2026-11-20,Bern\n2026-11-21,Zug'],
    ['a word for NULL above figures', 'N/A,Bern\n5,Zug'],
    ['a figure above nothing', '1,Bern\n,Zug'],
    ['a figure alone', '1,Bern'],
    ['years of a pivot', 'id,2025,2026\n1,5,6'],
    [
      'a UUID above UUIDs',
      ['6F1C1A52-0000-4000-8000-000000000000', 'aaaaaaaa-0000-4000-8000-000000000001'].join('\n'),
    ],
  ])('by %s', (_, text) => expect(judge(text)).toBe('data'))
})

describe('the first row of a CSV is left open', () => {
  it.each([
    ['texts above texts', 'anna,bern\nzoe,zug'],
    ['a column without a name above figures', ',name\n0,Bern'],
    ['texts above gaps', 'id,city\n,\n,'],
  ])('by %s', (_, text) => expect(judge(text)).toBe('unclear'))
})

it.each([
  '1',
  '-1.5',
  '1,234.50',
  '1.234,50',
  '$5',
  '5 %',
  '12:30',
  '20.11.2026',
  '1e-9',
  '+41 44 123',
  'true',
  '-inf',
])('%s looks like a value that has a type', (text) => expect(looksTyped(text)).toBe(true))

it.each(['id', 'city2', 'Q1', 'x1e5', 'truely', 'no', ''])('%s does not', (text) =>
  expect(looksTyped(text)).toBe(false),
)
