import { describe, expect, it } from 'vitest'
import { judgedAfter } from '../../tests/simulated-verdicts.ts'
import type { Policy } from '../model/config/policy.ts'

describe('the factor infrastructure', () => {
  const platform = { prices: [], nodes: 1, startupSeconds: 0, idleSeconds: 0 }
  const favours = (policy: Partial<Policy>) =>
    judgedAfter(14, {}, { policy }).factors.find(({ name }) => name === 'infrastructure')?.favours

  it.each([
    [3, 'candidate'],
    [1, 'neither'],
  ])('favours whoever needs fewer machines in production, not whoever was measured: %d', (nodes, side) =>
    expect(favours({ platforms: { spark: { ...platform, nodes }, polars: platform } })).toBe(side),
  )

  it('is unknown where no platform is declared', () => expect(favours({})).toBe('unknown'))
})
