import { describe, expect, it } from 'vitest'
import type { Table } from '../config/model.ts'
import type { ColumnFinding, RunRecord, TableFinding, Trial } from '../record/schema.ts'
import { simulateRecords } from '../simulate/records.ts'
import { SCENARIOS, type Scenario } from '../simulate/scenario.ts'
import { assembleComparisons } from './assemble.ts'
import { judgeFindings, judgeFingerprints } from './parity.ts'

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
    expect(comparison).toMatchObject({ key: '2026-11-01', parity: { state: 'pass' }, records: [record.id] })
    expect(comparison?.blocks.total).toHaveLength(1)
    expect(comparison?.blocks.total[0]?.baseline).toHaveLength(2)
  })

  it('comes from two records of one key, made on different machines', () => {
    const [comparison, ...none] = assemble(alone('spark', {}, stable('a')), alone('polars', {}, stable('a')))
    expect(none).toEqual([])
    expect(comparison).toMatchObject({ parity: { state: 'pass' }, records: ['only-polars', 'only-spark'] })
    expect(comparison?.blocks.total[0]).toMatchObject({ baseline: { length: 2 }, candidate: { length: 2 } })
  })

  it('is none of records of different keys, sizes, limits or jobs', () => {
    for (const changes of [
      { key: 'other' },
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
    expect(comparison?.candidate).toMatchObject({ trials: 1, failures: 1 })
    expect(comparison?.parity).toEqual({ state: 'no-output', reason: 'polars delivered no output' })
  })

  it('differs for good where one of its repeats did: measuring again undoes nothing', () => {
    const differing = {
      ...record,
      id: 'first-of-two',
      parity: { ...record.parity, findings: [finding([{}])] },
    }
    const again = { ...record, id: 'second-of-two', when: '2026-11-01T09:00:00.000Z' }
    expect(assemble(differing, again)[0]?.parity.state).toBe('fail')
    expect(assemble(again, { ...differing, when: '2026-11-01T10:00:00.000Z' })[0]?.parity.state).toBe('fail')
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

  it('has no class of machines where they were mixed', () => {
    const other = { ...(record.trials[0] as Trial).host, class: 'other' }
    expect(assemble(alone('spark'), alone('polars', {}, { host: other }))[0]?.hostClass).toBeNull()
  })

  it('of a key that stands for its input knows no bytes of it', () => {
    const input = { source: 'key', sha256: '0'.repeat(64), bytes: 0, files: 0 }
    expect(assemble({ ...record, input })[0]?.input.sha256).toBeNull()
  })
})

/** As the schema keeps a table of no columns. */
const stored = (tables: Record<string, { fingerprint: string }>) =>
  Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, { rows: 1, ...table }]))

describe('fingerprints', () => {
  it.each([
    ['that are equal', stable('a').tables, stable('a').tables, 'pass'],
    ['that are not', stable('a').tables, stable('b').tables, 'fail'],
    ['of a table that one side lacks', stable('a').tables, {}, 'fail'],
    [
      'that hold within one run only',
      { orders: { fingerprint: 'x' } },
      { orders: { fingerprint: 'x' } },
      'unknown',
    ],
    ['of nothing', {}, {}, 'unknown'],
  ] as const)('%s', (_, baseline, candidate, state) => {
    expect(judgeFingerprints(stored(baseline), stored(candidate), 'k1', declarations).state).toBe(state)
  })
})

