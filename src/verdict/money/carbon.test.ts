import { describe, expect, it } from 'vitest'
import { judgedAfter, scenario } from '../../../tests/simulated-verdicts.ts'
import { GRIDS, PROCESSORS } from '../../model/config/carbon.ts'
import type { Platform } from '../../model/config/platforms.ts'
import type { Policy } from '../../model/config/policy.ts'
import { gramsOf } from '../../pricing/carbon.ts'
import { simulateRecords } from '../../simulate/records.ts'

const carbon = { vcpus: 4, processor: PROCESSORS['aws-m6i'], grid: GRIDS['us-central1'] }
const platform: Platform = { prices: [], nodes: 2, carbon, startupSeconds: 60, idleSeconds: 0 }
const { carbon: _, ...silent } = platform
const judgedBy = (days: number, policy: Partial<Policy>) => judgedAfter(days, {}, { policy })

describe('carbon in a verdict', () => {
  it('is that of the mean times, through their intervals, without any price', () => {
    const { run, year } = judgedBy(14, {
      platforms: { spark: platform, polars: platform },
      runsPerDay: 2,
    }).carbon
    const seconds = simulateRecords(scenario({ days: 14 }), 'a test').flatMap(({ trials }) =>
      trials
        .filter(({ engine }) => engine === 'polars')
        .map(({ measures }) => Number(measures.totalMs) / 1000),
    )
    const mid = seconds.reduce((sum, each) => sum + each, 0) / seconds.length
    expect(run.value?.candidate.mid).toBeCloseTo(
      gramsOf(platform, carbon, { low: mid, mid, high: mid }).mid,
      9,
    )
    expect(run.value?.candidate.low).toBeLessThan(gramsOf(platform, carbon, { low: mid, mid, high: mid }).low)
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
