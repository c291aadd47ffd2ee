import type { Platform } from '../../model/config/platforms.ts'
import { isMeasured, type Measurement } from '../../model/measures/measure.ts'
import { MEASURES } from '../../model/measures/registry.ts'
import type { RunRecord } from '../../model/record/schema.ts'
import { billOf } from '../../pricing/bill.ts'
import { withWorkers } from '../../pricing/cluster.ts'
import { moneyText } from '../../pricing/money.ts'
import { type ClusterRow, clusterRows } from '../../report/clusters.ts'
import { engineNames, summariseMeasure } from '../../report/summary.ts'
import { counted } from '../../text/text.ts'
import { deployedIn, modesBeside, withMode } from '../deployment.ts'
import { besideEachOther, besideLines, timeOf } from './beside.ts'
import { alignColumns } from './columns.ts'

/** Where an engine of a job runs in production, as far as the policy says it. */
export type PlatformOf = (job: string, engine: string) => Platform | undefined

/** Times by the number of workers, and what each cluster held and cost beside one machine; nothing of a job without an axis of workers. */
export const workersLines = (records: readonly RunRecord[], platformOf: PlatformOf): string[] => [
  ...besideLines(records, 'workers', (workers) => counted(workers, 'worker')),
  ...besideEachOther(records, 'workers').flatMap((own) => figureTable(own, platformOf)),
]

const HEADER = ['', 'time', 'CPU-seconds', 'memory', 'executors idle', 'cost', '']

function figureTable(records: readonly RunRecord[], platformOf: PlatformOf): string[] {
  const [first] = records
  if (!first) return []
  const modes = modesBeside(deployedIn([first]))
  const body = engineNames(first).flatMap((engine) =>
    clusterOf(first, engine)
      ? records.map((record) => [
          `${engine}, cluster of ${record.limits.workers}`,
          ...figures(record, engine, platformOf),
        ])
      : [[withMode(engine, modes), ...figures(first, engine, platformOf)]],
  )
  return ['', ...alignColumns([HEADER, ...body])]
}

const clusterOf = (record: RunRecord, engine: string): ClusterRow | undefined =>
  clusterRows(record).find((row) => row.engine === engine)

function figures(record: RunRecord, engine: string, platformOf: PlatformOf): string[] {
  const { limits, job } = record
  const time = timeOf(record, engine)
  const declared = platformOf(job, engine)
  const cluster = clusterOf(record, engine)
  const platform =
    declared && cluster && limits.workers !== undefined ? withWorkers(declared, limits.workers) : declared
  const figure = (measure: 'cpuSeconds' | 'peakAnonBytes') =>
    text(summariseMeasure(record, measure).figures[engine]?.value ?? undefined, MEASURES[measure].format)
  return [
    text(time, MEASURES.totalMs.format),
    figure('cpuSeconds'),
    figure('peakAnonBytes'),
    cluster ? text(cluster.idleShare ?? undefined, (share) => `${(100 * share).toFixed(0)} %`) : '',
    platform && isMeasured(time) ? costText(platform, time / 1000) : '–',
    '',
  ]
}

const text = (value: Measurement | undefined, format: (value: number) => string): string =>
  isMeasured(value) ? format(value) : '–'

function costText(platform: Platform, seconds: number): string {
  const [price] = platform.prices
  return price ? moneyText(billOf(platform, seconds), price.currency) : '–'
}
