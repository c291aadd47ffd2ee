import { moneyRange } from '../../pricing/money.ts'
import type { Bill } from '../../report/charts/bills.ts'
import type { CandidateRow, JobRow } from '../../report/model/overview.ts'
import { type Judged, judgedOnes } from '../../verdict/verdict.ts'
import { costEvidence } from '../verdict/cost.ts'
import { firstFew } from '../verdict/numbers.ts'
import { basisText } from '../verdict/prices.ts'
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
  if (!year.value) return { least: null, text: noBill(verdict) }
  const { currency, saved } = year.value
  const [least, most] = [saved.lower, saved.upper]
  return { least, most, currency, text: moneyRange(least, most, currency) }
}

/** Why there is no bill, as short as a figure. */
function noBill(verdict: Judged): string {
  if (verdict.gates.cost.unpriced.length > 0) return 'no prices declared'
  return verdict.gates.cost.facts ? 'runsPerDay: is not set' : costEvidence(verdict)
}

/** What is known of money: of the jobs that can leave Spark, or still may. */
export function savingsText(jobs: readonly JobRow[]): { text: string; known: number; isOpen: boolean } {
  const rows = jobs.flatMap(({ candidates }) => candidates)
  const savings = jobs.flatMap((job) => {
    const row = leading(job)
    return row && row.verdict.decision !== 'keep' ? [{ name: job.name, ...savingOf(row) }] : []
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

const judgedOf = (rows: readonly CandidateRow[]): Judged[] => judgedOnes(rows.map(({ verdict }) => verdict))

/** What bills rest on: nodes that nobody measured, and when prices were found; empty where there are no bills. */
export function billsRestOn(rows: readonly CandidateRow[]): string {
  const basis = basisText(judgedOf(rows))
  const [row] = rows
  return row ? spokenDays(basis, row.verdict.asOf) : basis
}

export const billText = ({ engine, least, most, currency }: Bill): string =>
  `${engine.name}: ${moneyRange(least, most, currency)}`
