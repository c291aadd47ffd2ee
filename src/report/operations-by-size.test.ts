import { describe, expect, it } from 'vitest'
import { unmeasured } from '../model/measures/measure.ts'
import type { Operation, TableFinding, Trial } from '../model/record/schema.ts'
import { operationsBySize } from './operations-by-size.ts'

type OperationRun = Parameters<typeof operationsBySize>[0][number]
type Seconds = Record<string, number[]>

const trial = (engine: string, block: number, operations: Operation[], more: Partial<Trial> = {}) =>
  ({ engine, block, outcome: 'ok', warmup: false, measures: {}, tables: {}, operations, ...more }) as Trial

/** A run of one operation: of each engine, a time a block. */
function run(times: Seconds, { size = '10MB', name = 'merge', bytes = 1e7 } = {}): OperationRun {
  return {
    ...{ when: '2026-11-20T00:00:00.000Z', baseline: 'spark', judged: 'total', size },
    input: { bytes } as OperationRun['input'],
    parity: { passes: true, findings: [] } as unknown as OperationRun['parity'],
    trials: Object.entries(times).flatMap(([engine, own]) =>
      own.map((seconds, index) => trial(engine, index + 1, [{ name, seconds }])),
    ),
  }
}

const SLOW = [4, 4.1, 3.9, 4.05, 3.95]
const QUICK = [1, 1.02, 0.98, 1.01, 0.99]
const rowOf = (...runs: OperationRun[]) => operationsBySize(runs)[0]
const polarsIn = (...runs: OperationRun[]) =>
  rowOf(...runs)?.figures.find(({ engine }) => engine === 'polars')

