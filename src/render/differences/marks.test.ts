import { describe, expect, it } from 'vitest'
import { show } from '../../text/differing-parts.ts'
import { sideBySide } from './marks.ts'

describe('two values side by side', () => {
  it.each([
    ['12.345', '12.344', '12.34«5»', '12.34«4»'],
    ['aaa', 'aa', 'aa«a»', 'aa«»'],
    ['3', '9', '3', '9'],
    [null, '', 'NULL', "''"],
    [null, 'NULL', 'NULL', "'NULL'"],
  ])('%j and %j: %s and %s', (a, b, left, right) => {
    expect(sideBySide(a, b)).toEqual([left, right])
  })

  it.each([
    ['[0.2, 0.30000000000000004]', '[0.2, 0.3]', '[0.2, 0.3«0000000000000004»]', '[0.2, 0.3«»]'],
    ['«a» 1', '«a» 2', '«a» ‹1›', '«a» ‹2›'],
    ['«‹a›» 1', '«‹a›» 2', '«‹a›» ⟪1⟫', '«‹a›» ⟪2⟫'],
  ])('%s and %s have marks that neither value has', (a, b, left, right) => {
    expect(sideBySide(a, b)).toEqual([left, right])
  })

  it.each([
    ['Zürich ', 'Zürich', 'Zürich«␣»', 'Zürich«»'],
    ['  ', null, '␣␣', 'NULL'],
    ['a b', 'a  b', 'a «»b', 'a «␣»b'],
    ['a b c', 'a b d', 'a b «c»', 'a b «d»'],
    ['1\u00a0000', '1 000', '1«⍽»000', '1«␣»000'],
    ['a\r\nb', 'a\nb', 'a«␍»␊b', 'a«»␊b'],
    ['a\u200bb', 'ab', 'a«<U+200B>»b', 'a«»b'],
    ['a\tb', 'a\u2003b', 'a«␉»b', 'a«<U+2003>»b'],
  ])('%j and %j show what one would not see', (a, b, left, right) => {
    expect(sideBySide(a, b)).toEqual([left, right])
  })

  it('are cut around the difference where they are long', () => {
    const long = (digit: string) => `${'x'.repeat(200)}${digit}${'y'.repeat(200)}`
    const [left] = sideBySide(long('1'), long('2'))
    expect(left.length).toBeLessThan(80)
    expect(left).toContain('«1»')
  })

  it('cannot move a terminal’s cursor', () => {
    const control = String.fromCharCode(27)
    expect(sideBySide(`${control}[2Ja`, 'b').join('')).not.toContain(control)
  })
})

describe('a value alone', () => {
  it('shows blanks at its edges, and is cut where it is long', () => {
    expect(show(' a b ')).toBe('␣a b␣')
    expect(show('x'.repeat(100))).toBe(`${'x'.repeat(60)}…`)
  })
})
