import { z } from 'zod'
import { platformOf } from '../../model/config/platforms.ts'
import { breakEvenMonths, type Range, runsAMonth, runsAYear, saved, scaled } from '../../pricing/savings.ts'
import { interval } from '../forms.ts'
import type { CostFacts } from '../gates/cost.ts'
import type { Evidence } from '../gates/gate.ts'
import { figure, known, missing } from './figure.ts'
import { costPerGb, perGb } from './per-gb.ts'

/** Bills over a time at the declared runs a day, and what the candidate saves; below 0, what it adds. */
const bills = z.strictObject({
  currency: z.string(),
  baseline: z.number(),
  candidate: interval,
  saved: interval,
})

export const money = z.strictObject({
  month: figure(bills),
  year: figure(bills),
  /** Months after which savings have paid for the migration; the upper end is null where they may never. */
  breakEvenMonths: figure(z.strictObject({ lower: z.number(), upper: z.number().nullable() })),
  perGb,
  /** Cores in force × hours, saved in a month. */
  coreHours: figure(interval),
})

export type Money = z.infer<typeof money>
/** What the bills of a run come to, as far as it is declared how often and at which effort. */
export function moneyOf(
  { subject, policy, speed, epoch, frame }: Evidence,
  cost: { facts: CostFacts | null; unpriced: string[]; currencies: string[] },
): Money {
  const { runsPerDay, migration } = policy
  const noBill = cost.unpriced.length > 0 ? 'prices' : cost.currencies.length > 0 ? 'currencies' : 'interval'
  const over = (runs: (perDay: number) => number): Money['month'] => {
    if (!cost.facts) return missing(noBill)
    return runsPerDay === undefined ? missing('runsPerDay') : known(billsOver(cost.facts, runs(runsPerDay)))
  }
  const month = over(runsAMonth)
  const [ofBaseline, ofCandidate] = [subject.baseline, subject.candidate].map((name) =>
    platformOf(policy, name),
  )
  return {
    month,
    year: over(runsAYear),
    breakEvenMonths: breakEven(month, migration),
    perGb:
      cost.unpriced.length === 0
        ? costPerGb(epoch.comparisons, frame, { baseline: ofBaseline, candidate: ofCandidate })
        : missing('prices'),
    coreHours: coreHours(subject.limits.cpus, speed.facts, runsPerDay),
  }
}

function billsOver({ currency, baseline, candidate }: CostFacts, runs: number) {
  const [ofBaseline, ofCandidate] = [baseline * runs, scaled(candidate, runs)]
  return { currency, baseline: ofBaseline, candidate: ofCandidate, saved: saved(ofBaseline, ofCandidate) }
}

function breakEven(
  month: Money['month'],
  migration: Evidence['policy']['migration'],
): Money['breakEvenMonths'] {
  if (!month.value) return month
  if (migration === undefined) return missing('migration')
  const months = breakEvenMonths(migration, month.value.saved)
  return months ? known(months) : missing('saving')
}

const SECONDS_AN_HOUR = 3600

/** By the times that were measured, at the limits in force. */
function coreHours(
  cpus: number | null | undefined,
  { baselineSeconds, ratio }: Evidence['speed']['facts'],
  runsPerDay: number | undefined,
): Money['coreHours'] {
  if (baselineSeconds === null || !ratio) return missing('interval')
  if (runsPerDay === undefined) return missing('runsPerDay')
  if (!cpus) return missing('cores')
  const seconds: Range = saved(baselineSeconds, scaled(ratio.interval, baselineSeconds))
  return known(scaled(seconds, (cpus * runsAMonth(runsPerDay)) / SECONDS_AN_HOUR))
}
