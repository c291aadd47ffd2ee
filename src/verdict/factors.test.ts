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

describe('the factor processing frequency', () => {
  const platform = (perHour: number) => ({
    prices: [{ name: 'node', perHour, currency: 'USD', incrementSeconds: 1, minimumSeconds: 60 }],
    ...{ nodes: 1, startupSeconds: 0, idleSeconds: 0 },
  })

  it.each([
    [1, 'candidate'],
    [20, 'neither'],
  ])('favours who takes less time, unless every run of it costs more: %d USD an hour', (perHour, side) => {
    const policy = { runsPerDay: 24, platforms: { spark: platform(1), polars: platform(perHour) } }
    const factor = judgedAfter(14, {}, { policy }).factors.find(({ name }) => name === 'processing frequency')
    expect(factor?.favours).toBe(side)
  })
})
