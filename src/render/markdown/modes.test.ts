import { expect, it } from 'vitest'
import { CLUSTER, deployedAs, LOCAL_SPARK, type RanAs } from '../../../tests/deployed-ledger.ts'
import { READY } from '../../../tests/simulated-jobs.ts'
import { simulatedReport } from '../../../tests/simulated-report.ts'
import { freshRunOf } from '../../report/build/fresh.ts'
import { summaryMarkdown } from './summary.ts'

const DAY = '2026-11-28'

/** The summary of a job whose baseline ran as given, and its candidate in local mode. */
function summaryOf(spark: RanAs): string {
  const { records, jobs, report } = simulatedReport([READY], DAY, (record) => {
    const [deployed = record] = deployedAs([record], { spark, polars: LOCAL_SPARK })
    return deployed
  })
  const runs = records.slice(-1).map((record) => freshRunOf(record, report, jobs[0], DAY))
  return summaryMarkdown({ runs, overview: report.overview, link: null })
}

it('tables of a job that ran on a cluster say beside each name how it ran', () => {
  const text = summaryOf(CLUSTER)
  expect(text).toContain('| spark, cluster of 4 | polars, local mode |')
  expect(text).toContain('| invoices<br>spark, cluster of 4 | polars<br>local mode |')
})

it('tables of a job that ran on one machine have names alone', () => {
  const text = summaryOf(LOCAL_SPARK)
  expect(text).toContain('| spark | polars |')
  expect(text).toContain('| invoices | polars |')
})
