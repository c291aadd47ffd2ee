import { describe, expect, it } from 'vitest'
import { didYouMean } from './nearest.ts'

describe('an unknown word', () => {
  it.each([
    ['polasr', 'polars'],
    ['DuckDB', 'duckdb'],
    ['spak', 'spark'],
  ])('%s is answered by the known one it is near to', (word, known) => {
    expect(didYouMean(word, ['spark', 'polars', 'duckdb'])).toBe(` (did you mean '${known}'?)`)
  })

  it.each(['pandas', 'x', ''])('«%s» is answered by nothing where none is near', (word) => {
    expect(didYouMean(word, ['spark', 'polars', 'duckdb'])).toBe('')
  })
})
