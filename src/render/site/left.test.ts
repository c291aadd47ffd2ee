import { describe, expect, it } from 'vitest'
import { CLUSTER, deployedAs, LOCAL_SPARK, POLARS, type RanAs } from '../../../tests/deployed-ledger.ts'
import { EVEN, job, READY, SHORT, SLOWER } from '../../../tests/simulated-jobs.ts'
import { simulatedReport } from '../../../tests/simulated-report.ts'
import type { RunRecord } from '../../model/record/schema.ts'
import type { Scenario } from '../../simulate/scenario.ts'
import { overviewHeadline, overviewLead, placeText } from './overview.ts'
import { candidateTitle, sectionTitle } from './titles.ts'

const asSpark = (record: RunRecord, candidate: RanAs = LOCAL_SPARK): RunRecord =>
  deployedAs([record], { spark: CLUSTER, polars: candidate })[0] ?? record

/** The overview of jobs, those of which are named with Spark itself as their candidate, on one machine. */
const overviewOf = (scenarios: readonly Scenario[], staying: readonly string[]) =>
  simulatedReport(scenarios, '2026-11-28', (record) =>
    asSpark(record, staying.includes(record.job) ? LOCAL_SPARK : POLARS),
  ).report.overview

const OTHER = job('returns')

describe('a job whose candidate is Spark on one machine', () => {
  it.each([
    [READY, 'invoices no longer needs its cluster.'],
    [SHORT, 'sessions may still need its cluster: it needs more days.'],
    [SLOWER, 'graph stays on its cluster.'],
    [EVEN, 'index stays on its cluster for now: nothing was decided in time.'],
  ])('leaves its cluster, or does not', (scenario, headline) => {
    expect(overviewHeadline(overviewOf([scenario], [scenario.job]))).toBe(headline)
  })

  it.each([
    [READY, '✓', 'Leave the cluster, keep Spark'],
    [SLOWER, '–', 'Keep the cluster'],
    [EVEN, '–', 'Undecided: keep the cluster for now'],
  ])('has a title of its own', (scenario, _, title) => {
    const [row] = overviewOf([scenario], [scenario.job]).jobs
    expect(row?.candidates.map((each) => candidateTitle(each, 'Spark'))).toEqual([title])
  })

  it('is counted apart from those that leave Spark', () => {
    const overview = overviewOf([READY, OTHER, SLOWER], ['invoices'])
    expect(overviewHeadline(overview)).toBe(
      '1 of 3 jobs no longer needs Spark and 1 no longer needs its cluster.',
    )
    expect(overviewHeadline(overviewOf([READY, OTHER], ['invoices', 'returns']))).toBe(
      '2 of 2 jobs no longer need their cluster.',
    )
    expect(overviewHeadline(overviewOf([SHORT, SLOWER], ['sessions', 'graph']))).toBe(
      'None of 2 jobs can leave its cluster yet.',
    )
    expect(overviewHeadline(overviewOf([SHORT, SLOWER], ['sessions']))).toBe(
      'None of 2 jobs can retire Spark or leave its cluster yet.',
    )
    expect(overviewLead(overviewOf([READY, SLOWER], ['graph']))).toMatch(/One job stays on its cluster\.$/)
  })

  it('names the group of its jobs', () => {
    const titleOf = (staying: readonly string[]) => {
      const { jobs } = overviewOf([READY, OTHER], staying)
      return sectionTitle('retire', jobs, 'Spark')
    }
    expect(titleOf([])).toBe('Retire Spark')
    expect(titleOf(['invoices', 'returns'])).toBe('Leave the cluster, keep Spark')
    expect(titleOf(['invoices'])).toBe('Leave Spark or the cluster')
  })

  it('is not said to have run on a single machine, as its baseline did not', () => {
    expect(placeText(overviewOf([READY], ['invoices']).jobs)).toBe('Spark ran on a cluster of 4.')
  })
})
