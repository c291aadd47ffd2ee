import type { CandidateStanding, JobStanding } from '../../report/model/overview.ts'
import type { Group } from '../../report/model/shared.ts'
import { keepText, leftName, retireText } from '../verdict/move.ts'
import { leading } from './figures.ts'
import { kindOf } from './left.ts'

/** Title of a group of jobs, by what their leading candidates leave. */
export function sectionTitle(group: Group, jobs: readonly JobStanding[], who: string): string {
  const titles = new Set(
    jobs.map((job) => {
      const first = leading(job)
      return first ? titleOf(first, who) : groupTitle(group, who)
    }),
  )
  const [title = groupTitle(group, who), ...others] = titles
  if (others.length === 0) return title
  const isAnyCluster = jobs.some((job) => kindOf(job) === 'cluster')
  const verb = group === 'retire' ? 'Leave' : 'Keep'
  return isAnyCluster && (group === 'retire' || group === 'keep')
    ? `${verb} ${who} or the cluster`
    : groupTitle(group, who)
}

/** What a group says of jobs of which no more is known. */
export function groupTitle(group: Group, who: string): string {
  const titles: Record<Group, string> = {
    retire: `Retire ${who}`,
    fix: 'Fix the candidate first',
    measure: 'Keep measuring',
    keep: `Keep ${who}`,
    nothing: 'Nothing to judge yet',
  }
  return titles[group]
}

/** Of a candidate: what is kept because nothing was decided in time is not called by the name of what lost. */
export function candidateTitle(candidate: CandidateStanding, who: string): string {
  const { verdict } = candidate
  const isUndecided = verdict.decision === 'keep' && verdict.basis === 'undecided'
  return isUndecided ? `Undecided: keep ${leftName(verdict, who)} for now` : titleOf(candidate, who)
}

function titleOf({ group, verdict }: CandidateStanding, who: string): string {
  if (verdict.decision === 'nothing') return groupTitle(group, who)
  if (group === 'retire') return retireText(verdict, who)
  return group === 'keep' ? keepText(verdict, who) : groupTitle(group, who)
}

/** A sign a group, where there are no pictures. */
export const GROUP_SIGNS: Record<Group, string> = {
  retire: '✓',
  fix: '✕',
  measure: '…',
  keep: '–',
  nothing: '–',
}
