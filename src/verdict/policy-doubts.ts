import { platformOf } from '../model/config/platforms.ts'
import type { Policy } from '../model/config/policy.ts'
import { CLOCKS } from '../model/measures/clock.ts'
import { MIN_OBSERVATIONS } from '../statistics/confidence-sequence.ts'

/** Below so many days, weeks make too few observations for an interval. */
const FEWEST_DAYS_FOR_WEEKS = 98

/** What of a policy can never be met, not in time, or is of no effect. */
export type PolicyDoubt =
  | { code: 'days-over-most'; days: number; most: number }
  | { code: 'days-over-within'; days: number; within: number }
  | { code: 'weeks-in-short-window'; needed: number; most: number }
  | { code: 'no-interval'; averageDays: number; needed: number; most: number }
  | { code: 'inputs-over-days'; minInputs: number; most: number }
  | { code: 'other-margin'; margin: Policy['judged']; judged: Policy['judged'] }
  | { code: 'unpriced'; engines: string[] }
  | { code: 'skills-of-none'; engine: string; known: string[] }
  | { code: 'waiver-of-none'; owner: string; table: string; known: string[] }
  | { code: 'waiver-expired'; owner: string; table: string; expires: string }

/** What of a job a policy speaks of. */
interface DoubtedJob {
  policy: Policy
  engines: object
  tables: object
}

/**
 * What is doubtful about a job's policy; empty where all is well.
 *
 * @param asOf UTC day: `2026-11-20`
 */
export function policyDoubts({ policy, engines, tables }: DoubtedJob, asOf: string): PolicyDoubt[] {
  return [
    ...windowDoubts(policy),
    ...marginDoubts(policy, Object.keys(engines)),
    ...skillDoubts(policy, Object.keys(engines)),
    ...waiverDoubts(policy, Object.keys(tables), asOf),
  ]
}

function windowDoubts({ window: { days, most, within }, averageDays, minInputs }: Policy): PolicyDoubt[] {
  const doubts: PolicyDoubt[] = []
  if (days > most) doubts.push({ code: 'days-over-most', days, most })
  if (days > within) doubts.push({ code: 'days-over-within', days, within })
  if (averageDays === 7 && most < FEWEST_DAYS_FOR_WEEKS)
    doubts.push({ code: 'weeks-in-short-window', needed: FEWEST_DAYS_FOR_WEEKS, most })
  if (MIN_OBSERVATIONS * averageDays > most)
    doubts.push({ code: 'no-interval', averageDays, needed: MIN_OBSERVATIONS, most })
  if (minInputs > most) doubts.push({ code: 'inputs-over-days', minInputs, most })
  return doubts
}

function marginDoubts(policy: Policy, engines: readonly string[]): PolicyDoubt[] {
  const { margins, judged } = policy
  const doubts: PolicyDoubt[] = []
  const margin = CLOCKS.find((clock) => margins[clock] !== undefined)
  if (margins[judged] === undefined && margin !== undefined)
    doubts.push({ code: 'other-margin', margin, judged })
  const unpriced = engines.filter((engine) => !platformOf(policy, engine)?.prices.length)
  if (margins.cost !== undefined && unpriced.length > 0) doubts.push({ code: 'unpriced', engines: unpriced })
  return doubts
}

const skillDoubts = ({ skills }: Policy, known: string[]): PolicyDoubt[] =>
  Object.keys(skills)
    .filter((engine) => !known.includes(engine))
    .map((engine) => ({ code: 'skills-of-none', engine, known }))

const waiverDoubts = ({ waivers }: Policy, known: string[], asOf: string): PolicyDoubt[] =>
  waivers.flatMap(({ table, owner, expires }): PolicyDoubt[] => [
    ...(known.includes(table) ? [] : [{ code: 'waiver-of-none' as const, owner, table, known }]),
    ...(expires < asOf ? [{ code: 'waiver-expired' as const, owner, table, expires }] : []),
  ])
