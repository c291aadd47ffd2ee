import { describe, expect, it } from 'vitest'
import { hangText } from './text.ts'

describe('a text that hangs', () => {
  it('breaks between words, and indents what follows', () => {
    expect(hangText('✓ cost  a run of spark costs', 14, 8)).toBe(
      '✓ cost  a run\n        of\n        spark\n        costs',
    )
  })

  it('keeps spaces that align, and words that are longer than the line', () => {
    expect(hangText('  days   ■■■■■■■■■■■■■■ left', 12, 2)).toBe('  days   ■■■■■■■■■■■■■■\n  left')
  })

  it('stays one line where nobody watches', () => {
    expect(hangText('a b c', Number.POSITIVE_INFINITY, 2)).toBe('a b c')
  })
})
