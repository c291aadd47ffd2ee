import { describe, expect, it } from 'vitest'
import type { Table } from '../../model/config/model.ts'
import { toPolicy } from '../../model/config/policy.ts'
import type { RunRecord, StoredTable, TableFinding, Trial } from '../../model/record/schema.ts'
import { runRecordSchema } from '../../model/record/validate.ts'
import { simulateRecords } from '../../simulate/records.ts'
import { SCENARIOS, type Scenario } from '../../simulate/scenario.ts'
import { judge } from '../judge.ts'
import { subjectsOf } from '../subjects.ts'
import { assembleComparisons } from './assemble.ts'

const [first] = simulateRecords(SCENARIOS['clear-win'] as Scenario, 'x') as [RunRecord]
const subject = { job: first.job, baseline: 'spark', candidate: 'polars', size: 'own', limits: first.limits }

const stored = (score: string, changes: Partial<StoredTable> = {}): { orders: StoredTable } => ({
  orders: {
    rows: 3,
    fingerprint: `v1:${score}`,
    columns: [{ name: 'score', family: 'float', fingerprint: `v1:${score}` }],
    ...changes,
  },
})

/** The run of one engine, as `record` keeps it. */
const ran = (engine: string, tables: Trial['tables'], changes: Partial<RunRecord> = {}): RunRecord => ({
  ...first,
  id: `only-${engine}`,
  event: 'record',
  trials: first.trials
    .filter((trial) => trial.engine === engine)
    .slice(0, 1)
    .map((trial) => ({ ...trial, tables })),
  parity: { outcome: 'unavailable', passes: false, reason: 'one engine', findings: [], differences: null },
  ...changes,
})

const finding = (tolerance: { abs: number; rel: number } | null): TableFinding => ({
  engine: 'polars',
  table: 'orders',
  outcome: tolerance ? 'within-tolerance' : 'different',
  passes: tolerance !== null,
  baselineRows: 3,
  engineRows: 3,
  onlyBaseline: 0,
  onlyEngine: 0,
  changed: 1,
  matchedBy: { how: 'key', columns: ['id'] },
  ignored: [],
  columns: [
    {
      column: 'score',
      kind: 'value',
      reason: 'unexplained',
      count: 1,
      beyond: tolerance ? 0 : 1,
      tolerance,
      greatestAbs: 1e-12,
      greatestRel: 1e-12,
      detail: '',
    },
  ],
  rows: [],
  notes: [],
  summary: '1 row changed in score',
})
const TOLERANCE = { abs: 0, rel: 1e-9 }

/** A diff of the outputs that `ran` left, kept later on another machine. */
const diffed = (
  baseline: string,
  candidate: string,
  changes: Partial<RunRecord> = {},
  findings = [finding(TOLERANCE)],
): RunRecord => ({
  ...first,
  id: 'kept-diff',
  when: '2026-11-02T00:00:00.000Z',
  event: 'record',
  size: 'small',
  limits: { cpus: 1, memoryBytes: null },
  k: 7,
  trials: [],
  parity: {
    outcome: 'within-tolerance',
    passes: true,
    reason: null,
    findings,
    differences: null,
    of: { baseline: { orders: `v1:${baseline}` }, candidate: { orders: `v1:${candidate}` } },
  },
  ...changes,
})

const declared = (changes: Partial<Table>): Record<string, Table> => ({
  orders: { name: 'orders', key: [], ignore: [], accept: {}, tolerance: {}, ...changes },
})
const tolerant = declared({ tolerance: { score: TOLERANCE } })
const runs = [ran('spark', stored('a')), ran('polars', stored('b'))]
const assemble = (records: RunRecord[], tables = tolerant) =>
  assembleComparisons(records, subject, { tables, waivers: [], asOf: '2026-11-30' })
const parityOf = (records: RunRecord[], tables = tolerant) => assemble(records, tables)[0]?.parity

