import { expect, it } from 'vitest'
import { judgedAfter } from '../../../tests/simulated-verdicts.ts'
import type { Platform } from '../../model/config/platforms.ts'
import type { Policy } from '../../model/config/policy.ts'
import { totalLines } from './total.ts'

const platform: Platform = {
  prices: [
    {
      ...{ name: 'node', perHour: 4, currency: 'USD', incrementSeconds: 1, minimumSeconds: 60 },
      asOf: '2025-01-01',
    },
  ],
  nodes: 1,
  startupSeconds: 0,
  idleSeconds: 0,
}
const verdictOf = (job: string, policy: Partial<Policy>, days = 14) => {
  const verdict = judgedAfter(days, {}, { policy })
  return { ...verdict, subject: { ...verdict.subject, job } }
}
const priced = { platforms: { spark: platform, polars: platform }, runsPerDay: 24 }

it('a sum over jobs says what it counts, what it leaves out and when its prices were found', () => {
  expect(
    totalLines([
      verdictOf('orders', priced),
      verdictOf('sales', priced),
      verdictOf('clicks', {}),
      verdictOf('new', priced, 7),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "A month, 3 jobs that can retire the baseline: 266 to 299 USD saved (2 of them) and 266 to 299 core-hours saved (2 of them). No bill for clicks (prices are not declared).",
      "A month, 1 job still measured: 136 to 157 USD saved and 136 to 157 core-hours saved.",
      "The bills rest on: prices of 2025-01-01 (more than a year old: node).",
    ]
  `)
})

it('one job alone has no sum, and jobs without a figure neither', () => {
  expect(totalLines([verdictOf('orders', priced)])).toEqual([])
  expect(totalLines([verdictOf('orders', {}), verdictOf('sales', {})])).toEqual([])
})
