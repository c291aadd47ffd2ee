import type { Job, Table } from '../model/config/model.ts'
import { VERSION } from '../model/config/operations-schema.ts'
import { isMeasured } from '../model/measures/measure.ts'
import type { Operation, Trial } from '../model/record/schema.ts'
import type { ReportedOperations } from './reported-operations.ts'

/** A job's tables as one trial left them. */
export interface TablesLeft {
  /** Those that can be looked for. */
  tables: Table[]
  /** Those of operations that the engine lacks: what lies in their places is not compared. */
  lacking: Table[]
  /** Why others can't be found, by name. */
  problems: Map<string, string>
}

/** Where a trial left each table of its job: of an operation, by the version that the engine reported. */
export function tablesLeft(
  { tables, operations }: Pick<Job, 'tables' | 'operations'>,
  { done, problems, hints }: ReportedOperations,
): TablesLeft {
  const left: TablesLeft = { tables: [], lacking: [], problems: new Map() }
  for (const table of Object.values(tables)) {
    if (!operations.includes(table.name)) {
      left.tables.push(table)
      continue
    }
    const operation = done.find(({ name }) => name === table.name)
    if (operation && isUnsupported(operation)) {
      left.lacking.push(at(table, operation.version))
      continue
    }
    const problem = problems.get(table.name) ?? hints.get(table.name) ?? problemOf(table, operation)
    if (problem !== undefined) left.problems.set(table.name, problem)
    else left.tables.push(at(table, operation?.version))
  }
  return left
}

function problemOf({ name, lake }: Table, operation: Operation | undefined): string | undefined {
  if (!operation) return `was not reported: append {"stage":"${name}","seconds":…} to the file ETL_STAGES`
  return lake?.includes(VERSION) && operation.version === undefined
    ? `has no version: append {"stage":"${name}","seconds":…,"version":…} to the file ETL_STAGES`
    : undefined
}

const at = ({ lake, ...table }: Table, version = ''): Table => ({
  ...table,
  ...(lake !== undefined && { lake: lake.replace(VERSION, version) }),
})

/** The version that the table had before an operation: the last that one before it reported; null where none did. */
export function versionBefore(done: readonly Operation[], operation: string): string | null {
  const index = done.findIndex(({ name }) => name === operation)
  const earlier = done.slice(0, Math.max(index, 0))
  return earlier.findLast(({ version }) => version !== undefined)?.version ?? null
}

const isUnsupported = ({ seconds }: Operation): boolean => !isMeasured(seconds)

/** Operations that an engine said it lacks, with its reasons. */
export const unsupportedIn = ({ operations = [] }: Pick<Trial, 'operations'>) =>
  operations.flatMap(({ name, seconds }) => (isMeasured(seconds) ? [] : [{ name, reason: seconds.reason }]))

/** Whether a trial did all but what its engine said it lacks: then the operations that it did are compared and timed. */
export const lacksOperations = (trial: Pick<Trial, 'outcome' | 'operations'>): boolean =>
  trial.outcome === 'unsupported' && unsupportedIn(trial).length > 0

/** How a trial ends that did all but what its engine lacks, in words; undefined where it lacks nothing. */
export function lackText(trial: Pick<Trial, 'operations'>): string | undefined {
  const lacks = byReason(unsupportedIn(trial)).map(({ names, reason }) => `${names.join(', ')} (${reason})`)
  return lacks.length > 0 ? `it does not support ${lacks.join('; ')}` : undefined
}

/** Operations that share a reason, together. */
export const byReason = (
  lacks: readonly { name: string; reason: string }[],
): { names: string[]; reason: string }[] =>
  [...Map.groupBy(lacks, ({ reason }) => reason)].map(([reason, own]) => ({
    names: own.map(({ name }) => name),
    reason,
  }))

/** The first operation that a program did not report; undefined where it reported all. */
export const unfinishedIn = (
  names: readonly string[],
  done: readonly Pick<Operation, 'name'>[],
): string | undefined => names.find((name) => done.every((each) => each.name !== name))
