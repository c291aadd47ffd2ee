import { expect, it } from 'vitest'
import { judgedAfter } from '../../../tests/simulated-verdicts.ts'
import type { Platform } from '../../model/config/platforms.ts'
import type { Policy } from '../../model/config/policy.ts'
import type { CandidateRow, JobRow } from '../../report/model/overview.ts'
import { noBillsText, savingOf, savingsText } from './money.ts'

const platform = (perHour: number): Platform => ({
  prices: [
    {
      ...{ name: 'node', perHour, currency: 'EUR', incrementSeconds: 1, minimumSeconds: 60 },
      asOf: '2025-01-01',
    },
  ],
  nodes: 1,
  startupSeconds: 0,
  idleSeconds: 0,
})
const platforms = {
  spark: { ...platform(4), nodes: 3 },
  polars: { ...platform(1), areNodesAssumed: true as const },
}
const rowOf = (policy: Partial<Policy>): CandidateRow => ({
  engine: { name: 'polars', hue: 'candidate-1' },
  group: 'retire',
  verdict: judgedAfter(14, {}, { policy }),
  ratio: null,
  strip: [],
  enough: null,
})
const jobOf = (name: string, policy: Partial<Policy>) =>
  ({ name, group: 'retire', candidates: [rowOf(policy)] }) as unknown as JobRow

it('savings of a year name their jobs, the nodes that nobody measured, and how old their prices are', () => {
  const { text, known, isOpen } = savingsText([
    jobOf('orders', { platforms, runsPerDay: 1 }),
    jobOf('clicks', {}),
  ])
  expect([known, isOpen]).toEqual([1, true])
  expect(text).toMatch(
    /^Savings a year \(3 nodes of spark billed for the time measured on one machine; 1 node assumed for polars; prices of 1 Jan 2025 \(more than a year old: node\)\): orders \d+(\.\d+)? to \d+(\.\d+)? EUR\.$/,
  )
})

it.each([
  ['prices', {}, 'no prices declared'],
  ['how often it runs', { platforms }, 'runsPerDay: is not set'],
])('a saving without %s says that it is missing', (_, policy, text) =>
  expect(savingOf(rowOf(policy))).toEqual({ least: null, text }),
)

it('a saving of too few days says that it waits for days, not for prices', () => {
  const row = { ...rowOf({}), verdict: judgedAfter(3, {}, { policy: { platforms, runsPerDay: 1 } }) }
  expect(savingOf(row)).toEqual({ least: null, text: 'not known before 5 days' })
  expect(noBillsText({ candidates: [row] })).toBe('No bill to draw yet: a typical run has one after 5 days.')
  expect(noBillsText({ candidates: [rowOf({})] })).toBe('No prices declared, so there is no bill to draw.')
})
