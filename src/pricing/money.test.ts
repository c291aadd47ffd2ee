import { expect, it } from 'vitest'
import { moneyRange, moneyText } from './money.ts'

it.each([
  [0.0031779, '0.0032 USD'],
  [1.284, '1.28 USD'],
  [1240.3, '1,240 USD'],
  [-12.5, '-12.50 USD'],
  [0.2, '0.20 USD'],
])('%d is told as %s', (amount, text) => expect(moneyText(amount, 'USD')).toBe(text))

it('a range of one amount is that amount', () => {
  expect(moneyRange(0.0034, 0.0043, 'USD')).toBe('0.0034 to 0.0043 USD')
  expect(moneyRange(0.012, 0.01201, 'USD')).toBe('0.012 USD')
})
