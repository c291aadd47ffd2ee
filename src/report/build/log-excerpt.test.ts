import { describe, expect, it } from 'vitest'
import { htmlBytes } from '../../text/html-bytes.ts'
import { excerptOf } from './log-excerpt.ts'

const whole = (text: string) =>
  excerptOf({ start: text, end: text, bytes: new TextEncoder().encode(text).length })
const numbered = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}`)

describe('an excerpt of a log', () => {
  it('is all of a short one', () =>
    expect(whole('one\n\ntwo\n')).toEqual({ first: ['one', '', 'two'], leftOut: 0, last: [] }))

  it('is the beginning and the end of a long one, and says how much is between', () => {
    const text = numbered(50_000).join('\n')
    const { first, leftOut, last } = excerptOf({
      start: text.slice(0, 30_000),
      end: text.slice(-30_000),
      bytes: text.length,
    })
    expect([first[0], last.at(-1)]).toEqual(['line 0', 'line 49999'])
    expect(last.length).toBeGreaterThan(first.length)
    expect(leftOut).toBe(text.length - [...first, ...last].join('\n').length)
  })

  it('shows no line twice of one that is read whole, but has no room', () => {
    const lines = numbered(5_000)
    const { first, leftOut, last } = whole(lines.join('\n'))
    expect(new Set([...first, ...last]).size).toBe(first.length + last.length)
    expect(leftOut).toBeGreaterThan(0)
  })

  it.each([
    ['an enormous line', 'x'.repeat(60_000)],
    ['many quotes', `${'"\'<&>'.repeat(80)}\n`.repeat(150)],
    ['many short lines', '\n'.repeat(60_000)],
  ])('has room on a page: %s', (_, text) => {
    const { first, last } = whole(text)
    expect(htmlBytes([...first, ...last].join('\n'))).toBeLessThan(20_000)
  })

  it('holds nothing that steers a terminal, hides or turns text around', () => {
    const { first } = whole('\u001b[31mred\u001b[0m \u0007\u202eevil\u2066 \ufeffa\u0000b\n10 %\r20 %\r\nend')
    expect(first).toEqual(['red evil ab', '10 %', '20 %', 'end'])
  })
})
