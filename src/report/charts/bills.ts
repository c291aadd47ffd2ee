import type { JobPage } from '../model/job.ts'
import type { EngineMark } from '../model/shared.ts'
import { fromTop } from './plot.ts'
import { linearScale } from './scale.ts'

export const BILLS_HEIGHT = 170
const MOST_TICKS = 4
const ROOM = 1.25

export interface Bill {
  engine: EngineMark
  /** Place of its column. */
  at: number
  least: number
  most: number
  currency: string
  /** Pixels from the top. */
  top: number
  bottom: number
}

/** What a typical run costs with each engine that has a price, from 0. Undefined where none has. */
export function billsPlot(job: Pick<JobPage, 'baseline' | 'candidates'>) {
  const priced = job.candidates.flatMap(({ engine, verdict }) => {
    const facts = verdict.decision === 'nothing' ? null : verdict.gates.cost.facts
    return facts ? [{ engine, facts }] : []
  })
  const [first] = priced
  if (!first) return undefined
  const { baseline, currency } = first.facts
  const amounts = [
    { engine: job.baseline, least: baseline, most: baseline },
    ...priced.map(({ engine, facts }) => ({
      engine,
      least: facts.candidate.lower,
      most: facts.candidate.upper,
    })),
  ]
  const scale = linearScale([0, ROOM * Math.max(...amounts.map(({ most }) => most))], MOST_TICKS)
  const bills = amounts.map(
    (amount, index): Bill => ({
      ...amount,
      currency,
      at: (index + 0.5) / amounts.length,
      top: fromTop(scale.at(amount.most), BILLS_HEIGHT),
      bottom: fromTop(scale.at(amount.least), BILLS_HEIGHT),
    }),
  )
  const ticks = scale.ticks.map((tick) => ({ at: scale.at(tick), text: tick.toLocaleString('en') }))
  return { currency, bills, ticks }
}
