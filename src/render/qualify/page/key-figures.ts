import { knownCoreHours } from '../../../qualify/job.ts'
import type { Outlook, Qualified } from '../../../qualify/qualify.ts'
import type { Qualification } from '../../../qualify/result.ts'
import { percentOf } from '../../site/figures.ts'
import type { KeyFigure } from '../../site/job.ts'
import { agesText } from '../../verdict/listed-prices.ts'
import { billSum, pricesOf } from '../cost.ts'
import { hoursText } from '../figures.ts'

/** How much of the cluster is worth measuring elsewhere, and by how many logs that is known. */
export function qualifyFigures(result: Qualification): KeyFigure[] {
  const { jobs, logs } = result
  if (jobs.length === 0) return []
  const likely = jobs.filter(({ outlook }) => outlook === 'likely')
  const count = (outlook: Outlook) => jobs.filter((job) => job.outlook === outlook).length
  const having = (status: string) => logs.filter((log) => log.status === status).length
  const [hours, all] = [coreHours(likely), coreHours(jobs)]
  return [
    {
      term: 'Likely jobs',
      value: likely.length.toLocaleString('en'),
      detail: `${count('measure')} to measure, ${count('unlikely')} unlikely`,
    },
    {
      term: 'Core-hours of likely jobs',
      value: hoursText(hours),
      detail: hours > 0 ? `${percentOf(hours / all)} of ${hoursText(all)}` : `of ${hoursText(all)}`,
    },
    costFigure(result, likely),
    {
      term: 'Event logs',
      value: `${(logs.length - having('skipped')).toLocaleString('en')} read`,
      detail: `${having('partly')} of them partly, ${having('skipped')} skipped`,
    },
  ]
}

function costFigure({ jobs, price }: Qualification, likely: readonly Qualified[]): KeyFigure {
  const term = 'Cost of likely jobs'
  if (!price) return { term, value: null, detail: 'not known: no --core-price was given' }
  const all = billSum(jobs, price)
  const total = all.sum === null ? 'cost of no job is known' : `of ${all.sum}${all.unknown}`
  return { term, value: billSum(likely, price).sum, detail: `${total}; ${agesText(pricesOf(price))}` }
}

const coreHours = (jobs: readonly Qualified[]): number =>
  jobs.reduce((sum, job) => sum + knownCoreHours(job), 0)
