import { describe, expect, it } from 'vitest'
import type { RunRecord, Trial } from '../../model/record/schema.ts'
import { simulateRecords } from '../../simulate/records.ts'
import { SCENARIOS, type Scenario } from '../../simulate/scenario.ts'
import { assembleComparisons } from './assemble.ts'

const [record] = simulateRecords(SCENARIOS['clear-win'] as Scenario, 'x') as [RunRecord]
const subject = {
  job: record.job,
  baseline: 'spark',
  candidate: 'polars',
  size: 'own',
  limits: record.limits,
}
const declarations = { tables: {}, waivers: [], asOf: '2026-11-30' }
const assemble = (...records: RunRecord[]) => assembleComparisons(records, subject, declarations)

/** The record as `record` would have written it for one engine. */
const alone = (
  engine: string,
  changes: Partial<RunRecord> = {},
  ofTrials: Partial<Trial> = {},
): RunRecord => ({
  ...record,
  id: `only-${engine}`,
  event: 'record',
  trials: record.trials
    .filter((trial) => trial.engine === engine)
    .map((trial) => ({ ...trial, ...ofTrials })),
  parity: { outcome: 'unavailable', passes: false, reason: 'one engine', findings: [], differences: null },
  ...changes,
})
const stable = (fingerprint: string) => ({
  tables: { orders: { rows: 1, fingerprint: `v1:${fingerprint}` } },
})

