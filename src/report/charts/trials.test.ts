import { describe, expect, it } from 'vitest'
import { simulatedReport } from '../../../tests/simulated-report.ts'
import { SCENARIOS, type Scenario } from '../../simulate/scenario.ts'
import type { TrialBar } from '../model/comparison.ts'
import { trialLines } from './trials.ts'

const [job] = simulatedReport([SCENARIOS['clear-win'] as Scenario]).report.jobs
const page = job?.comparisons[0]?.toPage()
const [trial] = page?.trials ?? []
if (!trial) throw new Error('no trial')
const bar = (changes: Partial<TrialBar>): TrialBar => ({
  ...(trial as TrialBar),
  ...{ pullMs: null, startMs: null, initMs: null, workMs: null, restMs: null, stages: [] },
  ...changes,
})

describe('the line of a trial', () => {
  it('is cut into what it did, in that order, on the scale of the longest', () => {
    const stages = [
      { name: 'cleanse', seconds: 2 },
      { name: 'load', seconds: 1 },
    ]
    const [long, short] = trialLines({
      trials: [
        bar({ startMs: 500, initMs: 1500, workMs: 8000, stages, restMs: 5000, totalMs: 10_000 }),
        bar({ workMs: 2500, totalMs: 2500 }),
      ],
    })
    expect(long?.parts.map(({ kind, name, from, to }) => [kind, name, from, to])).toEqual([
      ['start', 'start', 0, 0.05],
      ['init', 'init', 0.05, 0.2],
      ['stage', 'cleanse', 0.2, expect.closeTo(0.4)],
      ['stage', 'load', expect.closeTo(0.4), expect.closeTo(0.5)],
      ['rest', 'rest', expect.closeTo(0.5), expect.closeTo(1)],
    ])
    expect(short?.parts).toEqual([{ kind: 'work', name: 'work', seconds: 2.5, from: 0, to: 0.25 }])
  })

  it('is one part where only the total is known, and empty where nothing is', () => {
    const [whole, none] = trialLines({ trials: [bar({ totalMs: 4000 }), bar({ totalMs: null })] })
    expect(whole).toMatchObject({ end: 1, parts: [{ kind: 'work', seconds: 4 }] })
    expect(none).toMatchObject({ end: 0, parts: [] })
  })
})
