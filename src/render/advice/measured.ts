import { formatBytes } from '../../model/units/bytes.ts'
import { describeLimits } from '../../plan/plan.ts'
import type { JobStanding } from '../../report/model/overview.ts'
import type { Measured } from '../../verdict/measured.ts'
import { modeText } from '../deployment.ts'
import { UNKNOWN_INPUT } from '../verdict/capacity.ts'
import { timesText } from '../verdict/numbers.ts'

export const MEASURED_TITLE = 'When to use which'

/** The heading of the table, and a row a candidate, size, limits and class of machines. */
export const MEASURED_HEADING = [
  'job',
  'input',
  'limits',
  'machine',
  'mode',
  'candidate',
  'same data',
  'faster',
  'time',
  'cheaper',
  'failed alone',
]

export const measuredCells = (row: Measured): string[] => [
  row.job,
  row.inputBytes === null ? row.size : formatBytes(Math.round(row.inputBytes)),
  describeLimits(row.limits),
  row.hostClass,
  modesText(row),
  row.candidate,
  row.compared === 0 ? 'not compared' : `${row.same} of ${row.compared}`,
  tallyText(row, row.faster),
  row.ratio === null ? 'no time' : timesText(row.ratio),
  row.cheaper === null ? 'no prices' : tallyText(row, row.cheaper),
  tallyText(row, row.failedAlone),
]

/** Those of jobs that were measured at more places than they are judged at: a row a verdict says no more than the verdict. */
export const unsaidRows = (rows: readonly Measured[], jobs: readonly JobStanding[]): Measured[] =>
  jobs.flatMap(({ name, candidates }) => {
    const own = rows.filter(({ job }) => job === name)
    return own.length > candidates.length ? own : []
  })

/** `spark local mode, polars one machine`. */
const modesText = ({ baseline, candidate, deployments }: Measured): string =>
  `${baseline} ${modeText(deployments.baseline)}, ${candidate} ${modeText(deployments.candidate)}`

/** `polars 5, spark 0`. */
const tallyText = (
  { candidate, baseline }: Pick<Measured, 'candidate' | 'baseline'>,
  tally: Measured['faster'],
): string => `${candidate} ${tally.candidate}, ${baseline} ${tally.baseline}`

/** Further from what was measured than this, its figures say little of it. */
const MUCH_BEYOND = 2

/** How far the declared volume lies from what was measured of a job; none where it lies within. */
export function coverageText(
  job: string,
  volumeBytes: number | null,
  rows: readonly Measured[],
): string | null {
  const sizes = rows.filter((row) => row.job === job).flatMap(({ inputBytes }) => inputBytes ?? [])
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)]
  if (rows.every((row) => row.job !== job)) return `Of ${job}, nothing is measured.`
  if (sizes.length === 0) return `For ${job}, ${UNKNOWN_INPUT}.`
  const range = `${job} was measured up to ${formatBytes(Math.round(most))} of input`
  if (volumeBytes === null) return `${range}. Nothing is measured above that.`
  if (volumeBytes > most * MUCH_BEYOND)
    return `${range}. At ${formatBytes(volumeBytes)}, ${Number((volumeBytes / most).toPrecision(2))} times that, nothing is measured.`
  return volumeBytes * MUCH_BEYOND < least
    ? `${job} was measured from ${formatBytes(Math.round(least))} of input. At ${formatBytes(volumeBytes)}, nothing is measured.`
    : null
}
