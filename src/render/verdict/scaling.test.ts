import { expect, it } from 'vitest'
import { CLUSTER, deployedAs, LOCAL_SPARK, POLARS, type RanAs } from '../../../tests/deployed-ledger.ts'
import { judged } from '../../../tests/simulated-verdicts.ts'
import { sizedLedger } from '../../../tests/sized-ledger.ts'
import { scalingRows } from './scaling.ts'

/** The heading of the table of what was measured at several limits, of a baseline that ran as given. */
function headingOf(spark: RanAs): string[] | undefined {
  const records = deployedAs(sizedLedger([{ gigabytes: 5, cpus: 1 }]), { spark, polars: POLARS })
  return scalingRows(judged(records))[0]
}

it('places of a side that ran on a cluster say so, and how the other ran', () => {
  const [, baseline, , candidate] = headingOf(CLUSTER) ?? []
  expect([baseline, candidate]).toEqual(['spark, cluster', 'polars, one machine'])
})

it('places of one machine have names alone', () => {
  expect(headingOf(LOCAL_SPARK)?.slice(1, 4)).toEqual(['spark', 'peak of spark', 'polars'])
})
