import type { RunRecord } from '../../model/record/schema.ts'
import { formatBytes } from '../../model/units/bytes.ts'
import { formatDuration } from '../../model/units/duration.ts'
import { describeLimits, type PlannedComparison, trialCount } from '../../plan/plan.ts'
import { describeRunners } from '../../plan/runner.ts'
import type { Pacer } from '../../workflow/plan/pacer.ts'
import type { ReadyComparison } from '../../workflow/trial/setup.ts'

/** The plan as a person reads it before the work begins: what, in which order, how long. */
export function describePlan(plans: readonly PlannedComparison[], pacer: Pacer): string[] {
  const trials = trialCount(plans)
  const total = sumOrUnknown(plans.map((plan) => secondsOf(plan, pacer)))
  const each = plans.map((plan) => {
    const { job, size, blocks, limits, partition, runners } = plan
    const order = blocks.map((block) => block.join(' ')).join(' | ')
    return `  ${job.name} · ${size} · partition ${partition} · ${describeLimits(limits)} · ${describeRunners(runners)} · ${about(secondsOf(plan, pacer))}\n    ${order}`
  })
  return [
    `Plan: ${plans.length} ${plans.length === 1 ? 'comparison' : 'comparisons'}, ${trials} trials one at a time, ${about(total)}`,
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
function about(seconds: number | undefined): string {
  if (seconds === undefined) return 'time not known before the first run here'
  if (seconds < 60) return 'about a minute'
  return seconds < 5400 ? `about ${Math.ceil(seconds / 60)} minutes` : `about ${formatDuration(seconds)}`
}

/** What was compared, in one line above the result. */
export function heading({ plan, input }: ReadyComparison, { trials }: RunRecord): string {
  const counts = new Set(
    plan.engines.map(({ name }) => trials.filter(({ engine }) => engine === name).length),
  )
  const [each] = counts
  const size = `${formatBytes(input.bytes)} of input`
  const parts = [plan.job.name, plan.size, `partition ${plan.partition}`, size, describeLimits(plan.limits)]
  return [
    ...parts,
    ...(counts.size === 1 ? [`${each} trials an engine`] : []),
    `run as ${describeRunners(plan.runners)}`,
  ].join(' · ')
}
