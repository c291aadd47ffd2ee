import { describe, expect, it } from 'vitest'
import { simulatedReport } from '../../../tests/simulated-report.ts'
import { SCENARIOS, type Scenario } from '../../simulate/scenario.ts'
import { usageOf } from './usage.ts'

const [job] = simulatedReport([SCENARIOS['clear-win'] as Scenario]).report.jobs
const page = job?.comparisons[0]?.toPage()
if (!page) throw new Error('no comparison')

describe('memory over the time of a trial', () => {
  const samples = [
    { ms: 0, memoryBytes: 0, cores: null },
    { ms: 5000, memoryBytes: 4e8, cores: 2 },
    { ms: 10_000, memoryBytes: 1e8, cores: 1 },
  ]
  const trials = page.trials.map((trial) => ({ ...trial, samples }))

  it('is drawn once an engine, from a common zero, up to its peak', () => {
    const plot = usageOf({ trials }, 'memoryBytes')
    expect(plot?.series.map(({ engine, most }) => [engine.name, most]).toSorted()).toEqual([
      ['polars', 4e8],
      ['spark', 4e8],
    ])
    expect(plot?.time.scale.at(10)).toBe(1)
    expect(plot?.series[0]?.path).toMatch(/^M0 220L500 16\.3L1000 /)
  })

  it('leaves out samples without a figure', () =>
    expect(usageOf({ trials }, 'cores')?.series[0]?.path.match(/L/g)).toHaveLength(1))

  it('draws cores as the mean over a part of the time, each sample as long as it lasted', () => {
    const jumping = Array.from({ length: 600 }, (_, index) => ({
      ms: 100 * (index + 1),
      memoryBytes: null,
      cores: index % 2 === 0 ? 0.5 : 1.5,
    }))
    const plot = usageOf({ trials: page.trials.map((trial) => ({ ...trial, samples: jumping })) }, 'cores')
    expect(plot?.series[0]?.most).toBeLessThan(1.1)
  })

  it('is none without samples', () => expect(usageOf(page, 'memoryBytes')).toBeUndefined())
})
