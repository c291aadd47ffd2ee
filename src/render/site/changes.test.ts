import { describe, expect, it } from 'vitest'
import { simulatedReport } from '../../../tests/simulated-report.ts'
import type { RunRecord } from '../../model/record/schema.ts'
import { funnelOf } from '../../report/charts/funnel.ts'
import type { CodeChange } from '../../report/model/code-change.ts'
import type { JobPage } from '../../report/model/job.ts'
import { candidate, SCENARIOS, type Scenario } from '../../simulate/scenario.ts'
import { changesText, epochsText, shortChange } from './changes.ts'
import { epochLabel } from './charts.ts'

const BASE = SCENARIOS['clear-win'] as Scenario
const NAMES = { baseline: 'spark', candidate: 'polars' }
const change = (more: Partial<CodeChange>): CodeChange => ({
  side: 'candidate',
  what: 'version',
  name: 'polars',
  from: '2.0',
  to: '2.1',
  ...more,
})

/** A job whose candidate has new code from the eighth day on, and another version. */
function changedJob(
  differs: number[],
  steps: (day: number) => RunRecord['trials'][number]['steps'],
): JobPage {
  const scenario = { ...BASE, candidates: [candidate({ name: 'polars', ratio: 0.5, changes: [8], differs })] }
  const [job] = simulatedReport([scenario], '2026-11-28', (record) => ({
    ...record,
    trials: record.trials.map((trial) => ({ ...trial, steps: steps(Number(record.partition.slice(8))) })),
  })).report.jobs
  if (!job) throw new Error('no job')
  return job.page
}
const step = (versions: Record<string, string>) => ({
  ...{ name: 'main', outcome: 'ok' as const, exitCode: 0, imageDigest: null, parts: [], stages: [] },
  versions,
})

describe('what changed, in words', () => {
  it.each<[Partial<CodeChange>, string]>([
    [{}, 'polars: polars 2.0 → 2.1'],
    [{ from: null }, 'polars: polars 2.1 added'],
    [{ to: null }, 'polars: polars 2.0 removed'],
    [{ side: 'baseline', what: 'code', name: null }, 'spark: its code changed'],
    [{ what: 'runner', name: null, from: 'process', to: 'docker' }, 'polars: runner process → docker'],
    [{ name: 'a\u202eb', from: '\u001b[31m1', to: '2\n' }, 'polars: ab 1 → 2'],
  ])('%j: %s', (more, text) => expect(changesText([change(more)], NAMES)).toBe(text))

  it('names the engine’s own version where there is no room for all', () => {
    const all = [change({ name: 'arrow', from: '1', to: '2' }), change({})]
    expect(shortChange(all, 'polars')).toBe('polars 2.0 → 2.1')
    expect(shortChange([change({ what: 'code', name: null })], 'polars')).toBe('polars: new code')
  })
})

describe('an epoch', () => {
  it('says what is another than in the epoch before, in the chart and below it', () => {
    const page = changedJob([], (day) => [step({ polars: day < 8 ? '2.0' : '2.1' })])
    expect(epochsText(page)).toMatchObject([
      { when: 'from 8 Nov', text: 'epoch 2: polars 2.0 → 2.1', differs: '' },
    ])
    const [epoch] = funnelOf(page)?.epochs ?? []
    expect(epoch && epochLabel(epoch, 'spark')).toBe('polars 2.0 → 2.1')
  })

  it('says that its code changed where nothing else did', () => {
    expect(epochsText(changedJob([], () => []))).toMatchObject([{ text: 'epoch 2: its code changed' }])
  })

  it('says which columns no longer differ, and which newly do', () => {
    expect(epochsText(changedJob([3], () => []))[0]?.differs).toMatch(/^No longer different: orders\.\w+\.$/)
    expect(epochsText(changedJob([20], () => []))[0]?.differs).toMatch(/^Newly different: orders\.\w+\.$/)
    expect(epochsText(changedJob([3, 20], () => []))[0]?.differs).toBe('')
  })
})
