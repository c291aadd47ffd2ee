import type { Outlook, Qualified } from '../../../qualify/qualify.ts'
import type { Qualification } from '../../../qualify/result.ts'
import { counted, printable } from '../../../text/text.ts'
import { longDay } from '../../site/dates.ts'
import { MEANING, machineText } from '../text.ts'

/** A job's name as a page shows it: there is always something to click on. */
export const jobTitle = ({ name }: Pick<Qualified, 'name'>): string => printable(name).trim() || '(no name)'

const OF_ONE: Record<Outlook, string> = {
  likely: 'is likely to run on one machine: worth measuring.',
  measure: 'may run on one machine: only measuring it will tell.',
  unlikely: 'is unlikely to run on one machine.',
}

/** Which jobs to try first, in one sentence. */
export function pageHeadline({ jobs }: Pick<Qualification, 'jobs'>): string {
  const [only, ...others] = jobs
  if (!only) return 'These event logs have no job.'
  if (others.length === 0) return `${jobTitle(only)} ${OF_ONE[only.outlook]}`
  const count = (outlook: Outlook) => jobs.filter((job) => job.outlook === outlook).length
  const [likely, open, all] = [count('likely'), count('measure'), jobs.length.toLocaleString('en')]
  if (likely > 0)
    return `${likely.toLocaleString('en')} of ${all} jobs ${likely === 1 ? 'is' : 'are'} likely to run on one machine: measure ${likely === 1 ? 'it' : 'these'} first.`
  return open > 0
    ? `None of ${all} jobs is likely to run on one machine by its logs alone. ${counted(open, 'job')} may: only measuring will tell.`
    : `None of ${all} jobs is likely to run on one machine.`
}

/** What was read, what it was held against, and what the answer means. */
export function basisText({ jobs, target }: Qualification): string {
  const days = jobs.flatMap(({ runs }) => runs.map(({ startedAt }) => startedAt.slice(0, 10))).toSorted()
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return 'None of the logs could be read.'
  const when = first === last ? `on ${longDay(first)}` : `from ${longDay(first)} to ${longDay(last)}`
  return `${counted(days.length, 'run')} of Spark ${when}, compared with ${machineText(target)}. ${MEANING}`
}
