import { z } from 'zod'
import { own } from '../model/config/own.ts'
import { isMeasured } from '../model/measures/measure.ts'
import { tableOutcome } from '../model/record/finding-schema.ts'
import type { TableFinding, Trial } from '../model/record/schema.ts'
import { table } from '../model/record/trial-schema.ts'
import { unsupportedIn } from '../trial/operations.ts'
import { type Compared, engineNames, type SummaryRow, summariseMeasure } from './summary.ts'

const { commits, protocol } = table.shape

/** An operation: what it took each engine, whether they left the same table, and what they committed. */
export const operationRow = z.strictObject({
  name: z.string(),
  /** Baseline first. */
  figures: z.array(
    z.strictObject({
      engine: z.string(),
      seconds: z.number().nullable(),
      /** To the baseline. */
      ratio: z.number().nullable(),
      /** Why the engine does not support it, in its own words; null where it did not say so. */
      lack: z.string().nullable(),
    }),
  ),
  winners: z.array(z.string()),
  isWithinNoise: z.boolean(),
  /** How each candidate's table compares with the baseline's; none where one of the two has none. */
  states: z.array(z.strictObject({ engine: z.string(), outcome: tableOutcome, passes: z.boolean() })),
  /** What each engine's first trial committed to a table of a lakehouse; none where nobody could tell. */
  commits: z.array(
    z.strictObject({
      engine: z.string(),
      /** Of the table after it. */
      version: z.string(),
      commits: commits.unwrap(),
      protocol: protocol.unwrap().nullable(),
    }),
  ),
})
export type OperationRow = z.infer<typeof operationRow>

/** The operations of a comparison, in their order; none where its job has none, and of records of before. */
export function operationRows(compared: Compared, findings: readonly TableFinding[]): OperationRow[] {
  const byTrial = compared.trials.map(({ operations = [] }) => operations.map(({ name }) => name))
  // An engine that failed did not get to the last.
  const names = new Set(byTrial.toSorted((a, b) => b.length - a.length).flat())
  return [...names].map((name) => {
    const own = findings.filter(({ table, engine }) => table === name && engine !== compared.baseline)
    const { figures, winners, isWithinNoise } = summaryOf(compared, name, own)
    return {
      name,
      figures: Object.entries(figures).map(([engine, figure]) => ({
        engine,
        ...(figure.value === null
          ? { seconds: null, ratio: null }
          : { seconds: figure.value / 1000, ratio: figure.ratio }),
        lack: lackOf(compared, engine, name),
      })),
      winners,
      isWithinNoise,
      states: own.map(({ engine, outcome, passes }) => ({ engine, outcome, passes })),
      commits: engineNames(compared).flatMap((engine) => commitsOf(compared, engine, name)),
    }
  })
}

/** By the rules of every measure: an operation's seconds are the time of a trial that did nothing else. */
function summaryOf(compared: Compared, name: string, findings: readonly TableFinding[]): SummaryRow {
  const trials = compared.trials.map((trial) => onlyOperation(trial, name))
  const parity = { passes: findings.every(({ passes }) => passes) }
  return summariseMeasure({ ...compared, trials, parity }, 'totalMs')
}

/** A trial whose engine lacks another operation counts for this one. */
function onlyOperation({ operations = [], ...trial }: Trial, name: string): Trial {
  const seconds = operations.find((each) => each.name === name)?.seconds
  return {
    ...trial,
    outcome: trial.outcome === 'unsupported' && operations.length > 0 ? 'ok' : trial.outcome,
    measures: seconds === undefined ? {} : { totalMs: isMeasured(seconds) ? seconds * 1000 : seconds },
  }
}

function lackOf({ trials }: Compared, engine: string, name: string): string | null {
  const lacks = trials.filter((trial) => trial.engine === engine).flatMap(unsupportedIn)
  return lacks.find((each) => each.name === name)?.reason ?? null
}

function commitsOf({ trials }: Compared, engine: string, name: string): OperationRow['commits'] {
  const left = trials
    .filter((trial) => trial.engine === engine)
    .flatMap(({ tables }) => own(tables, name) ?? [])
  return left
    .slice(0, 1)
    .flatMap(({ snapshot, commits: made, protocol: asked }) =>
      snapshot !== undefined && made
        ? [{ engine, version: snapshot, commits: made, protocol: asked ?? null }]
        : [],
    )
}

/** The first operation after which a candidate's table is not the baseline's, and these candidates. */
export function firstDifference(
  rows: readonly OperationRow[],
): { operation: string; engines: string[] } | undefined {
  const differing = rows.map(({ name, states }) => ({
    operation: name,
    engines: states.filter(({ passes }) => !passes).map(({ engine }) => engine),
  }))
  return differing.find(({ engines }) => engines.length > 0)
}
