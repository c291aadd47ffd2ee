import { z } from 'zod'
import { own } from '../model/config/own.ts'
import { isMeasured } from '../model/measures/measure.ts'
import { tableOutcome } from '../model/record/finding-schema.ts'
import type { TableFinding, Trial } from '../model/record/schema.ts'
import { table } from '../model/record/trial-schema.ts'
import { lacksOperations, unsupportedIn } from '../trial/operations.ts'
import { interval } from '../verdict/forms.ts'
import { type Compared, countedTrials, engineNames, summariseMeasure, typical } from './summary.ts'

const { commits, protocol } = table.shape

/** Seconds: the geometric mean, and the least and the most, over an engine's trials. */
export const typicalTime = z.strictObject({ value: z.number(), range: interval })

/** Something that took each engine a time. */
export interface TimedRow {
  name: string
  figures: readonly { engine: string; seconds: z.infer<typeof typicalTime> | null }[]
}

/** An operation: what it took each engine, whether they left the same table, and what they committed. */
export const operationRow = z.strictObject({
  name: z.string(),
  /** Baseline first. */
  figures: z.array(
    z.strictObject({
      engine: z.string(),
      /** Null where none of its trials has a time. */
      seconds: typicalTime.nullable(),
      /** To the baseline. */
      ratio: z.number().nullable(),
      /** Why the engine does not support it, in its own words; null where it did not say so. */
      lack: z.string().nullable(),
    }),
  ),
  winners: z.array(z.string()),
  isWithinNoise: z.boolean(),
  /** Engines that committed nothing to a table which others changed: their time is not of the same work. */
  idle: z.array(z.string()),
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
  const names = operationNames(compared.trials)
  const others = findings.filter(({ engine }) => engine !== compared.baseline)
  return names.map((name) => {
    const own = others.filter(({ table }) => table === name)
    const only = onlyOperation(compared, name)
    const idle = idleEngines(compared, name)
    const parity = { passes: isSameThrough(name, names, others) && idle.length === 0 }
    // By the rules of every measure: an operation's seconds are the time of a trial that did nothing else.
    const { figures, winners, isWithinNoise } = summariseMeasure({ ...only, parity }, 'totalMs')
    return {
      name,
      figures: Object.entries(figures).map(([engine, figure]) => ({
        engine,
        seconds: typicalSeconds(only, engine),
        ratio: figure.value === null ? null : figure.ratio,
        lack: lackOf(compared, engine, name),
      })),
      winners,
      isWithinNoise,
      idle,
      states: own.map(({ engine, outcome, passes }) => ({ engine, outcome, passes })),
      commits: engineNames(compared).flatMap((engine) => commitsOf(compared, engine, name)),
    }
  })
}

/** Whether tables are the same after an operation and after all before it: if not, the next was not the same work. */
export function isSameThrough(
  name: string,
  names: readonly string[],
  findings: readonly Pick<TableFinding, 'table' | 'passes'>[],
): boolean {
  const done = names.slice(0, names.indexOf(name) + 1)
  return findings.every(({ table, passes }) => passes || !done.includes(table))
}

/** In their order. */
export function operationNames(trials: readonly Trial[]): string[] {
  const byTrial = trials.map(({ operations = [] }) => operations.map(({ name }) => name))
  // An engine that failed did not get to the last.
  return [...new Set(byTrial.toSorted((a, b) => b.length - a.length).flat())]
}

/** The same with trials that did nothing else. One whose engine lacks another operation counts for this one. */
export const onlyOperation = <Given extends Pick<Compared, 'trials'>>(
  compared: Given,
  name: string,
): Given => ({
  ...compared,
  trials: compared.trials.map((trial) => onlyIn(trial, name)),
})

function onlyIn({ operations = [], ...trial }: Trial, name: string): Trial {
  const seconds = operations.find((each) => each.name === name)?.seconds
  return {
    ...trial,
    outcome: lacksOperations({ ...trial, operations }) ? 'ok' : trial.outcome,
    measures: seconds === undefined ? {} : { totalMs: isMeasured(seconds) ? seconds * 1000 : seconds },
  }
}

/** Of an engine's trials that did nothing but one operation. */
export const secondsOf = (only: Compared, engine: string): number[] =>
  countedTrials(only, engine).flatMap(({ measures: { totalMs } }) =>
    isMeasured(totalMs) ? [totalMs / 1000] : [],
  )

export const typicalSeconds = (only: Compared, engine: string): z.infer<typeof typicalTime> | null =>
  typicalOf(secondsOf(only, engine))

/** @param times in seconds; null of none */
export function typicalOf(times: readonly number[]): z.infer<typeof typicalTime> | null {
  const value = typical(times)
  return value === undefined
    ? null
    : { value, range: { lower: Math.min(...times), upper: Math.max(...times) } }
}

export function lackOf({ trials }: Pick<Compared, 'trials'>, engine: string, name: string): string | null {
  const lacks = trials.filter((trial) => trial.engine === engine).flatMap(unsupportedIn)
  return lacks.find((each) => each.name === name)?.reason ?? null
}

/** Engines that committed nothing where others, which support the operation too, changed the table. */
export function idleEngines(compared: Pick<Compared, 'trials'>, name: string): string[] {
  const made = [...new Set(compared.trials.map(({ engine }) => engine))]
    .filter((engine) => lackOf(compared, engine, name) === null)
    .flatMap((engine) => commitsOf(compared, engine, name))
  const idle = made.filter(({ commits: { count } }) => count === 0)
  return idle.length < made.length ? idle.map(({ engine }) => engine) : []
}

function commitsOf(
  { trials }: Pick<Compared, 'trials'>,
  engine: string,
  name: string,
): OperationRow['commits'] {
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
