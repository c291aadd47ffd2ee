import type { JobStanding } from '../../report/model/overview.ts'
import { isOffCluster, isSwitch } from '../verdict/move.ts'
import { listed } from '../verdict/numbers.ts'
import { leading } from './figures.ts'

/** What jobs leave with their leading candidates: the baseline, its cluster alone, or no more than its present form. */
const KINDS = ['baseline', 'cluster', 'form'] as const

export function kindOf(job: JobStanding): (typeof KINDS)[number] {
  const verdict = leading(job)?.verdict
  if (!verdict || verdict.decision === 'nothing') return 'baseline'
  if (isOffCluster(verdict)) return 'cluster'
  return isSwitch(verdict) ? 'form' : 'baseline'
}

const GOALS: Record<(typeof KINDS)[number], (who: string) => string> = {
  baseline: (who) => `retire ${who}`,
  cluster: () => 'leave its cluster',
  form: (who) => `change ${who}`,
}

/** `Spark`, `its cluster`, `their cluster`, `Spark as it is`. */
export function leftBy(jobs: readonly JobStanding[], who: string): string {
  const [kind, ...others] = new Set(jobs.map(kindOf))
  if (others.length > 0 || kind === 'baseline') return who
  return kind === 'cluster' ? `${jobs.length === 1 ? 'its' : 'their'} cluster` : `${who} as it is`
}

/** `None of 5 jobs can retire Spark yet.` */
export function noneText(jobs: readonly JobStanding[], who: string): string {
  const goals = KINDS.filter((kind) => jobs.some((job) => kindOf(job) === kind)).map((kind) =>
    GOALS[kind](who),
  )
  return `None of ${jobs.length} jobs can ${goals.join(' or ')} yet.`
}

/** `2 of 5 jobs no longer need Spark and 1 no longer needs its cluster.` */
export function readyText(ready: readonly JobStanding[], of: number, who: string): string {
  const parts = KINDS.map((kind) => ready.filter((job) => kindOf(job) === kind))
    .filter(({ length }) => length > 0)
    .map((jobs, index) => {
      const count = index === 0 ? `${jobs.length} of ${of} jobs` : String(jobs.length)
      return `${count} ${jobs.length === 1 ? 'no longer needs' : 'no longer need'} ${leftBy(jobs, who)}`
    })
  return `${listed(parts)}.`
}
