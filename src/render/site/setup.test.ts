import { describe, expect, it } from 'vitest'
import { simulatedReport } from '../../../tests/simulated-report.ts'
import { setupOf } from '../../report/build/setup.ts'
import type { ComparisonPage } from '../../report/model/comparison.ts'
import { SCENARIOS, type Scenario } from '../../simulate/scenario.ts'
import { factsOf, setupText } from './facts.ts'

const engine = { name: 'spark', hue: 'baseline' } as const
const trial = { engine, outcome: 'ok' as const, settings: null, stages: [], restMs: null }
const stages = [{ name: 'load', seconds: 2 }]
const deployment = { kind: 'spark', software: 'Spark 4.1.4', place: { mode: 'local' } } as const

describe('how an engine was set up', () => {
  it('is what it said itself, and the work that it named no stage for', () => {
    const settings = { 'spark.master': 'local[2]', threads: '2', memory_limit: '2.3 GiB' }
    const setup = setupOf(
      engine,
      [
        { ...trial, settings, stages, restMs: 1000 },
        { ...trial, settings, stages, restMs: 3000 },
        { ...trial, outcome: 'failed', stages, restMs: 90_000 },
      ],
      deployment,
    )
    expect(setup).toEqual({
      engine,
      deployment,
      threads: '2',
      memoryLimit: '2.3 GiB',
      settings: { 'spark.master': 'local[2]' },
      outsideStagesMs: 2000,
    })
    expect(setupText(setup)).toBe('threads 2; memory limit 2.3 GiB; 2 s of work outside any stage')
  })

  it('is never a figure that nobody reported: its words name what is missing', () => {
    const setup = setupOf(engine, [trial], deployment)
    expect(setup).toMatchObject({
      threads: { value: null, reason: 'not-reported' },
      settings: null,
      outsideStagesMs: { value: null, reason: 'not-reported' },
    })
    expect(setupText(setup)).toBe('not reported: threads, memory limit, settings and stages')
  })

  it('of trials that all failed has no time', () =>
    expect(
      setupText(setupOf(engine, [{ ...trial, outcome: 'oom', settings: { threads: '2' } }], deployment)),
    ).toBe('threads 2; work outside any stage not known: no trial has a time; not reported: memory limit'))

  it('cannot turn the page’s text around', () =>
    expect(
      setupText(setupOf(engine, [{ ...trial, settings: { threads: '2\u202e\u0000' } }], deployment)),
    ).toMatch(/^threads 2;/))
})

describe('the limits of a comparison', () => {
  const [job] = simulatedReport([SCENARIOS['clear-win'] as Scenario]).report.jobs
  const limitsOf = (limits: ComparisonPage['limits']) => {
    const page = job?.comparisons[0]?.toPage()
    return page && factsOf({ ...page, limits }).find(({ term }) => term === 'Limits')?.text
  }

  it('say whether that of memory was enforced', () =>
    expect(limitsOf({ cpus: 4, memoryBytes: 2 ** 34 })).toBe('4 cores, 16 GiB; memory limit enforced'))

  it('without one of memory speak of none that was enforced', () =>
    expect(limitsOf({ cpus: null, memoryBytes: null })).toBe('all cores, memory not limited'))
})
