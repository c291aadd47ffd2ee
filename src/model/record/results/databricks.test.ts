import { describe, expect, it } from 'vitest'
import { databricks } from './databricks.ts'

const ROW = {
  job_run_id: '701',
  started: '2026-11-20T03:17:00.000Z',
  ended: '2026-11-20T03:32:12.000Z',
  result_state: 'SUCCEEDED',
  sku_name: 'PREMIUM_JOBS_SERVERLESS_COMPUTE_US_EAST_N_VIRGINIA',
  usage_unit: 'DBU',
  usage_quantity: '2.5',
  is_serverless: 'true',
  list_price: '0.35',
  currency_code: 'USD',
}
const read = (...rows: object[]) => databricks.read(rows.map((row) => ({ ...ROW, ...row })))

describe('rows of system.billing.usage', () => {
  it('of one run are one result, whose amount is the sum of quantity × list price', () =>
    expect(read({}, { sku_name: 'OTHER', usage_quantity: 1, list_price: 0.1 })).toEqual({
      doubts: [],
      results: [
        {
          started: '2026-11-20T03:17:00.000Z',
          seconds: { total: 912 },
          outcome: 'ok',
          billed: {
            source: 'Databricks, system.billing.usage at system.billing.list_prices',
            // 2.5 × 0.35 + 1 × 0.1
            amount: 0.975,
            currency: 'USD',
          },
        },
      ],
    }))

  it('of several runs are several, with times as tables show them', () =>
    expect(read({}, { job_run_id: '702', started: '2026-11-21 03:17:00.000+00:00' })).toMatchObject({
      results: [{}, { started: '2026-11-21T03:17:00.000+00:00' }],
    }))

  it('of a classic cluster have no amount, since the cloud bills its machines, and that is said', () => {
    const found = read({}, { job_run_id: '702', is_serverless: false })
    expect(found).toMatchObject({ doubts: [expect.stringMatching(/^1 of 2 runs/)] })
    expect('results' in found && found.results[1]).not.toHaveProperty('billed')
  })

  it.each([
    ['mixed currencies', { currency_code: 'EUR' }, 'currency_code'],
    ['another end of the same run', { ended: '2026-11-20T03:33:00Z' }, 'ended'],
    ['a negative quantity, as of a retraction', { usage_quantity: '-2.5' }, 'usage_quantity'],
    ['no unit', { usage_unit: '' }, 'usage_unit'],
    ['no list price', { list_price: null }, 'list_price'],
    ['a negative price', { list_price: -1 }, 'list_price'],
    ['text for a price', { list_price: '=1+1' }, 'list_price'],
    ['a code that is no currency', { currency_code: 'dollars' }, 'currency_code'],
    ['a run that was skipped', { result_state: 'SKIPPED' }, 'result_state'],
    ['a time without its zone', { started: '2026-11-20 03:17:00' }, 'started'],
  ])('with %s name the row and the column', (_what, change, key) =>
    expect(read({}, change)).toMatchObject({ problems: [{ index: 1, key }] }),
  )
})
