import { moneyRange } from '../../pricing/money.ts'
import { counted } from '../../text/text.ts'
import { type Total, totalsOf } from '../../verdict/money/total.ts'
import type { Judged } from '../../verdict/verdict.ts'
import { hoursRange, missingText, savedText } from './money.ts'
import { firstFew, listed } from './numbers.ts'
import { basisText } from './prices.ts'

const MOST_NAMED = 3

/** What several jobs save together in a month, a sentence a decision; nothing of one job, and none without a figure. */
export function sumLines(verdicts: readonly Judged[]): string[] {
  const totals = totalsOf(verdicts)
  return totals.reduce((jobs, each) => jobs + each.jobs, 0) < 2 ? [] : totals.flatMap(totalText)
}

/** The same, and what the bills rest on. */
export function totalLines(verdicts: readonly Judged[]): string[] {
  const basis = basisText(verdicts)
  const lines = sumLines(verdicts)
  return lines.length > 0 && basis ? [...lines, `The bills rest on: ${basis}.`] : lines
}

/** `A month, 2 jobs that can retire their baseline: 120 to 130 USD saved, 300 to 310 core-hours saved.` */
function totalText({ decision, jobs, money, coreHours, without }: Total): string[] {
  const sums = [
    ...money.map(({ currency, saved, jobs: priced }) => ({
      text: savedText(saved, (lower, upper) => moneyRange(lower, upper, currency)),
      jobs: priced,
    })),
    ...(coreHours
      ? [
          {
            text: savedText(coreHours.saved, (lower, upper) => `${hoursRange(lower, upper)} core-hours`),
            jobs: coreHours.jobs,
          },
        ]
      : []),
  ]
  if (sums.length === 0) return []
  const which = decision === 'retire' ? 'that can retire the baseline' : 'still measured'
  const texts = sums.map(({ text, jobs: of }) => (of === jobs ? text : `${text} (${of} of them)`))
  return [`A month, ${counted(jobs, 'job')} ${which}: ${listed(texts)}.${withoutText(without)}`]
}

function withoutText(without: Total['without']): string {
  const names = without
    .filter(({ figure }) => figure === 'money')
    .map(({ job, reason }) => `${job} (${missingText(reason)})`)
  return names.length > 0 ? ` No bill for ${firstFew(names, MOST_NAMED)}.` : ''
}
