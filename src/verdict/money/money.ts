import { z } from 'zod'
import { own } from '../../model/config/own.ts'
import { platformOf } from '../../model/config/platforms.ts'
import { breakEvenMonths, runsAMonth, runsAYear, scaled } from '../../pricing/savings.ts'
import { billedComparisons } from '../billing/bills.ts'
import { amount } from '../forms.ts'
import type { CostFacts } from '../gates/cost.ts'
import type { Evidence } from '../gates/gate.ts'
import { meanOfDays, meanSeconds } from '../speed/mean-of-days.ts'
import { figure, known, type Missing, missing } from './figure.ts'
import { costPerGb, perGb } from './per-gb.ts'

/** Bills over a time at the declared runs a day, and what the candidate saves; below 0, what it adds. */
const bills = z.strictObject({
  currency: z.string(),
  baseline: amount,
  candidate: amount,
  saved: amount,
})

export const money = z.strictObject({
  month: figure(bills),
  year: figure(bills),
  /** Months after which savings have paid for the migration; the upper end is null where they may never. */
  breakEvenMonths: figure(z.strictObject({ lower: z.number(), upper: z.number().nullable() })),
  perGb,
  /** Cores in force × hours, saved in a month. */
  coreHours: figure(amount),
})

export type Money = z.infer<typeof money>

/** What the bills of runs come to by their mean, as far as it is declared how often and at which effort. */
export function moneyOf(
  evidence: Evidence,
  cost: { facts: CostFacts | null; unpriced: string[]; currencies: string[] },
): Money {
  const { subject, policy, epoch, frame } = evidence
  const { runsPerDay } = policy
  const noBill = noBillOf(cost, frame)
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
    breakEvenMonths: breakEven(month, evidence),
    perGb:
      cost.unpriced.length === 0
        ? costPerGb(epoch.comparisons, frame, { baseline: ofBaseline, candidate: ofCandidate })
        : missing(noBill),
    coreHours: coreHours(evidence),
  }
}

function noBillOf(
  { unpriced, currencies }: { unpriced: string[]; currencies: string[] },
  { judged }: Evidence['frame'],
): Missing {
  if (judged === 'p95') return 'service'
  return unpriced.length > 0 ? 'prices' : currencies.length > 0 ? 'currencies' : 'interval'
}

const billsOver = ({ currency, mean: { baseline, candidate, saved } }: CostFacts, runs: number) => ({
  currency,
  baseline: scaled(baseline, runs),
  candidate: scaled(candidate, runs),
  saved: scaled(saved, runs),
})

/** Days of a migration are those of a port: a candidate that keeps the program takes none but its own. */
function breakEven(
  month: Money['month'],
  { subject, policy: { migration }, move: { keeps } }: Evidence,
): Money['breakEvenMonths'] {
  if (!month.value) return month
  const ownDays = migration && own(migration.daysTo, subject.candidate)
  if (ownDays === undefined && (keeps === 'spark' || keeps === 'code')) return missing('no-port')
  if (migration === undefined) return missing('migration')
  const months = breakEvenMonths({ ...migration, days: ownDays ?? migration.days }, month.value.saved)
  return months ? known(months) : missing('saving')
}

const SECONDS_AN_HOUR = 3600

/** By the mean of the times that were measured, at the limits in force. */
function coreHours({ subject, policy: { runsPerDay }, epoch, frame }: Evidence): Money['coreHours'] {
  if (frame.judged === 'p95') return missing('service')
  const { cpus } = subject.limits
  const seconds = meanOfDays(
    billedComparisons(epoch.comparisons, frame),
    frame,
    (each) => meanSeconds(each, frame.judged, 'baseline') - meanSeconds(each, frame.judged, 'candidate'),
  )
  if (!seconds) return missing('interval')
  if (runsPerDay === undefined) return missing('runsPerDay')
  if (!cpus) return missing('cores')
  return known(scaled(seconds, (cpus * runsAMonth(runsPerDay)) / SECONDS_AN_HOUR))
}
