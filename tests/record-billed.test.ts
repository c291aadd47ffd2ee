import { describe, expect, it } from 'vitest'
import { etlCompare, scratch } from './etl-compare.ts'
import { onlyRecord } from './recorded.ts'

const ORDERS = ['record', '--job', 'orders', '--engine', 'spark']
const HEADER =
  'job_run_id,started,ended,result_state,sku_name,usage_unit,usage_quantity,is_serverless,list_price,currency_code'
const ROW = '701,2025-11-20T03:17:00Z,2025-11-20T03:32:12Z,SUCCEEDED,SERVERLESS,DBU,2.5,true,0.35,USD'
const RUN = {
  jobRun: {
    createdAt: '2025-11-20T03:17:00+00:00',
    endedAt: '2025-11-20T03:32:12+00:00',
    state: 'SUCCESS',
    totalExecutionDurationSeconds: 860,
    billedResourceUtilization: { vCPUHour: 1.2, memoryGBHour: 4.8, storageGBHour: 0.5 },
  },
}

describe('record --from takes what a platform billed:', () => {
  it('a job run of EMR Serverless, as unit-hours', async () => {
    await using folder = await scratch({ 'run.json': JSON.stringify(RUN) })
    expect((await etlCompare([...ORDERS, '--from', 'run.json'], folder.path)).code).toBe(0)
    const { partition, trials } = await onlyRecord(folder.path)
    expect(partition).toBe('2025-11-20')
    expect(trials[0]).toMatchObject({
      measures: { startMs: 52_000, workMs: 860_000 },
      billed: {
        amount: null,
        usage: [
          { unit: 'vCPU', hours: 1.2 },
          { unit: 'GB', hours: 4.8 },
          { unit: 'GB of disk', hours: 0.5 },
        ],
      },
    })
  })

  it('rows of Databricks as CSV, as an amount', async () => {
    await using folder = await scratch({ 'runs.csv': `${HEADER}\n${ROW}\n` })
    expect((await etlCompare([...ORDERS, '--from', 'runs.csv'], folder.path)).code).toBe(0)
    const { trials } = await onlyRecord(folder.path)
    expect(trials[0]?.billed?.amount).toEqual({ value: 0.875, currency: 'USD' })
  })

  it.each([
    ['runs.csv', `${HEADER}\n${ROW}\n${ROW.replace('USD', 'EUR')}\n`, 'resultsInvalid', 'currency_code'],
    ['runs.csv', `${HEADER}\n701,"x\n`, 'resultsUnreadable', undefined],
    [
      'run.json',
      JSON.stringify({ jobRun: { ...RUN.jobRun, state: 'RUNNING' } }),
      'resultsInvalid',
      'jobRun.state',
    ],
    [
      'own.json',
      JSON.stringify({
        started: '2025-11-20T03:17:00Z',
        seconds: { total: 1 },
        billed: { source: 'a bill', amount: 2 },
      }),
      'resultsInvalid',
      'billed',
    ],
  ])('%s with a mistake names file and key, and keeps nothing', async (file, text, code, key) => {
    await using folder = await scratch({ [file]: text })
    const ended = await etlCompare([...ORDERS, '--from', file], folder.path)
    expect([ended.code, ended.mistake?.code]).toEqual([2, code])
    expect(ended.mistake?.data).toMatchObject({ path: file })
    if (key !== undefined)
      expect(ended.mistake?.data).toMatchObject({ problems: [expect.objectContaining({ key })] })
  })
})
