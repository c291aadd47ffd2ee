import { rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { openDuckDB } from '../../duckdb/open.ts'
import { literal } from '../../duckdb/sql.ts'
import { UserError } from '../../errors.ts'
import { sha256 } from '../../files/digest.ts'
import { readWhole } from '../../files/excerpt.ts'
import { parseRequests, type ServiceRequest } from '../../model/config/requests.ts'
import { ANSWERS } from '../../model/config/service-schema.ts'
import type { PlannedComparison } from '../../plan/plan.ts'
import type { Asked } from '../../service/serve.ts'
import { type Answered, type AnswerRow, answerRows } from '../../trial/answers.ts'
import { callOf } from '../../trial/service.ts'

/** A job's service, with the requests that it is asked. */
export interface ReadyService extends Asked {
  /** Of the file of requests. */
  sha256: string
}

/** Runners whose steps tell where they are reached. */
const RUNNERS = ['process', 'docker']

/**
 * What a job's service is asked; null of a job that has none.
 *
 * @param root where relative paths of the configuration begin
 * @throws UserError `requestsMissing`, `requestsInvalid`, `serviceElsewhere`
 */
export async function readService(plan: PlannedComparison, root: string): Promise<ReadyService | null> {
  const { job, runners, partition } = plan
  const { service } = job
  if (!service) return null
  for (const [engine, names] of Object.entries(runners)) {
    const runner = names.find((name) => !RUNNERS.includes(name))
    if (runner !== undefined) throw new UserError('serviceElsewhere', { job: job.name, engine, runner })
  }
  const { requests, sha256 } = await readRequests(job.name, service, root)
  return { service, requests, seed: `${job.name} ${partition}`, sha256 }
}

/**
 * The requests of a job's service.
 *
 * @param root where relative paths of the configuration begin
 * @throws UserError `requestsMissing`, `requestsInvalid`
 */
export async function readRequests(
  job: string,
  service: Asked['service'],
  root: string,
): Promise<Pick<ReadyService, 'requests' | 'sha256'>> {
  const path = resolve(root, service.requests)
  const text = await readWhole(path).catch(() => undefined)
  if (text === undefined) throw new UserError('requestsMissing', { job, path })
  const parsed = parseRequests(text)
  if ('problems' in parsed) throw new UserError('requestsInvalid', { path, problems: parsed.problems })
  return { requests: parsed.requests, sha256: sha256(text) }
}

/** Its answers beside a trial's log, as they came. */
const ANSWERS_FILE = 'answers.ndjson'

/** Writes a service's answers beside the trial's log as they came, and as a table to compare into its output. */
export async function writeAnswers(
  folder: string,
  { requests }: Pick<Asked, 'requests'>,
  answers: readonly Answered[],
): Promise<void> {
  const told = answers.map((answer, index) => {
    const request = requests[index] as ServiceRequest
    return { request: request.line, call: callOf(request), ...answer }
  })
  await writeFile(join(folder, ANSWERS_FILE), linesOf(told))
  const rows = join(folder, 'answer-rows.ndjson')
  await writeFile(
    rows,
    linesOf(told.flatMap(({ request, call, ...answer }) => answerRows(request, call, answer))),
  )
  await using db = await openDuckDB({ threads: 1 })
  await db.run(
    `COPY (FROM read_json(${literal(rows)}, format = 'newline_delimited', columns = ${COLUMNS}, maximum_object_size = 67108864))
     TO ${literal(join(folder, 'output', `${ANSWERS}.parquet`))} (FORMAT parquet)`,
  )
  await rm(rows)
}

const COLUMNS = `{request: 'INTEGER', call: 'VARCHAR', "at": 'VARCHAR', type: 'VARCHAR', text: 'VARCHAR', number: 'DOUBLE'}`

const linesOf = (values: readonly object[]): string =>
  values.map((value) => `${JSON.stringify(value)}\n`).join('')

/** An answer of a trial's service, with its request. */
export type ToldAnswer = Pick<AnswerRow, 'request' | 'call'> & Answered

/** The answers of a trial's service, as they came; none where there is no such file. */
export async function readAnswers(folder: string): Promise<ToldAnswer[]> {
  const text = (await readWhole(join(folder, ANSWERS_FILE))) ?? ''
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
}
