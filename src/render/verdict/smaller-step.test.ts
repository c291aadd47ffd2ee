import { describe, expect, it } from 'vitest'
import {
  CLUSTER,
  deployedAs,
  LOCAL_SPARK,
  POLARS,
  type RanAs,
  SAIL,
  SILENT,
} from '../../../tests/deployed-ledger.ts'
import { judged, scenario } from '../../../tests/simulated-verdicts.ts'
import { jobStandingsOf } from '../../report/build/standing.ts'
import { simulateRecords } from '../../simulate/records.ts'
import { candidate } from '../../simulate/scenario.ts'
import { smallerStepText } from './smaller-step.ts'

const platform = (perHour: number) => ({
  prices: [{ name: 'node', perHour, currency: 'USD', incrementSeconds: 1, minimumSeconds: 60 }],
  ...{ nodes: 1, startupSeconds: 0, idleSeconds: 0 },
})
const PRICED = {
  runsPerDay: 24,
  platforms: { spark: platform(3), polars: platform(1), duckdb: platform(1) },
}

/** What is said of a job with two candidates of these times, after so many days. */
function textOf(
  [polars, duckdb]: [number, number],
  engines: Record<string, RanAs>,
  { policy = {}, days = 14 } = {},
): string {
  const candidates = [
    candidate({ name: 'polars', ratio: polars }),
    candidate({ name: 'duckdb', ratio: duckdb }),
  ]
  const records = deployedAs(simulateRecords(scenario({ days, candidates }), 'x'), {
    spark: CLUSTER,
    ...engines,
  })
  const verdicts = ['polars', 'duckdb'].map((name) => judged(records, { name, policy }))
  const [job] = jobStandingsOf([{ name: 'orders', baseline: 'spark', verdicts }])
  return smallerStepText(job?.candidates ?? []).join('\n')
}

const BOTH = { polars: LOCAL_SPARK, duckdb: POLARS }

describe('where Spark on one machine and a port can both take over', () => {
  it('the line says what is the smaller step, and by which intervals the port is faster', () => {
    expect(textOf([0.5, 0.1], BOTH)).toMatch(
      /^The smaller step is polars: Spark stays\. A port to duckdb is faster still: duckdb takes 0\.\d+× \(0\.\d+–0\.\d+\) the cluster’s time, polars 0\.\d+× \(0\.\d+–0\.\d+\)\.$/,
    )
  })

  it('a port that is no faster is not sold as one', () => {
    expect(textOf([0.3, 0.3], BOTH)).toMatch(/A port to duckdb is not provably faster: duckdb takes /)
  })

  it('what both save a year is said where both have bills', () => {
    expect(textOf([0.5, 0.1], BOTH, { policy: PRICED })).toMatch(
      /\. A year, duckdb saves [\d,]+ to [\d,]+ USD, polars [\d,]+ to [\d,]+ USD\.$/,
    )
  })

  it('Spark itself is a smaller step than the program on another engine, however fast that is', () => {
    expect(textOf([0.5, 0.1], { polars: LOCAL_SPARK, duckdb: SAIL })).toBe('')
    expect(textOf([0.1, 0.5], { polars: SAIL, duckdb: POLARS })).toMatch(
      /^The smaller step is polars: the program stays\./,
    )
  })
})

describe('nothing is said', () => {
  it.each<[string, Record<string, RanAs>, number]>([
    ['before both can take over', BOTH, 10],
    ['where both are ports', { polars: POLARS, duckdb: POLARS }, 14],
    ['where nobody knows what the other one is', { polars: LOCAL_SPARK, duckdb: SILENT }, 14],
  ])('%s', (_, engines, days) => {
    expect(textOf([0.5, 0.1], engines, { days })).toBe('')
  })
})
