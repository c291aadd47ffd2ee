import { glob, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { z } from 'zod'
import { sha256OfFile } from '../../files/digest.ts'
import { bytesOf, type FileEntry, listFiles, removeTree } from '../../files/disk.ts'
import { type InputPart, joinInputs } from '../../inputs/resolve.ts'
import { measurement, unmeasured } from '../../model/measures/measure.ts'
import type { Contract } from '../../runners/job-contract.ts'
import { parseLakeName } from '../../tables/readers/lake/lake-name.ts'
import { isObjects } from '../../tables/readers/lake/object-name.ts'
import type { TableSource } from '../../tables/table.ts'
import type { PreparedEngine } from '../engine/engine.ts'
import type { Query, ReadyQueries } from './read-queries.ts'
import { runTrial, type TrialRun } from './trial.ts'

/** One query that ran on one engine's tables; its result lies in the trial's folder. */
export const queryRun = z.strictObject({
  name: z.string(),
  sql: z.string(),
  by: z.string(),
  coldSeconds: measurement,
  warmSeconds: measurement,
  /** Why it has no result; null where it ended well. */
  problem: z.string().nullable(),
})
export type QueryRun = z.output<typeof queryRun>

/** The trial whose tables are queried. */
export interface QueriedTrial {
  folder: string
  /** What its engine was given. */
  contract: Contract
  timeoutSeconds: number
  /** What it wrote, by name. */
  tables: Readonly<Record<string, TableSource>>
}

/** Where what queries gave lies, below a trial's folder. */
const QUERIES = 'queries'
export const resultFolder = (trialFolder: string, { name, by }: Pick<QueryRun, 'name' | 'by'>): string =>
  join(trialFolder, QUERIES, name, by, 'output')

/** Removes the results once they were compared; logs stay. */
export async function removeResults(trialFolder: string): Promise<void> {
  const outputs = await Array.fromAsync(glob(`${QUERIES}/*/*/output`, { cwd: trialFolder }))
  await Promise.all(outputs.map((output) => removeTree(join(trialFolder, output))))
}

/** Runs each query by each query engine, one after the other, each in a session of its own. */
export async function runQueries(
  { queries, engines }: ReadyQueries,
  trial: QueriedTrial,
  signal: AbortSignal,
): Promise<QueryRun[]> {
  const data = await dataPart(trial)
  const runs: QueryRun[] = []
  for (const query of queries) {
    const parts = [queryPart(query), await tablesFile(query, trial), data]
    const contract = { ...trial.contract, input: joinInputs(parts, QUERIES) }
    for (const engine of engines) {
      if (signal.aborted) return runs
      runs.push(await runQuery(query, engine, { ...trial, contract }, signal))
    }
  }
  return runs
}

async function runQuery(
  { name, sha256 }: Query,
  engine: PreparedEngine,
  { folder, contract, timeoutSeconds }: QueriedTrial,
  signal: AbortSignal,
): Promise<QueryRun> {
  const place = join(folder, QUERIES, name, engine.name)
  const output = join(place, 'output')
  const request = { engine, folder: place, contract: { ...contract, output }, timeoutSeconds }
  const run = await runTrial({ ...request, service: null, isCold: false, isFirst: false }, signal)
  return {
    ...{ name, sql: sha256, by: engine.name },
    coldSeconds: secondsOf(run, 'cold'),
    warmSeconds: secondsOf(run, 'warm'),
    problem:
      run.outcome === 'ok'
        ? null
        : `${run.reason ?? run.outcome} (${join(QUERIES, name, engine.name, 'log.txt')})`,
  }
}

/** Seconds of a stage that the query engine reported. */
function secondsOf({ outcome, steps }: TrialRun, stage: 'cold' | 'warm'): QueryRun['coldSeconds'] {
  const told = steps.flatMap(({ stages }) => stages).find(({ name }) => name === stage)
  if (outcome !== 'ok') return unmeasured('the query failed')
  return told?.seconds ?? unmeasured(`its engine reported no stage '${stage}'`)
}

/** Tells query engines where the tables of a query are: of files, below the folder of the data. */
async function tablesFile(
  { name: query, text }: Query,
  { folder, contract, tables }: QueriedTrial,
): Promise<InputPart> {
  const places = Object.entries(tables)
    .filter(([name]) => isNamed(name, text))
    .map(([name, { path, format }]) => [name, { format, ...placeOf(path, contract.output) }])
  const path = join(folder, QUERIES, query, 'tables.json')
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, JSON.stringify(Object.fromEntries(places), null, 1))
  return part('tables', path, await listFiles(path), await sha256OfFile(path))
}

/** Whether a table's name is anywhere in a query: an engine need not be able to read all others. */
const isNamed = (table: string, sql: string): boolean =>
  new RegExp(String.raw`(?<![\p{L}\p{N}_])${RegExp.escape(table)}(?![\p{L}\p{N}_])`, 'iu').test(sql)

function placeOf(path: string, output: string): { table: string } | { path: string; version?: string } {
  const lake = parseLakeName(path)
  if (lake?.format === 'iceberg') return { table: [lake.catalog, ...lake.table].join('.') }
  return {
    path: isObjects(path) ? path : relative(output, lake?.place ?? path),
    ...(lake?.version && { version: lake.version }),
  }
}

const queryPart = ({ file, sha256 }: Query): InputPart => part('query', file.path, [file], sha256)

/** The output folder; its files were hashed when they were read as tables. */
const dataPart = async ({ contract }: QueriedTrial): Promise<InputPart> =>
  part('data', contract.output, await listFiles(contract.output), '')

const part = (name: string, path: string, files: FileEntry[], sha256: string): InputPart => ({
  ...{ name, path, files, sha256 },
  bytes: bytesOf(files),
})
