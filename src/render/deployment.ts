import {
  type Deployment,
  deploymentOf,
  isCluster,
  together,
  type Unknown,
} from '../model/record/deployment.ts'
import type { RunRecord } from '../model/record/schema.ts'
import { engineNames } from '../report/summary.ts'
import { counted } from '../text/text.ts'

const WHY: Record<Unknown['reason'], string> = {
  'not-recorded': 'not recorded',
  ambiguous: 'not recorded, and packages of several engines were installed',
  several: 'not the same in all steps and runs',
}

/** Whether a program for Spark ran: then one wants to know where. */
const isSparkish = ({ kind }: Pick<Deployment, 'kind'>): boolean => kind === 'spark' || kind === 'spark-api'

/** `Spark 4.1.4 in local mode`, `Spark on a cluster of 4 executors`, `Sail 0.7.2 (Spark’s API) on one machine`. */
function deploymentText({ kind, software, place }: Deployment): string {
  if (typeof kind !== 'string') return WHY[kind.reason]
  const name = software ?? { spark: 'Spark', 'spark-api': 'another engine', other: 'without Spark' }[kind]
  const what = kind === 'spark-api' ? `${name} (Spark’s API)` : name
  if (!('mode' in place))
    return `${what}, ${kind === 'spark' ? 'local mode or cluster' : 'where'}: ${WHY[place.reason]}`
  if (place.mode === 'local') return `${what} ${kind === 'spark' ? 'in local mode' : 'on one machine'}`
  const { executors } = place
  if (!executors) return `${what} on a cluster (how many executors: not recorded)`
  const { least, most } = executors
  return `${what} on a cluster of ${least < most ? `${least} to ` : ''}${counted(most, 'executor')}`
}

/** The same for a table: `local mode`, `cluster of 4`, `one machine`. */
export function modeText({ kind, place }: Deployment): string {
  if (!('mode' in place)) return WHY[place.reason]
  if (place.mode === 'local') return kind === 'spark' ? 'local mode' : 'one machine'
  if (!place.executors) return 'cluster'
  const { least, most } = place.executors
  return `cluster of ${least < most ? `${least}–` : ''}${most}`
}

/** An engine, and how it ran. */
export interface Deployed {
  name: string
  deployment: Deployment
}

/** `spark: Spark 4.1.4 on a cluster of 2 executors; polars: Polars 2.1.0 on one machine`; empty where nobody is known to have run Spark. */
export const modesText = (engines: readonly Deployed[]): string =>
  engines.some(({ deployment }) => isSparkish(deployment))
    ? engines.map(({ name, deployment }) => `${name}: ${deploymentText(deployment)}`).join('; ')
    : ''

/** How each engine ran, over all trials of records of one job; baseline first. */
export function deployedIn(records: readonly [RunRecord, ...RunRecord[]]): Deployed[] {
  const trials = records.flatMap((record) => record.trials)
  return engineNames(records[0]).map((name) => ({
    name,
    deployment: together(trials.filter(({ engine }) => engine === name).map(deploymentOf)),
  }))
}

/** What stands beside each engine's name in a table: `cluster of 2`, `local mode`. Nothing where none ran on a cluster. */
export const modesBeside = (engines: readonly Deployed[]): ReadonlyMap<string, string> =>
  engines.some(({ deployment: { place } }) => isCluster(place))
    ? new Map(engines.map(({ name, deployment }) => [name, modeText(deployment)]))
    : new Map()

/** `spark, local mode`. */
export const withMode = (engine: string, modes: ReadonlyMap<string, string>): string =>
  [engine, modes.get(engine)].filter(Boolean).join(', ')
