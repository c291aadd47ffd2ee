import { describe, expect, it } from 'vitest'
import { runRecord } from '../../tests/run-record.ts'
import { runsText, summariseRun } from '../render/ledger/runs.ts'
import { trialTable } from './trial-rows.ts'

const record = runRecord()
const [spark, polars] = record.trials.slice(0, 2)
if (!spark || !polars) throw new Error('The builder makes four trials.')

describe('the list of runs', () => {
  it('tells what went wrong for each engine, and of how many trials', () => {
    const failing = runRecord(1, {
      trials: [
        spark,
        { ...polars, outcome: 'timeout' as const },
        polars,
        { ...spark, outcome: 'oom' as const },
        spark,
      ].map((trial, index) => ({ ...trial, order: index + 1 })),
      parity: { ...record.parity, outcome: 'different', passes: false },
    })
    const cancelled = runRecord(2, {
      event: 'manual',
      trials: [{ ...spark, outcome: 'cancelled', tables: {} }],
      parity: { ...record.parity, outcome: 'unavailable', passes: false },
    })
    const text = runsText([failing, cancelled].map(summariseRun))
    expect(text.replace(/ {2,}/g, '  ')).toBe(
      [
        'when (UTC)  job  size  partition  event  engines  parity  id',
        '2026-10-02 03:17  sessions  small  2026-10-02  schedule  spark oom 1/3, polars timeout 1/2  ✕ different  00000001',
        '2026-10-03 03:17  sessions  small  2026-10-03  manual  spark cancelled  no fingerprint  00000002',
      ].join('\n'),
    )
  })

  it('says of one engine alone whether its output can be compared', () => {
    const old = { t: { rows: 1, fingerprint: 'v1:a', older: { files: 2, of: 2 } } }
    const alone = [spark, { ...spark, tables: {} }, { ...spark, tables: old }].map((trial) =>
      runRecord(1, { trials: [trial] }),
    )
    expect(alone.map((each) => summariseRun(each).alone)).toEqual([
      'fingerprinted',
      'no fingerprint',
      'old output',
    ])
    expect(summariseRun(record).alone).toBeNull()
  })

  it('goes without id, size and event, in this order, where a terminal has no room for them', () => {
    const heads = [95, 94, 85, 84, 78, 77, 20].map((columns) =>
      runsText([summariseRun(record)], columns)
        .split('\n')[0]
        ?.replace(/ {2,}/g, ','),
    )
    const [all, noId, noSize, noEvent] = [
      'when (UTC),job,size,partition,event,engines,parity,id',
      'when (UTC),job,size,partition,event,engines,parity',
      'when (UTC),job,partition,event,engines,parity',
      'when (UTC),job,partition,engines,parity',
    ]
    expect(heads).toEqual([all, noId, noId, noSize, noSize, noEvent, noEvent])
  })

  it('lets no job name move the cursor', () =>
    expect(runsText([summariseRun({ ...record, job: 'a\u001b[2Jb' })])).toContain('  ab  '))
})

describe('the table of trials', () => {
  const { columns, rows } = trialTable([record, runRecord(1)])
  const [first, ...others] = rows

  it('has a row a trial, with facts of the run and the trial', () => {
    expect([first, ...others]).toHaveLength(8)
    expect(first).toMatchObject({ runId: record.id, engine: 'spark', role: 'baseline', order: 1, cpus: 2 })
  })

  it('has each measure as a column, null where it was not measured, and why in «unmeasured»', () => {
    expect(first).toMatchObject({ startMs: 341.5, pullMs: null })
    expect(first?.unmeasured).toMatchObject({
      startMs: null,
      pullMs: 'the image was present',
      pulledBytes: 'not in this record',
    })
  })

  it('has the columns it says it has', () =>
    expect(Object.keys(first ?? {})).toEqual(columns.map(([name]) => name)))
})