describe('a comparison', () => {
  it('comes from one record that ran both sides, block by block', () => {
    const [comparison] = assemble(record)
    expect(comparison).toMatchObject({
      partition: '2026-11-01',
      parity: { state: 'pass' },
      records: [record.id],
    })
    expect(comparison?.blocks.total).toHaveLength(1)
    expect(comparison?.blocks.total[0]?.baseline).toHaveLength(2)
  })

  it('comes from two records of one partition, made on different machines', () => {
    const [comparison, ...none] = assemble(alone('spark', {}, stable('a')), alone('polars', {}, stable('a')))
    expect(none).toEqual([])
    expect(comparison).toMatchObject({ parity: { state: 'pass' }, records: ['only-polars', 'only-spark'] })
    expect(comparison?.blocks.total[0]).toMatchObject({ baseline: { length: 2 }, candidate: { length: 2 } })
  })

  it.each([
    [null, ['none'], ['none']],
    [2 ** 32, ['enforced'], ['not enforced']],
  ])('at a memory limit of %j has one on each side of %j and %j', (memoryBytes, baseline, candidate) => {
    const limits = { cpus: null, memoryBytes }
    const of = (engine: string, limitsEnforced: Trial['limitsEnforced']) =>
      alone(engine, { limits }, { limits, limitsEnforced, ...stable('a') })
    const records = [of('spark', true), of('polars', { value: null, reason: 'the platform did not tell' })]
    const [comparison] = assembleComparisons(records, { ...subject, limits }, declarations)
    expect(comparison?.baseline.conditions['memory limit']).toEqual(baseline)
    expect(comparison?.candidate.conditions['memory limit']).toEqual(candidate)
  })

  it('is none of records of different partitions, sizes, limits or jobs', () => {
    for (const changes of [
      { partition: 'other' },
      { size: 'small' },
      { job: 'other' },
      { limits: { cpus: 1, memoryBytes: null } },
    ])
      expect(assemble(alone('spark'), alone('polars', changes))).toEqual([])
  })

  it('leaves out what never started, and counts what failed', () => {
    const trials = record.trials.map(
      (trial): Trial =>
        trial.order === 2
          ? { ...trial, outcome: 'not-started' }
          : trial.order === 3
            ? { ...trial, outcome: 'oom' }
            : trial,
    )
    const [comparison] = assemble({ ...record, trials })
    expect(comparison?.candidate).toMatchObject({ failed: [true] })
    expect(comparison?.parity).toEqual({ state: 'no-output', reason: { why: 'no-output', engine: 'polars' } })
  })

  it('differs for good where one of its repeats did: measuring again undoes nothing', () => {
    const differing = {
      ...record,
      id: 'first-of-two',
      parity: {
        ...record.parity,
        findings: record.parity.findings.map((each) => ({
          ...each,
          outcome: 'different' as const,
          passes: false,
        })),
      },
    }
    const again = { ...record, id: 'second-of-two', when: '2026-11-01T09:00:00.000Z' }
    expect(assemble(differing, again)[0]?.parity.state).toBe('fail')
    expect(assemble(again, { ...differing, when: '2026-11-01T10:00:00.000Z' })[0]?.parity.state).toBe('fail')
  })

  it('is unknown, and has no time, where a run wrote nothing; a repeat that wrote says all', () => {
    const unwritten = {
      tables: { orders: { rows: 1, fingerprint: 'v1:a', older: { files: 1, of: 1 } } },
    }
    const idle = alone('polars', {}, unwritten)
    const [unknown] = assemble(alone('spark', {}, stable('a')), idle)
    expect(unknown).toMatchObject({
      parity: { state: 'unknown', reason: { why: 'not-written', table: 'orders', side: 'candidate' } },
      blocks: { total: [], work: [], p95: [] },
    })
    const again = alone('polars', { id: 'only-again', when: '2026-11-01T09:00:00.000Z' }, stable('a'))
    const [known] = assemble(alone('spark', {}, stable('a')), idle, again)
    expect(known?.parity.state).toBe('pass')
    expect(known?.blocks.total[0]?.candidate).toHaveLength(2)
    const differs = { ...again, ...alone('polars', { id: 'only-again' }, stable('b')) }
    expect(assemble(alone('spark', {}, stable('a')), idle, differs)[0]?.parity.state).toBe('fail')
  })

  it('that was interrupted is unknown, until a repeat of it is compared', () => {
    const trials = record.trials.map(
      (trial): Trial => (trial.order === 4 ? { ...trial, outcome: 'cancelled' } : trial),
    )
    const parity = { ...record.parity, outcome: 'unavailable' as const, passes: false, findings: [] }
    const stopped = { ...record, trials, parity: { ...parity, reason: 'the run was interrupted' } }
    expect(assemble(stopped)[0]?.parity).toMatchObject({
      reason: { why: 'unavailable', reason: 'the run was interrupted' },
    })
    const again = { ...record, id: 'second-of-two', when: '2026-11-01T09:00:00.000Z' }
    expect(assemble(stopped, again)[0]?.parity.state).toBe('pass')
  })

  it('of a run and of records is what their pairs say that can be compared', () => {
    const again = (engine: string) => alone(engine, { id: `later-${engine}` }, stable('a'))
    expect(assemble(record, again('polars'))[0]?.parity).toMatchObject({ reason: { why: 'no-fingerprints' } })
    expect(assemble(record, again('polars'), again('spark'))[0]?.parity.state).toBe('pass')
    const other = alone('polars', { id: 'later-polars' }, stable('b'))
    expect(assemble(record, other, again('spark'))[0]?.parity.state).toBe('fail')
  })

  it('is made when its last side is', () => {
    const late = alone('polars', { when: '2026-11-14T03:00:00.000Z', k: 3 })
    const [comparison] = assemble(alone('spark'), late)
    expect(comparison).toMatchObject({ day: '2026-11-14', frame: { k: 3 } })
  })

  it('is none of two records that read different inputs', () => {
    const input = { ...record.input, sha256: 'f'.repeat(64) }
    expect(assemble(alone('spark'), alone('polars', { input }))).toEqual([])
  })

  it('of many records that ran alone is one a pair of codes', () => {
    const many = Array.from({ length: 50 }, (_, index) => [
      alone('spark', { id: `spark-${index}-of-many` }),
      alone('polars', { id: `polars-${index}-of-many` }),
    ]).flat()
    expect(assemble(...many)).toMatchObject([{ records: { length: 100 } }])
  })

  it('knows the machines of each side', () => {
    const other = { ...(record.trials[0] as Trial).host, class: 'other' }
    const [comparison] = assemble(alone('spark'), alone('polars', {}, { host: other }))
    expect(comparison?.candidate.hostClasses).toEqual(['other'])
    expect(comparison?.baseline.hostClasses).not.toContain('other')
  })

  it('has the times of its first pair: whoever runs a slow partition again chooses nothing', () => {
    const faster = (when: string): RunRecord => ({
      ...record,
      id: `again-${when}`,
      when,
      trials: record.trials.map((trial) => ({ ...trial, measures: { ...trial.measures, totalMs: 1 } })),
    })
    const [first] = assemble(record)
    const [again] = assemble(record, faster('2026-11-02T00:00:00.000Z'))
    expect(again?.blocks).toEqual(first?.blocks)
    expect(again?.records).toHaveLength(2)
    const twice = [
      alone('spark'),
      alone('polars'),
      { ...alone('polars'), id: 'later', when: '2026-11-03T00:00:00.000Z' },
    ]
    expect(assemble(...twice)[0]?.blocks).toEqual(assemble(...twice.slice(0, 2))[0]?.blocks)
  })

  it('pairs a side that saw its input with one for which the partition stands', () => {
    const input = { source: 'partition', sha256: '0'.repeat(64), bytes: 0, files: 0 }
    const [comparison] = assemble(alone('spark'), alone('polars', { input }))
    expect(comparison?.input).toEqual({ sha256: null, bytes: record.input.bytes })
    const other = { ...record.input, sha256: '1'.repeat(64) }
    expect(assemble(alone('spark'), alone('polars', { input: other }))).toEqual([])
  })

  it('was framed when its record was written down, not when it is said to have run', () => {
    const recordedAt = '2026-12-24T00:00:00.000Z'
    expect(assemble({ ...record, recordedAt })[0]?.framedAt).toBe(recordedAt)
    expect(assemble(record)[0]?.framedAt).toBe(record.when)
  })

  it('of a partition that stands for its input knows no bytes of it', () => {
    const input = { source: 'partition', sha256: '0'.repeat(64), bytes: 0, files: 0 }
    expect(assemble({ ...record, input })[0]?.input.sha256).toBeNull()
  })
})
