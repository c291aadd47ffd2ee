import { z } from 'zod'
import type { Range } from '../../pricing/savings.ts'
import { interval } from '../forms.ts'
import { type Missing, missingReason } from './figure.ts'

const DECISIONS = ['retire', 'measuring'] as const

/** What jobs save together in a month, one candidate a job. */
export const total = z.strictObject({
  /** Which jobs: those that can retire their baseline, or those that are still measured. */
  decision: z.enum(DECISIONS),
  jobs: z.int().min(1),
  /** A sum a currency: nothing is converted. */
  money: z.array(z.strictObject({ currency: z.string(), jobs: z.int().min(1), saved: interval })),
  coreHours: z.strictObject({ jobs: z.int().min(1), saved: interval }).nullable(),
  /** What is left out of a sum, and why. */
  without: z.array(
    z.strictObject({ job: z.string(), figure: z.enum(['money', 'core-hours']), reason: missingReason }),
  ),
})

export type Total = z.infer<typeof total>

type Known<T> = { value: T; reason: null } | { value: null; reason: Missing }

/** What is summed of a verdict. */
interface Summand {
  decision: string
  subject: { job: string }
  money: { month: Known<{ currency: string; saved: Range }>; coreHours: Known<Range> }
}

/** Sums over jobs, by what is decided: of a job with several candidates, the one that surely saves most. */
export function totalsOf(verdicts: readonly Summand[]): Total[] {
  const jobs = [...Map.groupBy(verdicts, ({ subject }) => subject.job).values()]
  const best = jobs.flatMap((candidates) => bestOf(candidates))
  return DECISIONS.flatMap((decision) => {
    const counted = best.filter((each) => each.decision === decision)
    return counted.length > 0 ? [totalOf(decision, counted)] : []
  })
}

function bestOf(candidates: readonly Summand[]): Summand[] {
  const least = ({ money }: Summand) => money.month.value?.saved.lower ?? Number.NEGATIVE_INFINITY
  const [decided = []] = DECISIONS.map((decision) =>
    candidates.filter((each) => each.decision === decision),
  ).filter(({ length }) => length > 0)
  return decided.toSorted((a, b) => (least(a) < least(b) ? 1 : -1)).slice(0, 1)
}

function totalOf(decision: Total['decision'], verdicts: readonly Summand[]): Total {
  const bills = verdicts.flatMap(({ money }) => money.month.value ?? [])
  const hours = verdicts.flatMap(({ money }) => money.coreHours.value ?? [])
  return {
    decision,
    jobs: verdicts.length,
    money: [...Map.groupBy(bills, ({ currency }) => currency)].map(([currency, each]) => ({
      currency,
      jobs: each.length,
      saved: sumOf(each.map(({ saved }) => saved)),
    })),
    coreHours: hours.length > 0 ? { jobs: hours.length, saved: sumOf(hours) } : null,
    without: verdicts.flatMap(({ subject: { job }, money: { month, coreHours } }) => [
      ...(month.reason === null ? [] : [{ job, figure: 'money' as const, reason: month.reason }]),
      ...(coreHours.reason === null
        ? []
        : [{ job, figure: 'core-hours' as const, reason: coreHours.reason }]),
    ]),
  }
}

/** From the least that all save to the most: wider than it need be, if their errors are not the same. */
const sumOf = (ranges: readonly Range[]): Range => ({
  lower: ranges.reduce((sum, { lower }) => sum + lower, 0),
  upper: ranges.reduce((sum, { upper }) => sum + upper, 0),
})
