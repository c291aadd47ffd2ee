import { readFile } from 'node:fs/promises'
import { UserError } from '../../errors.ts'
import { type MeasuredResult, parseResults, type ResultProblem } from '../../model/record/result.ts'
import type { RecordRequest } from './request.ts'

/** A request to record the measured results of another platform. */
export interface ResultsRequest extends RecordRequest {
  from: string
}

export type NamedResult = MeasuredResult & { job: string; engine: string }

const DAY_MS = 86_400_000

/** @throws UserError `resultsUnreadable`, `resultsInvalid` with every problem */
export async function readResults(request: ResultsRequest, now: Date): Promise<NamedResult[]> {
  const { from: path, job, engine } = request
  const json: unknown = await readFile(path, 'utf8')
    .then((text) => JSON.parse(text))
    .catch((error: NodeJS.ErrnoException) => {
      const detail = error.code === 'ENOENT' ? 'it was not found' : error.message
      throw new UserError('resultsUnreadable', { path, detail })
    })
  const parsed = parseResults(json)
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
  return results as NamedResult[]
}
