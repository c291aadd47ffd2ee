import { join } from 'node:path'
import type { CheckResult } from '../../checks/registry.ts'
import type { DuckDB } from '../../duckdb/open.ts'
import { UserError } from '../../errors.ts'
import { sha256 } from '../../files/digest.ts'
import { removeTree } from '../../files/disk.ts'
import type { Table } from '../../model/config/model.ts'
import { isUnreadable, misfitTable, unreadableTable } from '../../tables/find/output.ts'
import { fingerprintTable } from '../../tables/fingerprint/exact.ts'
import type { OutputLocation } from '../../tables/location.ts'
import { open } from '../../tables/open.ts'
import type { TableSource } from '../../tables/table.ts'
import { didYouMean } from '../../text/nearest.ts'
import { tablesLeft, versionBefore } from '../../trial/operations.ts'
import type { ReportedOperations } from '../../trial/reported-operations.ts'
import { checkTable } from './check-table.ts'
import { problemText } from './problem-text.ts'
import type { ReadyComparison } from './setup.ts'

/** A table of one trial's output, with what parity needs of it. */
export interface ReadTable extends TableSource {
  rows: number
  fingerprint: string
  /** How what is asked of it in `checks:` came out. */
  checks: CheckResult[]
}

/** A job's tables as one trial wrote them, and why some can't be had. */
export interface ReadOutput {
  tables: Record<string, ReadTable>
  /** Null where all of them can. */
  problem: string | null
  /** Those of them that a slip in their declaration may explain: something was written. */
  misfit: string | null
  /** What else looks like a table there; undefined where nobody looked. */
  undeclared?: string[] | undefined
}

/** A trial whose output is read. */
export interface WrittenTrial {
  engine: string
  /** The trial's own folder: output and copies lie below. */
  folder: string
  namespace: string
  /** What its engine reported of the job's operations. */
  operations: ReportedOperations
}

/** Reads every table of an output once: schema, rows, fingerprint. */
export async function readOutput(
  db: DuckDB,
  { plan, lakes }: Pick<ReadyComparison, 'plan' | 'lakes'>,
  { engine, folder, namespace, operations }: WrittenTrial,
): Promise<ReadOutput> {
  const { tables: declared, lacking, problems: unreported } = tablesLeft(plan.job, operations)
  await removeTree(copiesIn(folder))
  // An engine may have put a link in the place of its output.
  const location: OutputLocation = {
    kind: 'output',
    folder: join(folder, 'output'),
    engine,
    tables: declared,
    lacking,
    trusted: folder,
    lakes: {
      ...lakes,
      namespace,
      copies: copiesIn(folder),
      before: (_, table = '') => versionBefore(operations.done, table),
    },
  }
  const { tables: opened, problems, undeclared } = await open(db, location)
  for (const [operation, problem] of unreported)
    problems.set(operation, new UserError('operationMisreported', { operation, problem }))
  const sources = new Map(opened.map(({ table, source }) => [table, source]))
  const tables: Record<string, ReadTable> = {}
  for (const table of declared) {
    const source = sources.get(table.name)
    try {
      if (source) tables[table.name] = await readAndCheck(db, table, source, { engine, folder, lakes })
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      problems.set(table.name, error)
    }
  }
  const names = Object.keys(plan.job.tables)
  const found = names.flatMap((name) => {
    const problem = problems.get(name)
    return problem ? [[name, problem] as const] : []
  })
  const wroteNothing = opened.length === 0 && !undeclared?.length
  const misfits = found.filter(([, error]) => isUnreadable(error) && error.data.isMisfit && !wroteNothing)
  return {
    tables,
    problem: problemText(new Map(found)),
    misfit: problemText(new Map(misfits)),
    undeclared,
  }
}

async function readAndCheck(
  db: DuckDB,
  table: Table,
  source: TableSource,
  written: Parameters<typeof checkTable>[3],
): Promise<ReadTable> {
  const read = await readTable(db, table, source)
  return { ...read, checks: await checkTable(db, table, read, written) }
}

async function readTable(
  db: DuckDB,
  { name, key, ignore }: Table,
  source: TableSource,
): Promise<Omit<ReadTable, 'checks'>> {
  const { relation, columns } = source
  const found = columns.map((column) => column.name)
  const missing = key
    .filter((column) => !found.includes(column))
    .map((column) => `'${column}'${didYouMean(column, found)}`)
  // JSON without a record has no columns.
  if (missing.length > 0 && columns.length > 0) {
    const what = `has no column ${missing.join(', ')}, which its key: names (it has ${found.join(', ')})`
    throw misfitTable(name, what)
  }
  const compared = columns.filter((column) => !ignore.includes(column.name))
  const schema = compared.map((column) => `${column.name} ${column.type}`).toSorted()
  const { rows, fingerprint } = await fingerprintTable(db, relation, compared).catch((error: Error) => {
    throw unreadableTable(name, `cannot be read: ${error.message.split('\n')[0]}`)
  })
  return { ...source, rows, fingerprint: `${fingerprint}-${sha256(schema.join('\n')).slice(0, 16)}` }
}

/** What a trial wrote to lakehouses, as it was read. */
const copiesIn = (trialFolder: string): string => join(trialFolder, 'lakes')

/** Removes the copies of a trial's tables once they were compared; the tables themselves may be kept. */
export const removeCopies = (trialFolder: string): Promise<boolean> => removeTree(copiesIn(trialFolder))

/** Removes an output that is no longer needed, and says where that can't be done. */
export async function removeOutput(trialFolder: string, note: (text: string) => void): Promise<void> {
  await removeCopies(trialFolder)
  const path = join(trialFolder, 'output')
  if (!(await removeTree(path))) note(`  ${path} could not be removed. Check who owns the files in it.`)
}
