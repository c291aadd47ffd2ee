import { describe, expect, it } from 'vitest'
import { undeclaredText } from './undeclared.ts'

describe('undeclared tables', () => {
  it('are named, with who alone wrote one', () => {
    const tables = new Map([
      ['spark', ['audit', 'rejects']],
      ['polars', ['audit']],
    ])
    expect(undeclaredText(tables)).toBe(
      'not compared: audit, rejects (not declared; only spark wrote rejects). Add them to tables:, or set undeclared: ignore.',
    )
  })

  it('of one engine say nothing of others, and many are cut short', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
    expect(undeclaredText(new Map([['spark', names]]))).toMatch(
      /^not compared: a, b, c, d, e and 2 more \(not declared\)\./,
    )
  })

  it('are not spoken of where there are none', () => {
    expect(undeclaredText(new Map([['spark', []]]))).toBeUndefined()
    expect(undeclaredText(new Map())).toBeUndefined()
  })
})
