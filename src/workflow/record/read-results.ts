import { readFile } from 'node:fs/promises'
import { UserError } from '../../errors.ts'
import type { Measurement } from '../../model/measures/measure.ts'
import { type MeasuredResult, parseResults, type ResultProblem } from '../../model/record/result.ts'
import { RESULT_FORMATS } from '../../model/record/results/registry.ts'
import { csvRows } from '../../text/csv-rows.ts'
import type { RecordRequest } from './request.ts'

/** A request to record the measured results of another platform. */
export interface ResultsRequest extends RecordRequest {
  from: string
}

/** Of a run of Spark, by its event log. */
export interface SparkRun {
  /** What tells it from all other runs. */
  application: { id: string | null; attempt: string | null }
  version: string | null
  /** `local[8]`, `yarn`, `spark`; null where the log does not say it. */
  master: string | null
  /** As `spark.plugins` names them; null where the log does not. */
  plugins: string | null
  /** At once, at the most. */
  executors: number
  coreHours: Measurement
  memoryGbHours: Measurement
}

export type NamedResult = MeasuredResult & { job: string; engine: string; spark?: SparkRun }

const DAY_MS = 86_400_000

/**
 * Reads results in the form of docs/record.md, or as a platform exports them.
 *
 * @returns also what was left out of an export, in sentences
 * @throws UserError `resultsUnreadable`, `resultsInvalid` with every problem
 */
export async function readResults(
  request: ResultsRequest,
  now: Date,
): Promise<{ results: NamedResult[]; doubts: string[] }> {
  const { from: path, job, engine } = request
  const json = await readExport(path)
  const format = RESULT_FORMATS.find((each) => each.isOne(json))
  const read = format ? format.read(json) : { results: json, doubts: [] }
  if ('problems' in read) throw new UserError('resultsInvalid', { path, problems: read.problems })
  const parsed = parseResults(read.results)
  if ('problems' in parsed) throw new UserError('resultsInvalid', { path, problems: parsed.problems })
  const results = parsed.results.map((result) => ({ job, engine, ...result }))
  const problems = results.flatMap((result, index): ResultProblem[] => [
    ...(['job', 'engine'] as const)
      .filter((key) => result[key] === undefined)
      .map((key) => ({ index, key, message: `is missing: add it, or give --${key}` })),
    // A platform's clock, or a zone by hand, may be hours ahead; what is more than a day ahead is a slip.
    ...(Date.parse(result.started) > now.getTime() + DAY_MS
      ? [{ index, key: 'started', message: `${result.started} is in the future: fix its date` }]
      : []),
  ])
  if (problems.length > 0) throw new UserError('resultsInvalid', { path, problems })
  return { results: results as NamedResult[], doubts: read.doubts }
}

/** The rows of CSV are objects by their header, as those of JSON. */
async function readExport(path: string): Promise<unknown> {
  try {
    const text = await readFile(path, 'utf8')
    return /\.csv$/i.test(path) ? csvRows(text) : (JSON.parse(text) as unknown)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw new UserError('resultsUnreadable', {
      path,
      detail: code === 'ENOENT' ? 'it was not found' : message,
    })
  }
}