const finding = (columns: Partial<ColumnFinding>[], changes: Partial<TableFinding> = {}): TableFinding => ({
  engine: 'polars',
  table: 'orders',
  outcome: 'different',
  passes: false,
  baselineRows: 9,
  engineRows: 9,
  onlyBaseline: 0,
  onlyEngine: 0,
  changed: 1,
  matchedBy: { how: 'key', columns: ['id'] },
  ignored: [],
  columns: columns.map((column) => ({
    column: 'amount',
    kind: 'value',
    reason: 'last-digit',
    count: 1,
    beyond: 1,
    greatestAbs: 0.01,
    greatestRel: 0.001,
    detail: '',
    ...column,
  })),
  rows: [],
  notes: [],
  summary: 'differs',
  ...changes,
})
const table = (changes: Partial<Table>): Record<string, Table> => ({
  orders: { name: 'orders', key: [], ignore: [], accept: {}, tolerance: {}, ...changes },
})
const stateNow = (
  found: TableFinding,
  tables = {},
  waivers: { column?: string; expires?: string; keys?: string[] }[] = [],
) =>
  judgeFindings([found], 'k1', {
    tables,
    asOf: '2026-11-20',
    waivers: waivers.map((waiver) => ({
      table: 'orders',
      owner: 'ana',
      reason: 'r',
      expires: '2026-12-31',
      ...waiver,
    })),
  }).state

describe('a finding judged anew', () => {
  const rounded = finding([{}])

  it.each([
    ['an accepted reason', { accept: { amount: ['last-digit'] } }],
    ['a reason accepted for all columns', { accept: { '*': ['last-digit'] } }],
    ['an ignored column', { ignore: ['amount'] }],
    ['an absolute tolerance', { tolerance: { amount: { abs: 0.01, rel: 0 } } }],
    ['a relative tolerance', { tolerance: { amount: { abs: 0, rel: 0.001 } } }],
  ])('passes with %s', (_, changes) => expect(stateNow(rounded, table(changes))).toBe('pass'))

  it.each([
    ['another reason', rounded, { accept: { amount: ['trimming'] } }],
    ['a tolerance that is too small', rounded, { tolerance: { amount: { abs: 0.009, rel: 0 } } }],
    ['a column more', finding([{}, { column: 'tier' }]), { ignore: ['amount'] }],
    ['rows that one side lacks', finding([{}], { onlyEngine: 1 }), { ignore: ['amount'] }],
    ['rows that could not be compared', finding([{}], { changed: null }), { ignore: ['amount'] }],
    [
      'a general tolerance for a column that is no float',
      rounded,
      { tolerance: { '*': { abs: 1, rel: 1 } } },
    ],
  ])('fails with %s', (_, found, changes) => expect(stateNow(found, table(changes))).toBe('fail'))

  it('passes under the tolerance that it was counted under, or a wider one', () => {
    const both = { abs: 0.01, rel: 0.001 }
    const counted = finding([{ beyond: 0, tolerance: both, greatestAbs: 0.02, greatestRel: 0.3 }])
    expect(stateNow(counted, table({ tolerance: { amount: both } }))).toBe('pass')
    expect(stateNow(counted, table({ tolerance: { '*': both } }))).toBe('pass')
    expect(stateNow(counted, table({ tolerance: { amount: { ...both, rel: 0 } } }))).toBe('fail')
  })

  it('of a table called constructor is judged like any other', () => {
    expect(stateNow(finding([{}], { table: 'constructor' }))).toBe('fail')
  })

  it('passes no more once what let it pass is no longer declared', () => {
    const passed = finding([{}], { outcome: 'within-tolerance', passes: true })
    expect(stateNow(passed, table({ tolerance: { amount: { abs: 1, rel: 0 } } }))).toBe('pass')
    expect(stateNow(passed, table({}))).toBe('fail')
  })

  it('is waived for its column, its keys and until its day, and for nothing else', () => {
    expect(stateNow(rounded, {}, [{ column: 'amount' }])).toBe('waived')
    expect(stateNow(rounded, {}, [{ keys: ['k1'] }])).toBe('waived')
    expect(stateNow(rounded, {}, [{ column: 'tier' }])).toBe('fail')
    expect(stateNow(rounded, {}, [{ keys: ['k2'] }])).toBe('fail')
    expect(stateNow(rounded, {}, [{ expires: '2026-11-19' }])).toBe('fail')
  })
})
