import { describe, expect, it } from 'vitest'
import { deploymentOf, together } from './deployment.ts'
import type { StepRecord, Trial } from './schema.ts'
import { shortMaster } from './spark-master.ts'

type Ran = Partial<Pick<StepRecord, 'versions' | 'settings'>> & {
  runner?: Trial['runner']
  parts?: Partial<StepRecord['parts'][number]>[]
}

/** How a trial of one step ran. */
const ofOne = ({ runner = 'process', versions = {}, settings, parts = [{}] }: Ran) =>
  deploymentOf({ runner, steps: [stepOf({ versions, settings, parts })] })

const stepOf = ({ versions = {}, settings, parts = [{}] }: Ran) => ({
  versions,
  ...(settings && { settings }),
  parts: parts.map((part) => ({ name: 'process', scope: 'whole' as const, measures: {}, ...part })),
})

const LOCAL = { mode: 'local' }
const NOT_RECORDED = { value: null, reason: 'not-recorded' }
const paid = { coreHours: 1, memoryGbHours: 1 }
const cluster = (executors?: number) => [
  { name: 'driver' },
  { name: 'executors', paid: { ...paid, ...(executors !== undefined && { executors }) } },
]

describe('what ran a program is known', () => {
  it.each<[string, Ran, object]>([
    [
      'as Spark in local mode by the master that its session reported',
      { versions: { pyspark: '4.1.4', py4j: '0.10.9.9' }, settings: { 'spark.master': 'local[2]' } },
      { kind: 'spark', software: 'Spark 4.1.4', place: LOCAL },
    ],
    [
      'as Spark, though Polars was installed beside it, if it reported its master',
      { versions: { pyspark: '4.1.4', polars: '2.1.0' }, settings: { 'spark.master': 'local' } },
      { kind: 'spark', software: 'Spark 4.1.4', place: LOCAL },
    ],
    [
      'as Spark on a cluster of as many executors as its event log had at once',
      {
        runner: 'remote',
        versions: { Spark: '3.5.7' },
        settings: { 'spark.master': 'yarn' },
        parts: cluster(4),
      },
      {
        kind: 'spark',
        software: 'Spark 3.5.7',
        place: { mode: 'cluster', executors: { least: 4, most: 4 } },
      },
    ],
    [
      'as Spark on a cluster of unknown size where its record is of before',
      { runner: 'remote', parts: cluster() },
      { kind: 'spark', software: null, place: { mode: 'cluster', executors: null } },
    ],
    [
      'as Spark on a cluster without parts, where a client handed the work over',
      { settings: { 'spark.master': 'k8s' }, parts: [{ scope: 'client-only' }] },
      { kind: 'spark', place: { mode: 'cluster', executors: null } },
    ],
    [
      'as Spark in local mode where an event log says so',
      { runner: 'remote', settings: { 'spark.master': 'local[8]' }, parts: [{ name: 'driver', paid }] },
      { kind: 'spark', place: LOCAL },
    ],
    [
      'as Spark with what does the work of its operators, by the plugins that it reported',
      {
        versions: { pyspark: '4.1.4' },
        settings: {
          'spark.master': 'local[2]',
          'spark.plugins': 'acme.Metrics,org.apache.spark.CometPlugin',
        },
      },
      { kind: 'spark', software: 'Spark 4.1.4 with Comet', place: LOCAL },
    ],
    [
      'as Sail by its package',
      { versions: { pysail: '0.7.2', 'pyspark-client': '4.1.3' } },
      { kind: 'spark-api', software: 'Sail 0.7.2', place: LOCAL },
    ],
    [
      'as SQLFrame, which brings DuckDB along',
      { versions: { sqlframe: '4.10.0', duckdb: '1.5.5' } },
      { kind: 'spark-api', software: 'SQLFrame 4.10.0', place: LOCAL },
    ],
    [
      'as no Spark where only others were installed',
      { runner: 'docker', versions: { polars: '2.1.0', duckdb: '1.5.5' } },
      { kind: 'other', software: null, place: LOCAL },
    ],
  ])('%s', (_, ran, expected) => {
    expect(ofOne(ran)).toMatchObject(expected)
  })
})

describe('what is not known is null with its reason:', () => {
  it.each<[string, Ran, object]>([
    ['nothing was recorded', {}, { kind: NOT_RECORDED, place: NOT_RECORDED }],
    ['a package of another name', { versions: { constructor: '1' } }, { kind: NOT_RECORDED }],
    [
      'which of several packages the program used',
      { versions: { pyspark: '4.1.4', polars: '2.1.0' } },
      { kind: { value: null, reason: 'ambiguous' }, software: null },
    ],
    [
      'where Spark ran, since a program may choose its master itself',
      { versions: { pyspark: '4.1.4' } },
      { kind: 'spark', place: NOT_RECORDED },
    ],
    [
      'where another engine ran that a client only called',
      { versions: { polars: '2.1.0' }, parts: [{ scope: 'client-only' }] },
      { kind: 'other', place: NOT_RECORDED },
    ],
  ])('%s', (_, ran, expected) => {
    expect(ofOne(ran)).toMatchObject(expected)
  })

  it('steps that are not alike', () => {
    const steps = [{ versions: { polars: '2.1.0' } }, { settings: { 'spark.master': 'yarn' } }].map(stepOf)
    expect(deploymentOf({ runner: 'process', steps })).toMatchObject({
      kind: { reason: 'several' },
      software: null,
      place: { reason: 'several' },
    })
  })
})

it('clusters of several sizes are one cluster with a range', () => {
  const runs = [2, 8, 4].map((count) => ofOne({ runner: 'remote', parts: cluster(count) }))
  expect(together(runs).place).toEqual({ mode: 'cluster', executors: { least: 2, most: 8 } })
  const [first] = runs
  const old = ofOne({ runner: 'remote', parts: cluster() })
  expect(first && together([first, old]).place).toEqual({ mode: 'cluster', executors: null })
})

it('a version that others wrote is short', () => {
  expect(ofOne({ versions: { pysail: '9'.repeat(500) } }).software?.length).toBeLessThan(60)
})

it.each([
  ['local[8]', 'local[8]'],
  ['local', 'local'],
  ['local-cluster[2,1,1024]', 'local-cluster'],
  ['yarn', 'yarn'],
  ['spark://10.0.0.1:7077,10.0.0.2:7077', 'spark'],
  ['k8s://https://api.internal:443', 'k8s'],
])('the master %s is kept as %s, without hosts', (master, kept) => {
  expect(shortMaster(master)).toBe(kept)
})
