import { join } from 'node:path'
import { exists } from '../../files/disk.ts'
import { trialFaults } from '../../model/record/validate.ts'
import { openForOutputs } from '../duckdb-session.ts'
import type { MeasuredTrial } from '../trial/measure-trial.ts'
import { namespaceOf } from '../trial/namespaces.ts'
import { type ReadTable, readOutput } from '../trial/output.ts'
import type { ReadyComparison } from '../trial/setup.ts'
import { keepOnly } from './exchange.ts'
import { readTrial, type StoredTrial } from './unfinished.ts'

/** Trials of a run that was interrupted, by `<engine>/<number>`. */
export type Restored = ReadonlyMap<string, MeasuredTrial>

export const NOTHING: Restored = new Map()

/**
 * The trials that a run had finished, up to the first that is missing, was itself interrupted, or whose output is not what
 * it was: from there on all are run again.
 */
export async function restoreTrials(
  unfinished: string,
  run: string,
  ready: ReadyComparison,
  signal: AbortSignal,
): Promise<Restored> {
  await using db = await openForOutputs(unfinished, signal)
  const restored = new Map<string, MeasuredTrial>()
  const numbers = new Map<string, number>()
  for (const engine of ready.plan.blocks.flat()) {
    const number = (numbers.get(engine) ?? 0) + 1
    numbers.set(engine, number)
    const earlier = [...restored.values()].filter(({ trial }) => trial.engine === engine)
    if (earlier.some(({ trial }) => trial.outcome !== 'ok')) continue
    const folder = join(unfinished, engine, String(number))
    const stored = await readTrial(folder)
    if (!stored || !isUsable(stored, { run, engine, order: restored.size + 1 })) break
    const namespace = namespaceOf(run, restored.size + 1)
    const { operations = [] } = stored.trial
    const written = {
      engine,
      folder,
      namespace,
      operations: { done: operations, problems: new Map(), hints: new Map() },
    }
    const read = async () => (await readOutput(db, ready, written)).tables
    const tables = (await exists(join(folder, 'output'))) ? await read() : earlier[0]?.tables
    if (!areOf(stored, tables ?? {}) || (number === 1 && !hasQueries(stored, ready))) break
    const { trial, samples, readSeconds, queries } = stored
    restored.set(`${engine}/${number}`, {
      trial,
      samples,
      readSeconds,
      folder,
      tables: tables ?? {},
      misfit: null,
      queries,
    })
  }
  await keepOnly(unfinished, new Set(restored.keys()))
  return restored
}

/** Whether a trial is this one of the run, and ended by itself. */
const isUsable = (
  { run, trial }: StoredTrial,
  expected: { run: string; engine: string; order: number },
): boolean =>
  run === expected.run &&
  trial.engine === expected.engine &&
  trial.order === expected.order &&
  !['cancelled', 'not-started'].includes(trial.outcome) &&
  trialFaults(trial).length === 0

/** Whether tables are those that a trial wrote; one that failed has what can be read of its own. */
const areOf = ({ fingerprints }: StoredTrial, tables: Record<string, ReadTable>): boolean =>
  Object.entries(fingerprints).every(([name, fingerprint]) => tables[name]?.fingerprint === fingerprint)

/** Whether all queries ran on the tables of an engine's first trial: an interruption leaves some out. */
function hasQueries({ trial, queries: ran }: StoredTrial, { queries }: ReadyComparison): boolean {
  const planned = queries === null ? 0 : queries.queries.length * queries.engines.length
  return trial.outcome !== 'ok' || ran.length === planned
}
