import { binaryBytes, COLD } from '../../plan/plan.ts'
import type { ComparisonPage } from '../../report/model/comparison.ts'
import type { JobPage } from '../../report/model/job.ts'
import { counted } from '../../text/text.ts'
import { listed, timesText } from '../verdict/numbers.ts'
import { partitionText } from './candidate.ts'

/** `21 Nov`; of a job that ran at several sizes or limits, with these: `21 Nov, 2 cores, 8 GiB`. */
export const comparisonName = (page: ComparisonPage, asOf: string): string =>
  [partitionText(page.partition, asOf), ...(page.isOneOfSeveral ? [placeName(page)] : [])].join(', ')

/** `small, 2 cores`. */
function placeName({ size, limits }: Pick<ComparisonPage, 'size' | 'limits'>): string {
  const { cpus, memoryBytes, cache, storage, workers } = limits
  const parts = [
    ...(cpus === null ? [] : [counted(cpus, 'core')]),
    ...(memoryBytes === null ? [] : [binaryBytes(memoryBytes, ' ')]),
    ...(cache === undefined ? [] : [COLD]),
    ...(storage === undefined ? [] : [`on ${storage}`]),
    ...(workers === undefined ? [] : [counted(workers, 'worker')]),
  ]
  return [...(size === 'own' ? [] : [size]), ...(parts.length > 0 ? parts : ['no limits'])].join(', ')
}

/** `2 cores: polars 0.071× on 1 day`. */
export function otherPlaceText({ runs, ratios, ...place }: JobPage['otherPlaces'][number]): string {
  const figures = ratios.map(({ engine, value }) => `${engine.name} ${timesText(value)}`)
  const days = counted(new Set(runs.map(({ day }) => day)).size, 'day')
  return `${placeName(place)}: ${figures.length > 0 ? listed(figures) : 'no ratio'} on ${days}`
}
