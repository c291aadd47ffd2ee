import { describe, expect, it } from 'vitest'
import { judged, judgedAfter, scenario } from '../../../tests/simulated-verdicts.ts'
import type { Platform } from '../../model/config/platforms.ts'
import type { Policy } from '../../model/config/policy.ts'
import { simulateRecords } from '../../simulate/records.ts'

const platform = (perHour: number, changes: Partial<Platform> = {}): Platform => ({
  prices: [{ name: 'node', perHour, currency: 'USD', incrementSeconds: 1, minimumSeconds: 60 }],
  nodes: 1,
  startupSeconds: 0,
  idleSeconds: 0,
  ...changes,
})
/** The clear win: polars takes 0.3 times spark's 240 s. */
const judgedAt = (
  days: number,
  spark: Platform,
  polars: Platform,
  margins: Policy['margins'] = { cost: 1 },
) => judgedAfter(days, {}, { policy: { platforms: { spark, polars }, margins } })

describe('cost in a verdict', () => {
  it('does not decide without a margin, and says whose prices are missing', () => {
    const verdict = judgedAfter(14)
    expect(verdict.decision).toBe('retire')
    expect(verdict.gates.cost).toMatchObject({ deciding: false, facts: null, unpriced: ['spark', 'polars'] })
    const half = judgedAfter(14, {}, { policy: { platforms: { spark: platform(1) }, margins: { cost: 1 } } })
    expect(half.decision).toBe('measuring')
    expect(half.gates.cost.unpriced).toEqual(['polars'])
  })

  it('follows the times where both run on the same platform', () => {
    const { cost, speed } = judgedAt(14, platform(1), platform(1)).gates
    const { lower, upper } = speed.bounds[0]?.interval ?? { lower: 0, upper: 0 }
    expect(cost.facts?.ratio.lower).toBeCloseTo(lower, 1)
    expect(cost.facts?.ratio.upper).toBeCloseTo(upper, 1)
  })

  it('fails where the faster one is billed more, and keeps the baseline for it', () => {
    const verdict = judgedAt(14, platform(1), platform(10))
    expect(verdict).toMatchObject({ decision: 'keep', basis: 'evidence', decisive: 'cost' })
    expect(verdict.gates.cost.facts?.ratio.lower).toBeGreaterThan(1)
  })

  it('stays open where the bills lie on both sides of the margin', () => {
    const verdict = judgedAt(14, platform(1), platform(1 / 0.3))
    expect(verdict.gates.cost).toMatchObject({ state: 'not yet', needs: { least: 1, most: null } })
    expect(verdict.decision).toBe('measuring')
  })

  it('counts minimum billing: what is fast is not cheaper below it', () => {
    const hourly = { prices: [{ ...platform(1).prices[0], minimumSeconds: 3600 }] } as Partial<Platform>
    const verdict = judgedAt(14, platform(1, hourly), platform(1, hourly))
    expect(verdict.gates.cost).toMatchObject({ state: 'pass', facts: { ratio: { lower: 1, upper: 1 } } })
  })

  it('says of which nodes it is only assumed, and of which times that they are of one machine', () => {
    const assumed = { ...platform(1), areNodesAssumed: true as const }
    const { conditions } = judgedAt(14, platform(1, { nodes: 3 }), assumed).gates.cost
    expect(conditions).toMatchObject({
      baseline: { nodes: 3, areNodesAssumed: false, isOneMachine: true },
      candidate: { nodes: 1, areNodesAssumed: true, isOneMachine: true },
    })
    const remote = simulateRecords(scenario({ days: 14 }), 'x').map((record) => ({
      ...record,
      trials: record.trials.map((trial) => ({ ...trial, runner: 'remote' })),
    }))
    const platforms = { spark: platform(1, { nodes: 3 }), polars: platform(1) }
    expect(judged(remote, { policy: { platforms } }).gates.cost.conditions?.baseline).toMatchObject({
      nodes: 3,
      isOneMachine: false,
    })
  })

  it('has only a provisional bill before there is an interval, which decides nothing', () => {
    const verdict = judgedAt(3, platform(1), platform(1))
    expect(verdict.gates.cost).toMatchObject({ facts: null, needs: { least: 2, most: null } })
    const { baseline = 0, candidate = 0, ...rest } = verdict.gates.cost.provisional ?? {}
    expect(rest).toEqual({ currency: 'USD', observations: 3 })
    // 240 s and 72 s at 1 USD an hour, within the noise of three nights.
    expect(baseline).toBeCloseTo(240 / 3600, 2)
    expect(candidate).toBeCloseTo(72 / 3600, 2)
    expect(judgedAt(14, platform(1), platform(1)).gates.cost.provisional).toBeNull()
  })

  it('is calculated from the ratio of the times, though only a limit in minutes is asked', () => {
    const policy = { platforms: { spark: platform(1), polars: platform(1) }, limitSeconds: 300 }
    expect(judgedAfter(14, {}, { policy: { ...policy, margins: { cost: 1 } } })).toMatchObject({
      decision: 'retire',
      gates: { speed: { bounds: [{ what: 'limit' }] }, cost: { facts: { currency: 'USD' } } },
    })
  })
})