describe('a diff that was kept', () => {
  it('decides what fingerprints leave open: a column within its tolerance', () => {
    expect(parityOf(runs)).toEqual({
      state: 'unknown',
      reason: { why: 'declared', table: 'orders', columns: ['score'] },
      closes: 'diff',
    })
    expect(parityOf([...runs, diffed('a', 'b')])).toMatchObject({
      state: 'pass',
      declared: [{ table: 'orders', column: 'score', by: 'tolerance' }],
    })
  })

  it('decides where types differ, which fingerprints call a failure', () => {
    const text = stored('b', { columns: [{ name: 'score', family: 'text', fingerprint: 'v1:b' }] })
    const typed = [ran('spark', stored('a')), ran('polars', text)]
    const asText = finding(null)
    const found = {
      ...asText,
      columns: asText.columns.map((each) => ({ ...each, kind: 'type' as const, reason: 'text-for-type' })),
    }
    expect(parityOf(typed, declared({}))?.state).toBe('fail')
    expect(
      parityOf([...typed, diffed('a', 'b', {}, [found])], declared({ accept: { score: ['text-for-type'] } })),
    ).toMatchObject({
      state: 'pass',
      declared: [{ table: 'orders', column: 'score', by: { reason: 'text-for-type' } }],
    })
  })

  it('fails with what it found where nothing is declared', () => {
    expect(parityOf([...runs, diffed('a', 'b')], declared({}))).toEqual({
      state: 'fail',
      differences: [
        {
          kind: 'found',
          table: 'orders',
          summary: '1 row changed in score',
          undeclaredSince: ['score'],
        },
      ],
      isVague: false,
    })
  })

  it.each<[string, RunRecord]>([
    ['another baseline output', diffed('c', 'b')],
    ['another candidate output', diffed('a', 'c')],
    ['both the other way round', diffed('b', 'a')],
    ['another partition', diffed('a', 'b', { partition: 'other' })],
    ['another job', diffed('a', 'b', { job: 'other' })],
    ['a pull request', diffed('a', 'b', { event: 'pull_request' })],
    ['another candidate', diffed('a', 'b', {}, [{ ...finding(TOLERANCE), engine: 'duckdb' }])],
    ['other tables', diffed('a', 'b', {}, [])],
  ])('has no effect where it is of %s', (_, other) => {
    expect(parityOf([...runs, other])?.state).toBe('unknown')
  })

  it('is of all tables of both outputs, or has no effect', () => {
    const two = (score: string) => ({ ...stored(score), customers: stored('same').orders })
    expect(parityOf([ran('spark', two('a')), ran('polars', two('b')), diffed('a', 'b')])?.state).toBe(
      'unknown',
    )
  })

  it('never makes up for a table or rows that are missing', () => {
    const fewer = [ran('spark', stored('a')), ran('polars', stored('b', { rows: 2 })), diffed('a', 'b')]
    expect(parityOf(fewer)).toMatchObject({
      state: 'fail',
      differences: [{ kind: 'rows', table: 'orders', baseline: 3, candidate: 2 }],
    })
  })

  it('is the newest of these outputs: one made under today’s declarations replaces that of before', () => {
    const before = diffed('a', 'b', { id: 'of-before' }, [finding(null)])
    const after = diffed('a', 'b', { id: 'of-after', when: '2026-11-03T00:00:00.000Z' })
    expect(parityOf([...runs, before])?.state).toBe('fail')
    expect(parityOf([...runs, before, after])?.state).toBe('pass')
    expect(parityOf([...runs, after, before])?.state).toBe('pass')
  })

  it('is no comparison, and changes nothing of one but its parity', () => {
    const kept = diffed('a', 'b')
    expect(assemble([kept])).toEqual([])
    const [without, withIt] = [assemble(runs), assemble([kept, ...runs])]
    expect(withIt).toEqual(without.map((each) => ({ ...each, parity: withIt[0]?.parity })))
  })

  it('says nothing of what is judged, nor why there is nothing to judge', () => {
    const job = {
      name: first.job,
      baseline: 'spark',
      engines: { spark: { name: 'spark', steps: [] }, polars: { name: 'polars', steps: [] } },
      sizes: [],
      policy: toPolicy(),
    }
    const kept = diffed('a', 'b', { when: '2026-11-28T00:00:00.000Z' })
    const [spark] = runs as [RunRecord]
    for (const records of [runs, [spark]])
      expect(subjectsOf(job, [], [kept, ...records])).toEqual(subjectsOf(job, [], records))
    expect(
      judge([kept], subject, { policy: job.policy, tables: {}, undeclared: 'warn' }, '2026-11-30'),
    ).toMatchObject({
      noEvidence: { why: 'no-runs' },
    })
  })

  it('is a record like any other to the ledger', () => {
    const kept = diffed('a', 'b')
    expect(runRecordSchema.parse(JSON.parse(JSON.stringify(kept)))).toEqual(kept)
  })
})