describe('an operation at one size', () => {
  it('has the least, the most and the geometric mean of all trials, and a ratio with an interval of its blocks', () => {
    const polars = polarsIn(run({ spark: SLOW, polars: QUICK }))
    expect(polars).toMatchObject({
      seconds: { value: expect.closeTo(1, 3), range: { lower: 0.98, upper: 1.02 } },
      trials: 5,
      ratio: { value: expect.closeTo(0.25, 2), n: 5, of: 'blocks' },
    })
    const { lower = 0, upper = 0 } = polars?.ratio?.interval ?? {}
    expect(lower).toBeGreaterThan(0.23)
    expect(lower).toBeLessThan(0.25)
    expect(upper).toBeGreaterThan(0.25)
    expect(upper).toBeLessThan(0.27)
  })

  it('has no interval of fewer than five blocks, and names nobody', () => {
    const four = { spark: SLOW.slice(1), polars: QUICK.slice(1) }
    expect(polarsIn(run(four))?.ratio).toMatchObject({ interval: null, n: 4 })
    expect(rowOf(run(four))?.fastest).toEqual([])
  })

  it('takes runs for observations rather than blocks, since blocks of one run share its moment', () => {
    const runs = SLOW.map((spark, index) => run({ spark: [spark, spark], polars: [QUICK[index] ?? 1, 1] }))
    expect(polarsIn(...runs)?.ratio).toMatchObject({ n: 5, of: 'runs' })
    expect(polarsIn(...runs.slice(1))?.ratio).toMatchObject({ n: 8, of: 'blocks' })
  })

  it('names the engine whose interval excludes the same time, whichever it is', () => {
    expect(rowOf(run({ spark: SLOW, polars: QUICK }))?.fastest).toEqual(['polars'])
    expect(rowOf(run({ spark: QUICK, polars: SLOW }))?.fastest).toEqual(['spark'])
  })

  it('names all that are not shown to be slower than the one with the least time', () => {
    const noisy = [1.3, 0.8, 1.2, 0.9, 1.1]
    expect(rowOf(run({ spark: noisy, polars: QUICK }))?.fastest).toEqual(['polars', 'spark'])
    expect(rowOf(run({ spark: SLOW, polars: QUICK, duckdb: noisy }))?.fastest).toEqual(['polars', 'duckdb'])
  })

  it('allows for a clock that counts in whole seconds', () => {
    const interval = polarsIn(run({ spark: [4, 4, 4, 4, 4], polars: [3, 3, 3, 3, 3] }))?.ratio?.interval
    expect(interval?.upper).toBeGreaterThan(1)
  })

  it('names nobody where the tables differ, and nobody who failed a trial', () => {
    const right = run({ spark: SLOW, polars: QUICK })
    const differs = { engine: 'polars', table: 'merge', passes: false } as TableFinding
    const parity = { ...right.parity, findings: [differs] }
    expect(rowOf({ ...right, parity })).toMatchObject({ isSame: false, fastest: [] })
    const failed = trial('polars', 6, [{ name: 'merge', seconds: 1 }], { outcome: 'failed' })
    expect(rowOf({ ...right, trials: [...right.trials, failed] })?.fastest).toEqual([])
  })

  it('names nobody where one engine left alone what the others changed', () => {
    const right = run({ spark: SLOW, polars: QUICK })
    const merged = (count: number) =>
      ({
        merge: { snapshot: '4', commits: { count, operations: [], rows: [] } },
      }) as unknown as Trial['tables']
    const trials = right.trials.map((each) => ({ ...each, tables: merged(each.engine === 'polars' ? 0 : 1) }))
    expect(rowOf({ ...right, trials })).toMatchObject({ isSame: true, idle: ['polars'], fastest: [] })
    const all = right.trials.map((each) => ({ ...each, tables: merged(0) }))
    expect(rowOf({ ...right, trials: all })).toMatchObject({ idle: [], fastest: ['polars'] })
  })

  it('is of the newest code of each engine', () => {
    const earlier = run({ spark: SLOW, polars: SLOW })
    const before = {
      ...earlier,
      when: '2026-11-19T00:00:00.000Z',
      trials: earlier.trials.map((each) => ({
        ...each,
        ...(each.engine === 'polars' && { behaviour: 'old' }),
      })),
    }
    const row = rowOf(run({ spark: SLOW, polars: QUICK }), before)
    expect(row?.figures.map(({ engine, trials }) => [engine, trials])).toEqual([
      ['spark', 10],
      ['polars', 5],
    ])
    expect(row?.figures[1]?.ratio).toMatchObject({ value: expect.closeTo(0.25, 2), n: 5 })
  })

  it('says why an engine does not support it', () => {
    const lack = trial('duckdb', 1, [{ name: 'merge', seconds: unmeasured('it has no MERGE') }], {
      outcome: 'unsupported',
    })
    const right = run({ spark: SLOW, polars: QUICK })
    const row = rowOf({ ...right, trials: [...right.trials, lack] })
    expect(row?.figures[1]).toMatchObject({
      engine: 'duckdb',
      seconds: null,
      ratio: null,
      lack: 'it has no MERGE',
    })
    expect(row?.fastest).toEqual(['polars'])
  })
})

describe('operations at several sizes', () => {
  it('are in their order, the smallest input first', () => {
    const large = run({ spark: SLOW, polars: QUICK }, { size: '1GB', bytes: 1e9 })
    const small = run({ spark: SLOW, polars: QUICK })
    const both = ({ trials, ...rest }: OperationRun): OperationRun => ({
      ...rest,
      trials: trials.map((each) => ({
        ...each,
        operations: ['query', 'merge'].map((name) => ({ name, seconds: each.operations?.[0]?.seconds ?? 1 })),
      })),
    })
    const rows = operationsBySize([both(large), both(small)])
    expect(rows.map(({ name, size }) => `${name} ${size}`)).toEqual([
      'query 10MB',
      'query 1GB',
      'merge 10MB',
      'merge 1GB',
    ])
  })

  it('are none of a job without operations', () =>
    expect(operationsBySize([{ ...run({}), trials: [trial('spark', 1, [])] }])).toEqual([]))
})
