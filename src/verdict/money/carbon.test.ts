import { describe, expect, it } from 'vitest'
import { judgedAfter } from '../../../tests/simulated-verdicts.ts'
import { GRIDS, PROCESSORS } from '../../model/config/carbon.ts'
import type { Platform } from '../../model/config/platforms.ts'
import type { Policy } from '../../model/config/policy.ts'
import { gramsOf } from '../../pricing/carbon.ts'

const carbon = { vcpus: 4, processor: PROCESSORS['aws-m6i'], grid: GRIDS['us-central1'] }
const platform: Platform = { prices: [], nodes: 2, carbon, startupSeconds: 60, idleSeconds: 0 }
const { carbon: _, ...silent } = platform
const judgedBy = (days: number, policy: Partial<Policy>) => judgedAfter(days, {}, { policy })

describe('carbon in a verdict', () => {
  it('is that of the baseline’s mean time and of the candidate’s interval, without any price', () => {
    const verdict = judgedBy(14, { platforms: { spark: platform, polars: platform }, runsPerDay: 2 })
    const { baselineSeconds, ratio } = verdict.gates.speed
    const seconds = baselineSeconds ?? 0
    const { lower = 0, upper = 0 } = ratio?.interval ?? {}
    const { run, year } = verdict.carbon
    expect(run.value?.candidate).toEqual(
      gramsOf(platform, carbon, {
        low: lower * seconds,
        mid: (ratio?.value ?? 0) * seconds,
        high: upper * seconds,
      }),
    )
    expect(year.value?.baseline.high).toBeCloseTo((run.value?.baseline.high ?? 0) * 2 * 365, 6)
  })

  it.each([
    [
      'an engine says nothing of it',
      14,
      { platforms: { spark: platform, polars: silent } },
      'carbon',
      'carbon',
    ],
    [
      'times have no interval',
      3,
      { platforms: { spark: platform, polars: platform } },
      'interval',
      'interval',
    ],
    [
      'nobody says how often it runs',
      14,
      { platforms: { spark: platform, polars: platform } },
      null,
      'runsPerDay',
    ],
  ])('is missing where %s', (_why, days, policy, run, year) => {
    const verdict = judgedBy(days, policy)
    expect([verdict.carbon.run.reason, verdict.carbon.year.reason]).toEqual([run, year])
  })
})
