import { expect, it } from 'vitest'
import { CLUSTER, deployedAs, POLARS } from '../../../tests/deployed-ledger.ts'
import { runRecord } from '../../../tests/run-record.ts'
import { runsText, summariseRun } from './runs.ts'

it('shows an id without its time, also where the run began some seconds after the id was made', () => {
  const record = { ...runRecord(), when: '2026-11-20T03:17:02.000Z', id: '20261120T031700Z-5f0c19ab' }
  expect(runsText([summariseRun(record)])).toMatch(/ {2}5f0c19ab$/)
})

it('says how engines ran where one ran on a cluster, unless the terminal is too narrow', () => {
  const records = deployedAs([runRecord()], { spark: CLUSTER, polars: POLARS })
  const runs = records.map(summariseRun)
  expect(runsText(runs)).toContain('spark (cluster of 4) ok, polars (one machine) ok')
  expect(runsText(runs, 100)).toContain('small  2026-10-01  schedule  spark ok, polars ok  ')
})
