import { expect, it } from 'vitest'
import { type Policy, toPolicy } from '../model/config/policy.ts'
import { policyDoubts } from '../verdict/policy-doubts.ts'
import { policyDoubtText } from './policy-doubts.ts'

it('doubts of a policy in words', () => {
  const policy: Policy = {
    ...toPolicy(),
    window: { days: 30, most: 28, within: 10 },
    averageDays: 7,
    minInputs: 40,
    margins: { work: 1, cost: 1 },
    skills: { duckdb: 'SQL' },
    waivers: [{ table: 'order', owner: 'ana', reason: 'r', expires: '2026-11-19' }],
  }
  const job = { policy, engines: { spark: {}, polars: {} }, tables: { orders: {} } }
  expect(policyDoubts(job, '2026-11-20').map(policyDoubtText).join('\n')).toMatchInlineSnapshot(`
    "window: days (30) is more than most (28), so it would always end undecided
    window: 30 days do not fit into within: 10 days. For a weekly job, set days, most and within
    averageDays: 7 needs a window of 98 days or more, but most is 28
    averageDays: 7 leaves fewer than 5 observations in 28 days, so there would never be an interval
    minInputs: 40 is more than 28 days bring, at one input a day
    margins: work has no effect while judged: is total; speed stays open without margins: total
    margins: cost can never pass without prices in platforms: for spark, polars
    skills: duckdb is not an engine of the job (it has spark, polars)
    waivers: the waiver of ana is for table 'order', which is not declared (declared: orders)
    waivers: the waiver of ana for order expired on 2026-11-19"
  `)
})
