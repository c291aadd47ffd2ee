import { rm } from 'node:fs/promises'
import type { DuckDB } from '../../duckdb/open.ts'
import { UserError } from '../../errors.ts'
import type { Table } from '../../model/config/model.ts'
import type { QueryRecord } from '../../model/record/schema.ts'
import { compareTables } from '../../parity/compare.ts'
import { open } from '../../tables/open.ts'
import type { TableSource } from '../../tables/table.ts'
import { printable } from '../../text/text.ts'
import { openForOutputs, spillFolder } from '../duckdb-session.ts'
import type { MeasuredTrial } from './measure-trial.ts'
import { type QueryRun, resultFolder } from './run-queries.ts'

const RESULT: Table = { name: 'result', key: [], ignore: [], accept: {}, tolerance: {} }

interface Result extends QueryRun {
  engine: string
  source: TableSource | null
}

/**
 * Compares each result with the first of the same query, like tables: the order of rows does not matter.
 *
 * @param folder that the comparison writes to
 * @returns undefined where no queries ran
 */
export async function compareQueries(
  trials: readonly MeasuredTrial[],
  folder: string,
  signal: AbortSignal,
): Promise<QueryRecord[] | undefined> {
  const queried = trials.filter(({ queries }) => queries.length > 0)
  if (queried.length === 0 || signal.aborted) return undefined
  await using db = await openForOutputs(folder, signal)
  const records: QueryRecord[] = []
  try {
    const results: Result[] = []
    for (const { trial, folder: own, queries } of queried)
      for (const run of queries)
        results.push({ ...run, engine: trial.engine, ...(await readResult(db, own, run)) })
    for (const result of results) {
      const first = results.find(({ name, source }) => name === result.name && source !== null)
      records.push(await compareResult(db, first, result))
    }
  } finally {
    await rm(spillFolder(folder), { recursive: true, force: true })
  }
  return records
}

async function readResult(
  db: DuckDB,
  trialFolder: string,
  run: QueryRun,
): Promise<Pick<Result, 'source' | 'problem'>> {
  if (run.problem !== null) return { source: null, problem: run.problem }
  const folder = resultFolder(trialFolder, run)
  const location = { kind: 'output', folder, engine: run.by, tables: [RESULT], trusted: folder } as const
  const { tables, problems } = await open(db, location)
  return { source: tables[0]?.source ?? null, problem: problems.get(RESULT.name)?.message ?? null }
}

async function compareResult(db: DuckDB, first: Result | undefined, result: Result): Promise<QueryRecord> {
  const { source, problem, ...run } = result
  const unknown = { ...run, rows: null, outcome: null }
  if (!source || !first?.source) return { ...unknown, detail: detailText(problem ?? 'it has no result') }
  const names = { baseline: nameOf(first), engine: nameOf(result), table: RESULT }
  try {
    const { finding } = await compareTables(db, names, first.source, source)
    const { outcome, engineRows: rows, summary } = finding
    return { ...run, rows, outcome, detail: outcome === 'exact' ? null : detailText(summary) }
  } catch (error) {
    if (error instanceof UserError || db.signal?.aborted) throw error
    return { ...unknown, detail: detailText(`it could not be compared: ${(error as Error).message}`) }
  }
}

const nameOf = ({ by, engine }: Result): string => `${by} on the tables of ${engine}`

const MOST_DETAIL = 200
const detailText = (text: string): string => printable(text.split('\n')[0] ?? '').slice(0, MOST_DETAIL)
