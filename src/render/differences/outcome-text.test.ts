import { expect, it } from 'vitest'
import { outcomeTexts } from './outcome-text.ts'

const LONG = '"a text of more than forty characters, as it is"'
const rows = (...values: string[][]) => ({ types: [], rows: values })

it('shows what differs of rows that are too long to be shown', () => {
  const a = rows([LONG, LONG, '1'], [LONG, LONG, LONG])
  const b = rows([LONG, LONG, '2'], [LONG, LONG, LONG])
  expect(outcomeTexts(a, b)).toEqual(['returns (…, 1)', 'returns (…, 2)'])
})

it('shows short rows, and those of another number, as they are', () => {
  expect(outcomeTexts(rows(['1', '2']), rows(['1', '3']))).toEqual(['returns (1, 2)', 'returns (1, 3)'])
  expect(outcomeTexts(rows(['1'], ['2']), rows(['1']))).toEqual(['returns 1; 2', 'returns 1'])
})

it('shows an error beside rows', () => {
  expect(outcomeTexts(rows(['1']), { error: 'TypeError' })).toEqual(['returns 1', 'raises TypeError'])
})
