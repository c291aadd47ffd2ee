import { expect, it } from 'vitest'
import { simulatedReport } from '../../../tests/simulated-report.ts'
import { SCENARIOS, type Scenario } from '../../simulate/scenario.ts'
import { BILLS_HEIGHT, billsPlot } from './bills.ts'

const [job] = simulatedReport([SCENARIOS['clear-win'] as Scenario]).report.jobs
const page = job?.page
const [row] = page?.candidates ?? []
if (!page || !row || row.verdict.decision === 'nothing') throw new Error('not judged')
const { verdict } = row

it('bills stand side by side from 0, the baseline’s first', () => {
  const facts = {
    currency: 'USD',
    baseline: 2,
    candidate: { lower: 0.4, upper: 0.6 },
    ratio: { lower: 0.2, upper: 0.3 },
    observations: 14,
    mean: {
      baseline: { value: 2, lower: 1.9, upper: 2.1 },
      candidate: { value: 0.5, lower: 0.4, upper: 0.6 },
      saved: { value: 1.5, lower: 1.4, upper: 1.6 },
    },
  }
  const priced = { ...verdict, gates: { ...verdict.gates, cost: { ...verdict.gates.cost, facts } } }
  const plot = billsPlot({ ...page, candidates: [{ ...row, verdict: priced }] })
  expect(plot?.bills.map(({ engine, at, least, most }) => [engine.name, at, least, most])).toEqual([
    ['spark', 0.25, 2, 2],
    ['polars', 0.75, 0.4, 0.6],
  ])
  expect(plot?.bills[1]?.bottom).toBeCloseTo(BILLS_HEIGHT * (1 - 0.4 / 2.5), 1)
})

it('there are none without prices', () => expect(billsPlot(page)).toBeUndefined())
