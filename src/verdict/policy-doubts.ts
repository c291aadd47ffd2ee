import { platformOf } from '../model/config/platforms.ts'
import type { Policy } from '../model/config/policy.ts'
import { MIN_OBSERVATIONS } from '../statistics/confidence-sequence.ts'

/** Below so many days, weeks make too few observations for an interval. */
const FEWEST_DAYS_FOR_WEEKS = 98

/** What of a job a policy speaks of. */
interface DoubtedJob {
  policy: Policy
  engines: object
  tables: object
}

/**
 * What of a job's policy can never be met, not in time, or is of no effect, in words; empty where all is well.
 *
 * @param asOf UTC day: `2026-11-20`
 */
export function policyDoubts({ policy, engines, tables }: DoubtedJob, asOf: string): string[] {
  return [
    ...windowDoubts(policy),
    ...marginDoubts(policy, Object.keys(engines)),
    ...skillDoubts(policy, engines),
    ...waiverDoubts(policy, tables, asOf),
  ]
}

function windowDoubts({ window: { days, most, within }, averageDays, minInputs }: Policy): string[] {
  const doubts: string[] = []
  if (days > most)
    doubts.push(`window: days (${days}) is more than most (${most}), so it would always end undecided`)
  if (days > within)
    doubts.push(
      `window: ${days} days do not fit into within: ${within} days. For a weekly job, set days, most and within`,
    )
  if (averageDays === 7 && most < FEWEST_DAYS_FOR_WEEKS)
    doubts.push(`averageDays: 7 needs a window of ${FEWEST_DAYS_FOR_WEEKS} days or more, but most is ${most}`)
  if (MIN_OBSERVATIONS * averageDays > most)
    doubts.push(
      `averageDays: ${averageDays} leaves fewer than ${MIN_OBSERVATIONS} observations in ${most} days, so there would never be an interval`,
    )
  if (minInputs > most)
    doubts.push(`minInputs: ${minInputs} is more than ${most} days bring, at one input a day`)
  return doubts
}

function marginDoubts(policy: Policy, engines: readonly string[]): string[] {
  const { margins, judged } = policy
  const other = judged === 'total' ? 'work' : 'total'
  const unpriced = engines.filter((engine) => !platformOf(policy, engine)?.prices.length)
  return [
    ...(margins[judged] === undefined && margins[other] !== undefined
      ? [
          `margins: ${other} has no effect while judged: is ${judged}; speed stays open without margins: ${judged}`,
        ]
      : []),
    ...(margins.cost !== undefined && unpriced.length > 0
      ? [`margins: cost can never pass without prices in platforms: for ${unpriced.join(', ')}`]
      : []),
  ]
}

const skillDoubts = ({ skills }: Policy, engines: object): string[] =>
  Object.keys(skills)
    .filter((engine) => !Object.hasOwn(engines, engine))
    .map(
      (engine) => `skills: ${engine} is not an engine of the job (it has ${Object.keys(engines).join(', ')})`,
    )

const waiverDoubts = ({ waivers }: Policy, tables: object, asOf: string): string[] =>
  waivers.flatMap(({ table, owner, expires }) => [
    ...(Object.hasOwn(tables, table)
      ? []
      : [
          `waivers: the waiver of ${owner} is for table '${table}', which is not declared (declared: ${Object.keys(tables).join(', ') || 'none'})`,
        ]),
    ...(expires < asOf ? [`waivers: the waiver of ${owner} for ${table} expired on ${expires}`] : []),
  ])
