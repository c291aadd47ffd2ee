import { describe, expect, it } from 'vitest'
import { hangText, jsonText, LABEL, printable, printableLines } from './text.ts'

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

/** Escapes and commands of terminals, NUL, C1, marks of direction, other ends of lines, tags beyond 16 bits. */
const HOSTILE = [
  '\u001b[31m',
  '\u001b]0;title\u0007',
  '\u009b2J',
  '\u0000',
  '\u007f',
  '\r',
  '\u202e',
  '\u2066',
  '\u2028',
  '\u{e0041}',
  '\ud800',
]
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u

describe('text of a file', () => {
  it.each(HOSTILE)('reaches no terminal with what steers it: %j', (hostile) => {
    expect(printable(`a${hostile}b\n`)).not.toMatch(UNSEEN)
    expect(printableLines(`a${hostile}b\nc`).split('\n')).toEqual([expect.not.stringMatching(UNSEEN), 'c'])
    expect(LABEL.test(`a${hostile}b`)).toBe(false)
  })

  it.each(HOSTILE)('loses nothing as JSON, and steers nothing: %j', (hostile) => {
    const value = { [`a${hostile}`]: `${hostile}b\n\tü ✓ 😀` }
    for (const indent of [0, 1, 2] as const) {
      const text = jsonText(value, indent)
      expect(JSON.parse(text)).toEqual(value)
      expect(printableLines(text)).toBe(text)
    }
  })

  it('is what it was where nothing hides in it', () => {
    for (const text of ['2026-11-20', 'größe ✓ 😀', 'a b', '']) {
      expect(printable(text)).toBe(text)
      expect(LABEL.test(text)).toBe(true)
      expect(jsonText({ text }, 1)).toBe(JSON.stringify({ text }, null, 1))
    }
  })
})
