import { describe, expect, it } from 'vitest'
import {
  CLUSTER,
  deployedAs,
  LOCAL_SPARK,
  POLARS,
  type RanAs,
  SAIL,
  SILENT,
} from '../../tests/deployed-ledger.ts'
import { judged, scenario } from '../../tests/simulated-verdicts.ts'
import { simulateRecords } from '../simulate/records.ts'
import { SCENARIOS, type Scenario } from '../simulate/scenario.ts'
import type { DeclaredEngines } from './move.ts'

const records = simulateRecords(scenario({ days: 14 }), 'x')
const moveOf = (spark: RanAs, polars: RanAs, engines?: DeclaredEngines) =>
  judged(deployedAs(records, { spark, polars }), { engines }).move
const CLIENT: RanAs = {
  versions: {},
  settings: { 'spark.master': 'yarn' },
  parts: [{ name: 'process', scope: 'client-only', measures: {} }],
}

describe('what stays of the baseline is known by the records:', () => {
  it.each<[string, RanAs, RanAs, object]>([
    ['Spark, off its cluster', CLUSTER, LOCAL_SPARK, { keeps: 'spark', leavesCluster: true }],
    [
      'Spark, off a cluster of which there are no parts',
      CLIENT,
      LOCAL_SPARK,
      { keeps: 'spark', leavesCluster: true },
    ],
    ['the program, off its cluster', CLUSTER, SAIL, { keeps: 'code', leavesCluster: true }],
    ['nothing, off its cluster', CLUSTER, POLARS, { keeps: 'nothing', leavesCluster: true }],
    [
      'Spark, in local mode on both sides',
      LOCAL_SPARK,
      LOCAL_SPARK,
      { keeps: 'spark', leavesCluster: false },
    ],
    ['Spark, on another cluster', CLUSTER, CLUSTER, { keeps: 'spark', leavesCluster: false }],
    [
      'the program, on one machine before and after',
      LOCAL_SPARK,
      SAIL,
      { keeps: 'code', leavesCluster: false },
    ],
    [
      'unknown, where the candidate says nothing of itself',
      CLUSTER,
      SILENT,
      { keeps: null, leavesCluster: null },
    ],
    ['unknown, where the baseline does not', SILENT, LOCAL_SPARK, { keeps: null, leavesCluster: null }],
    ['unknown, where the baseline is no Spark', POLARS, LOCAL_SPARK, { keeps: null, leavesCluster: false }],
  ])('%s', (_, spark, polars, expected) => {
    expect(moveOf(spark, polars)).toMatchObject(expected)
  })
})

describe('what is declared counts', () => {
  it('where the records say nothing', () => {
    expect(moveOf(SILENT, SILENT, { spark: { spark: 'cluster' }, polars: { spark: 'local' } })).toMatchObject(
      {
        keeps: 'spark',
        leavesCluster: true,
        ran: { baseline: { isContradicted: false }, candidate: { isContradicted: false } },
      },
    )
    expect(moveOf(CLUSTER, SILENT, { polars: { spark: 'api' } })).toMatchObject({
      keeps: 'code',
      leavesCluster: true,
    })
    expect(moveOf(CLUSTER, SILENT, { polars: { spark: 'none' } })).toMatchObject({ keeps: 'nothing' })
  })

  it('where a package has Spark’s API beside its own, and so does not say which was used', () => {
    const duckdb: RanAs = { ...POLARS, versions: { duckdb: '1.5.5' } }
    expect(moveOf(CLUSTER, duckdb)).toMatchObject({ keeps: 'nothing' })
    const declared: DeclaredEngines = { polars: { spark: 'api' } }
    const kept = { keeps: 'code', ran: { candidate: { isContradicted: false } } }
    expect(moveOf(CLUSTER, duckdb, declared)).toMatchObject(kept)
    expect(moveOf(CLUSTER, POLARS, declared).ran.candidate.isContradicted).toBe(true)
  })

  it('not where they say something else, which is told', () => {
    expect(
      moveOf(CLUSTER, LOCAL_SPARK, { spark: { spark: 'local' }, polars: { spark: 'none' } }),
    ).toMatchObject({
      keeps: 'spark',
      leavesCluster: true,
      ran: { baseline: { isContradicted: true }, candidate: { isContradicted: true } },
    })
    expect(moveOf(CLUSTER, LOCAL_SPARK, { spark: { spark: 'cluster' } }).ran.baseline.isContradicted).toBe(
      false,
    )
  })
})

it('a run that failed before it reported anything does not hide what the others are', () => {
  const [first, ...rest] = deployedAs(records, { spark: CLUSTER, polars: LOCAL_SPARK })
  if (!first) throw new Error('no record')
  const failed = {
    ...first,
    trials: first.trials.map((trial, index) =>
      trial.engine === 'polars' && index > 1
        ? {
            ...trial,
            outcome: 'failed' as const,
            steps: trial.steps.map((step) => ({ ...step, ...SILENT, settings: {} })),
          }
        : trial,
    ),
  }
  expect(judged([failed, ...rest]).move.keeps).toBe('spark')
})

describe('what stays decides nothing:', () => {
  it.each(Object.keys(SCENARIOS) as (keyof typeof SCENARIOS)[])(
    'of %s, each day has the same gates and decision, wherever Spark ran',
    (name) => {
      const plain = simulateRecords(SCENARIOS[name] as Scenario, name)
      const candidates = { polars: LOCAL_SPARK, duckdb: SAIL }
      const here = deployedAs(plain, { spark: LOCAL_SPARK, ...candidates })
      const local = deployedAs(plain, { spark: CLUSTER, ...candidates })
      for (const { partition: asOf } of plain) {
        const { move: _, ...before } = judged(here, { asOf })
        const { move, ...after } = judged(local, { asOf })
        expect(move).toMatchObject({ keeps: 'spark', leavesCluster: true })
        expect(after).toEqual(before)
      }
    },
  )
})

describe('a migration', () => {
  const platform = (perHour: number) => ({
    prices: [{ name: 'node', perHour, currency: 'USD', incrementSeconds: 1, minimumSeconds: 60 }],
    ...{ nodes: 1, startupSeconds: 0, idleSeconds: 0 },
  })
  const breakEven = (polars: RanAs, daysTo: Record<string, number> = {}) =>
    judged(deployedAs(records, { spark: CLUSTER, polars }), {
      policy: {
        runsPerDay: 24,
        migration: { days: 10, perDay: 600, currency: 'USD', daysTo },
        platforms: { spark: platform(3), polars: platform(1) },
      },
    }).money.breakEvenMonths

  it('is that of a port, so that who keeps Spark or the program pays for none', () => {
    expect(breakEven(POLARS).value).not.toBeNull()
    expect(breakEven(LOCAL_SPARK)).toEqual({ value: null, reason: 'no-port' })
    expect(breakEven(SAIL)).toEqual({ value: null, reason: 'no-port' })
  })

  it('is what is declared for the candidate, where that is', () => {
    const [port, step] = [breakEven(POLARS).value, breakEven(LOCAL_SPARK, { polars: 1 }).value]
    expect(step?.lower).toBeCloseTo((port?.lower ?? 0) / 10, 9)
  })
})
