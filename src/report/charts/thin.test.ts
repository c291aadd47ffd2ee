import { expect, it } from 'vitest'
import { thinned } from './thin.ts'

it('a line keeps its ends, and no more points than are seen', () => {
  const all = Array.from({ length: 365 }, (_, index) => index)
  const kept = thinned(all)
  expect([kept[0], kept.at(-1), kept.length]).toEqual([0, 364, 125])
  expect(thinned([1, 2, 3])).toEqual([1, 2, 3])
})
