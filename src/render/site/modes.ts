import { type Deployment, isCluster } from '../../model/record/deployment.ts'
import type { JobRow } from '../../report/model/overview.ts'
import { counted } from '../../text/text.ts'
import { judgedOnes } from '../../verdict/verdict.ts'
import { type Deployed, modesBeside, modesText, modeText } from '../deployment.ts'
import { firstFew, listed } from '../verdict/numbers.ts'

const MOST_NAMED = 4

/** Baseline first; none of a job without a comparison. */
function enginesOf({ baseline, candidates }: Pick<JobRow, 'baseline' | 'candidates'>): Deployed[] {
  const verdicts = judgedOnes(candidates.map(({ verdict }) => verdict))
  const [first] = verdicts
  if (!first) return []
  return [
    { name: baseline.name, deployment: first.move.ran.baseline },
    ...verdicts.map(({ subject, move }) => ({ name: subject.candidate, deployment: move.ran.candidate })),
  ]
}

/** How a job's engines ran; empty where nobody is known to have run a program for Spark. */
export const jobModes = (job: Pick<JobRow, 'baseline' | 'candidates'>): string => modesText(enginesOf(job))

/** What stands beside its engines' names in tables, where one ran on a cluster. */
export const modesOf = (job: Pick<JobRow, 'baseline' | 'candidates'>): ReadonlyMap<string, string> =>
  modesBeside(enginesOf(job))

/** Whether its baseline is known to have run on a cluster. */
export function isOnCluster(job: Pick<JobRow, 'baseline' | 'candidates'>): boolean {
  const [baseline] = enginesOf(job)
  return baseline !== undefined && isCluster(baseline.deployment.place)
}

function whereText(deployment: Deployment): string {
  const { place } = deployment
  if (!('mode' in place)) return 'where it is not recorded'
  return place.mode === 'local' ? 'in local mode' : `on a ${modeText(deployment)}`
}

/** `Spark ran in local mode in 2 jobs (orders, returns) and on a cluster of 4 in 1 job (stock).` */
export function baselineModes(jobs: readonly JobRow[], who: string): string {
  const known = jobs.flatMap((job) => {
    const [baseline] = enginesOf(job)
    return baseline?.deployment.kind === 'spark'
      ? [{ job: job.name, where: whereText(baseline.deployment) }]
      : []
  })
  const [only, ...others] = Map.groupBy(known, ({ where }) => where)
  if (!only) return ''
  if (others.length === 0 && known.length === jobs.length) return `${who} ran ${only[0]}.`
  const each = [only, ...others].map(
    ([where, of]) =>
      `${where} in ${counted(of.length, 'job')} (${firstFew(
        of.map(({ job }) => job),
        MOST_NAMED,
      )})`,
  )
  return `${who} ran ${listed(each)}.`
}
