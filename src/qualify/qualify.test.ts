import { describe, expect, it } from 'vitest'
import { GIVEN_PRICE, run } from '../../tests/qualified-run.ts'
import { qualify } from './qualify.ts'
import type { Run } from './run.ts'

const MACHINE = { cores: 8, memoryBytes: 32e9 }
const nodes = (changes: Partial<Run['nodes']>): Partial<Run> => ({ nodes: { ...run().nodes, ...changes } })

/** The outlook of a job of one run, and which criteria do not speak for one machine. */
function outlook(changes: Partial<Run>) {
  const [job] = qualify([run(changes)], MACHINE, null)
  const doubts = job?.findings.filter(({ side }) => side !== 'for').map(({ criterion }) => criterion)
  return [job?.outlook, ...(doubts ?? [])]
}

describe('a job is', () => {
  it('likely where everything speaks for one machine', () => expect(outlook({})).toEqual(['likely']))

  it('likely also where its name begins as one that tools give', () =>
    expect(outlook({ name: 'SparkReport' })).toEqual(['likely']))

  it.each<[string, Partial<Run>]>([
    ['time', { replaySeconds: 600 * 6.1 }],
    ['input', { fileBytes: 31 * 32e9 }],
    ['shuffle', { largestShuffleBytes: 11 * 32e9 }],
    ['plan', nodes({ blocking: ['StateStoreSave'] })],
    ['stream', { isStreaming: true, wallSeconds: 7200, replaySeconds: 7200 }],
  ])('unlikely because of its %s', (criterion, changes) =>
    expect(outlook(changes)).toEqual(['unlikely', criterion]),
  )

  it.each<[string, Partial<Run>]>([
    ['evidence', { gaps: [{ kind: 'compacted' }] }],
    ['evidence', { gaps: [{ kind: 'no-executors' }] }],
    ['name', { name: 'Databricks Shell' }],
    ['evidence', { isFailed: true }],
    ['time', { replaySeconds: 600 * 2 }],
    ['time', { replaySeconds: { value: null, reason: 'too-many-tasks' } }],
    ['time', { replayError: -0.4 }],
    ['input', { fileBytes: 2 * 32e9 }],
    ['input', { fileBytes: { value: null, reason: 'no-scans' } }],
    ['shuffle', { largestShuffleBytes: 32e9 }],
    ['plan', nodes({ unknown: ['MagicExchange'] })],
    ['code', { rddShare: 0.4 }],
    ['stream', { isStreaming: true }],
    ['sessions', { sessions: 2 }],
  ])('to be measured because of its %s', (criterion, changes) =>
    expect(outlook(changes)).toEqual(['measure', criterion]),
  )

  it('likely also where clocks disagree, or functions of Python are to be written anew', () => {
    expect(outlook({ gaps: [{ kind: 'clocks', tasks: 2 }] })).toEqual(['likely'])
    expect(outlook(nodes({ work: ['BatchEvalPython'] }))).toEqual(['likely'])
  })
})

describe('jobs are ranked', () => {
  it('by core-hours times their outlook', () => {
    const jobs = qualify(
      [
        run({ name: 'small', coreHours: 1 }),
        run({ name: 'open', coreHours: 10, rddShare: 0.4 }),
        run({ name: 'large', coreHours: 8 }),
        run({ name: 'stream', coreHours: 100, ...nodes({ blocking: ['StateStoreSave'] }) }),
      ],
      MACHINE,
      GIVEN_PRICE,
    )
    expect(jobs.map(({ name }) => name)).toEqual(['large', 'open', 'small', 'stream'])
    expect(jobs.map(({ bill }) => bill)).toEqual([0.4, 0.5, 0.05, 5])
  })
})

it('what its operations become in other engines is that of the catalogue of differences', () => {
  const [job] = qualify([run({ operations: ['function:concat'] })], MACHINE, null)
  expect(job?.ports.duckdb.sameIf).toContain('concat-null')
})
