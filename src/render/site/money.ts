import { moneyRange } from '../../pricing/money.ts'
import type { Bill } from '../../report/charts/bills.ts'
import type { CandidateRow, JobRow } from '../../report/model/overview.ts'
import { MIN_OBSERVATIONS } from '../../statistics/confidence-sequence.ts'
import type { Missing } from '../../verdict/money/figure.ts'
import { type Judged, judgedOnes } from '../../verdict/verdict.ts'
import { missingText } from '../verdict/money.ts'
import { firstFew } from '../verdict/numbers.ts'
import { basisText } from '../verdict/prices.ts'
import { isOfLatency } from '../verdict/speed.ts'
import { sumLines } from '../verdict/total.ts'
import { spokenDays } from './dates.ts'
import { leading } from './figures.ts'

/** What a candidate saves in a year, as a range; null, with what is missing, where nobody can say. */
export type Saving =
  | { least: number; most: number; currency: string; text: string }
  | { least: null; text: string }

export function savingOf({ verdict }: CandidateRow): Saving {
  if (verdict.decision === 'nothing') return { least: null, text: 'no comparison' }
  const { year } = verdict.money
  if (!year.value) return { least: null, text: NO_BILL[year.reason] ?? missingText(year.reason) }
  const { currency, saved } = year.value
  const [least, most] = [saved.lower, saved.upper]
  return { least, most, currency, text: moneyRange(least, most, currency) }
}

/** Why there is no bill, as short as a figure. */
const NO_BILL: { [Reason in Missing]?: string } = {
  prices: 'no prices declared',
  currencies: 'bills in different currencies',
  interval: `not known before ${MIN_OBSERVATIONS} days`,
}

/** Why a chart of bills has none to draw. */
export const noBillsText = ({ candidates }: Pick<JobRow, 'candidates'>): string =>
  judgedOf(candidates).some(({ gates: { cost } }) => cost.unpriced.length === 0)
    ? `No bill to draw yet: a typical run has one after ${MIN_OBSERVATIONS} days.`
    : 'No prices declared, so there is no bill to draw.'

/** What is known of money: of the jobs that can leave Spark, or still may. */
export function savingsText(jobs: readonly JobRow[]): { text: string; known: number; isOpen: boolean } {
  const all = jobs.flatMap(({ candidates }) => candidates)
  const rows = all.filter(hasBills)
  if (rows.length === 0 && all.length > 0) return { text: '', known: 0, isOpen: false }
  const savings = jobs.flatMap((job) => {
    const row = leading(job)
    return row && hasBills(row) && row.verdict.decision !== 'keep'
      ? [{ name: job.name, ...savingOf(row) }]
      : []
  })
  const known = savings.filter(({ least }) => least !== null)
  if (known.length === 0) {
    const isPriced = rows.some((row) => savingOf(row).least !== null)
    const why = isPriced ? 'no job can leave Spark yet' : 'no prices declared'
    return { text: `Savings: ${why}.`, known: 0, isOpen: !isPriced }
  }
  const each = known.map(({ name, text }) => `${name} ${text}`)
  const text = [`Savings a year (${billsRestOn(rows)}): ${firstFew(each, 4)}.`, ...sumLines(judgedOf(rows))]
  return { text: text.join(' '), known: known.length, isOpen: known.length < savings.length }
}

/** A service runs all the time: no run of it is billed. */
const hasBills = ({ verdict }: CandidateRow): boolean =>
  verdict.decision === 'nothing' || !isOfLatency(verdict)

const judgedOf = (rows: readonly CandidateRow[]): Judged[] => judgedOnes(rows.map(({ verdict }) => verdict))

/** What bills rest on: nodes that nobody measured, and when prices were found; empty where there are no bills. */
export function billsRestOn(rows: readonly CandidateRow[]): string {
  const basis = basisText(judgedOf(rows))
  const [row] = rows
  return row ? spokenDays(basis, row.verdict.asOf) : basis
}

export const billText = ({ engine, least, most, currency }: Bill): string =>
  `${engine.name}: ${moneyRange(least, most, currency)}`
