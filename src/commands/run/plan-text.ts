import { formatDuration } from '../../model/units/duration.ts'
import { sizeText } from '../../model/units/size.ts'
import { describeLimits, type PlannedComparison, trialCount } from '../../plan/plan.ts'
import { describeRunners } from '../../runners/choose.ts'
import { counted } from '../../text/text.ts'
import type { Pacer } from '../../workflow/plan/pacer.ts'

/** The plan as a person reads it before the work begins: what, in which order, how long. */
export function describePlan(plans: readonly PlannedComparison[], pacer: Pacer): string[] {
  const trials = trialCount(plans)
  const total = sumOrUnknown(plans.map((plan) => secondsOf(plan, pacer)))
  const areServices = plans.some(({ job }) => job.service !== undefined)
  const each = plans.map((plan) => {
    const { job, size, blocks, limits, partition, runners } = plan
    const order = blocks.map((block) => block.join(' ')).join(' | ')
    return `  ${job.name} · ${sizeText(size)} · partition ${partition} · ${describeLimits(limits)} · ${describeRunners(runners)} · ${about(secondsOf(plan, pacer), job.service !== undefined)}\n    ${order}`
  })
  return [
    `Plan: ${counted(plans.length, 'comparison')}, ${trials} trials one at a time, ${about(total, areServices)}`,
    ...each,
    '',
  ]
}

function secondsOf(plan: PlannedComparison, pacer: Pacer): number | undefined {
  return sumOrUnknown(plan.blocks.flat().map((engine) => pacer.expected(plan, engine)))
}

const sumOrUnknown = (values: (number | undefined)[]): number | undefined =>
  values.reduce((sum, value) => (sum === undefined || value === undefined ? undefined : sum + value), 0)

/** Minutes are near enough before the work begins. */
function about(seconds: number | undefined, isLeast: boolean): string {
  if (seconds === undefined) return 'duration unknown until the first run on this machine'
  // A service is started, asked each request once, and stopped besides.
  if (isLeast) return `at least ${formatDuration(seconds)}`
  if (seconds < 40) return 'less than a minute'
  if (seconds < 90) return 'about a minute'
  return seconds < 5400 ? `about ${Math.ceil(seconds / 60)} minutes` : `about ${formatDuration(seconds)}`
}
