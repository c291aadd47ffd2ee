import { expect, it } from 'vitest'
import { csvRows } from './csv-rows.ts'

it.each([
  ['quotes, commas and line breaks', 'a,b\r\n"1,""x""\n2",3\r\n', [{ a: '1,"x"\n2', b: '3' }]],
  ['an empty last field', 'a,b\n1,', [{ a: '1', b: '' }]],
  ['a byte order mark and empty lines', '\uFEFFa\n1\n\n2', [{ a: '1' }, { a: '2' }]],
  ['a header alone', 'a,b\n', []],
])('reads %s', (_what, text, rows) => expect(csvRows(text)).toEqual(rows))

it.each([
  ['a quote that is not closed', 'a\n"1'],
  ['text after a quote', 'a\n"1"x'],
  ['too few fields', 'a,b\n1'],
])('names the row of %s', (_what, text) => expect(() => csvRows(text)).toThrow(/row 1/))
