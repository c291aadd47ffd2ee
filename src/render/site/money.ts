import { moneyRange } from '../../pricing/money.ts'
import type { Bill } from '../../report/charts/bills.ts'
import type { CandidateRow, JobRow } from '../../report/model/overview.ts'
import type { Judged } from '../../verdict/verdict.ts'
import { costEvidence } from '../verdict/cost.ts'
import { firstFew } from '../verdict/numbers.ts'
import { leading } from './figures.ts'

const DAYS_A_YEAR = 365

/** What a candidate saves in a year, as a range; null, with what is missing, where nobody can say. */
export type Saving =
  | { least: number; most: number; currency: string; text: string }
  | { least: null; text: string }

export function savingOf({ verdict }: CandidateRow): Saving {
  if (verdict.decision === 'nothing') return { least: null, text: 'no comparison' }
  const { gates, declared } = verdict
  const { facts } = gates.cost
  if (!facts) return { least: null, text: noBill(verdict) }
  if (declared.runsPerDay === null) return { least: null, text: 'runsPerDay: is not set' }
  const runs = declared.runsPerDay * DAYS_A_YEAR
  const least = runs * (facts.baseline - facts.candidate.upper)
  const most = runs * (facts.baseline - facts.candidate.lower)
  return { least, most, currency: facts.currency, text: moneyRange(least, most, facts.currency) }
}

/** Why there is no bill, as short as a figure. */
const noBill = (verdict: Judged): string =>
  verdict.gates.cost.unpriced.length > 0 ? 'no prices declared' : costEvidence(verdict)

/** What of all jobs is known of money. */
export function savingsText(jobs: readonly JobRow[]): { text: string; isOpen: boolean } {
  const known = jobs.flatMap((job) => {
    const row = leading(job)
    const saving = row && savingOf(row)
    return saving && saving.least !== null ? [`${job.name} ${saving.text}`] : []
  })
  if (known.length === 0) return { text: 'Savings: no prices declared.', isOpen: true }
  return { text: `Savings a year: ${firstFew(known, 4)}.`, isOpen: known.length < jobs.length }
}

export const billText = ({ engine, least, most, currency }: Bill): string =>
  `${engine.name}: ${moneyRange(least, most, currency)}`
