import { describe, expect, it } from 'vitest'
import { blockOrder } from './order.ts'

describe('the order of trials', () => {
  it('reads the same forwards and backwards in every block', () => {
    for (const block of blockOrder(['spark', 'polars', 'duckdb'], 6, '2026-11-20')) {
      expect(block.toReversed()).toEqual(block)
    }
  })

  it('is A B B A for two engines', () => {
    const [block = []] = blockOrder(['a', 'b'], 2, '2026-11-20')
    expect([
      ['a', 'b', 'b', 'a'],
      ['b', 'a', 'a', 'b'],
    ]).toContainEqual(block)
  })

  it('has two trials of each engine in a block', () => {
    for (const block of blockOrder(['spark', 'polars', 'duckdb'], 4, 'x')) {
      expect(block.toSorted()).toEqual(['duckdb', 'duckdb', 'polars', 'polars', 'spark', 'spark'])
    }
  })

  it('lets every engine begin equally often over consecutive days', () => {
    const partitions = Array.from({ length: 27 }, (_, day) =>
      new Date(Date.UTC(2026, 10, 1 + day)).toISOString().slice(0, 10),
    )
    const first = partitions.map(
      (partition) => blockOrder(['spark', 'polars', 'duckdb'], 2, partition)[0]?.[0],
    )
    for (const engine of ['spark', 'polars', 'duckdb'])
      expect(first.filter((name) => name === engine)).toHaveLength(9)
  })

  it('is the baseline first where each engine runs once', () => {
    expect(blockOrder(['spark', 'polars', 'duckdb'], 1, '2026-11-20')).toEqual([
      ['spark', 'polars', 'duckdb'],
    ])
  })

  it('rotates from block to block', () => {
    const starts = blockOrder(['a', 'b', 'c'], 6, 'anything').map(([first]) => first)
    expect(new Set(starts).size).toBe(3)
  })

  it('is the same for the same partition', () => {
    expect(blockOrder(['a', 'b'], 4, 'eu-west/17')).toEqual(blockOrder(['a', 'b'], 4, 'eu-west/17'))
  })
})
