import { orNull } from '../model/measures/measure.ts'
import { CRITERIA_NAMES } from './criteria/criterion.ts'
import { isSpread, type QualifiedJob, type Spreads } from './job.ts'
import type { Qualified } from './qualify.ts'

type Column = [name: string, type: string, of: (job: Qualified, index: number) => unknown]

/** Figures of a job's runs; seconds and bytes. */
const SPREADS = {
  wall_seconds: 'wallSeconds',
  replay_seconds: 'replaySeconds',
  file_bytes: 'fileBytes',
  read_bytes: 'readBytes',
  largest_shuffle_bytes: 'largestShuffleBytes',
  executor_bytes: 'executorBytes',
  peak_heap_bytes: 'peakHeapBytes',
  peak_process_bytes: 'peakProcessBytes',
} as const satisfies Record<string, keyof QualifiedJob>

const COLUMNS: Column[] = [
  ['rank', 'INTEGER', (_, index) => index + 1],
  ['job', 'VARCHAR', ({ name }) => name],
  ['outlook', 'VARCHAR', ({ outlook }) => outlook],
  ['runs', 'INTEGER', ({ runs }) => runs.length],
  ['days', 'INTEGER', ({ days }) => days],
  ['failed_runs', 'INTEGER', ({ failedRuns }) => failedRuns],
  ['core_hours', 'DOUBLE', ({ coreHours }) => orNull(coreHours)],
  ['bill', 'DOUBLE', ({ bill }) => orNull(bill)],
  ['growth_30_days', 'DOUBLE', ({ growth }) => orNull(growth)],
  ['read_growth_30_days', 'DOUBLE', ({ readGrowth }) => orNull(readGrowth)],
  ...Object.entries(SPREADS).flatMap(([name, key]) =>
    (['p50', 'p95', 'max'] as const).map(
      (which): Column => [`${name}_${which}`, 'DOUBLE', (job) => spreadValue(job[key], which)],
    ),
  ),
  ...CRITERIA_NAMES.map(
    (criterion): Column => [
      `criterion_${criterion}`,
      'VARCHAR',
      ({ findings }) => findings.find((finding) => finding.criterion === criterion)?.side ?? null,
    ],
  ),
]

/** A row a job, in their order; a figure that is not known is NULL, and `qualify --json` has its reason. */
export const jobRows = (jobs: readonly Qualified[]) => ({
  columns: COLUMNS.map(([name, type]): [string, string] => [name, type]),
  rows: jobs.map((job, index) => Object.fromEntries(COLUMNS.map(([name, , of]) => [name, of(job, index)]))),
})

const spreadValue = (spreads: Spreads, which: 'p50' | 'p95' | 'max'): number | null =>
  isSpread(spreads) ? spreads[which] : null
