import { join } from 'node:path'
import type { DuckDB } from '../../duckdb/open.ts'
import { sha256 } from '../../files/digest.ts'
import { removeTree } from '../../files/disk.ts'
import { fingerprintTable } from '../../fingerprint/fingerprint.ts'
import type { Job, Table } from '../../model/config/model.ts'
import { type OutputTable, openOutputTable, refuseLink, TableUnreadable } from '../../tables/output-table.ts'
import { csvHints } from '../../tables/readers/csv-hints.ts'
import { undeclaredTables } from '../../tables/undeclared-tables.ts'

/** A table of one trial's output, with what parity needs of it. */
export interface ReadTable extends OutputTable {
  rows: number
  fingerprint: string
}

/** A job's tables as one trial wrote them, and why some can't be had. */
export interface ReadOutput {
  tables: Record<string, ReadTable>
  /** Null where all of them can. */
  problem: string | null
  /** What else looks like a table there; undefined where nobody looked. */
  undeclared?: string[]
}

/** Reads every table of an output once: schema, rows, fingerprint. */
export async function readOutput(db: DuckDB, job: Job, engine: string, output: string): Promise<ReadOutput> {
  const tables: Record<string, ReadTable> = {}
  const problems: string[] = []
  for (const table of Object.values(job.tables)) {
    try {
      tables[table.name] = await readTable(db, table, engine, output)
    } catch (error) {
      if (!(error instanceof TableUnreadable)) throw error
      problems.push(error.message)
    }
  }
  return {
    tables,
    problem: problems.length === 0 ? null : problems.join('; '),
    undeclared: await undeclaredTables(output, Object.values(job.tables)),
  }
}

async function readTable(db: DuckDB, declared: Table, engine: string, output: string): Promise<ReadTable> {
  const { name, at, ignore, key } = declared
  await refuseLink(output, name)
  const table = await openOutputTable(db, output, name, at, csvHints(declared, engine))
  const missing = key.filter((column) => !table.columns.some(({ name: found }) => found === column))
  // JSON without a record has no columns.
  if (missing.length > 0 && table.columns.length > 0)
    throw new TableUnreadable(keyMissing(name, missing, table))
  const compared = table.columns.filter((column) => !ignore.includes(column.name))
  const schema = compared.map((column) => `${column.name} ${column.type}`).toSorted()
  const { rows, fingerprint } = await fingerprintOf(db, table, compared, name)
  return { ...table, rows, fingerprint: `${fingerprint}-${sha256(schema.join('\n')).slice(0, 16)}` }
}

async function fingerprintOf(db: DuckDB, table: OutputTable, columns: OutputTable['columns'], name: string) {
  try {
    return await fingerprintTable(db, table.relation, columns)
  } catch (error) {
    throw new TableUnreadable(`table '${name}' cannot be read: ${(error as Error).message.split('\n')[0]}`)
  }
}

const keyMissing = (table: string, missing: string[], { columns }: OutputTable): string =>
  `table '${table}' has no column ${missing.map((column) => `'${column}'`).join(', ')}, which its key: names (it has ${columns.map(({ name }) => name).join(', ')})`

/** Removes an output that is no longer needed, and says where that can't be done. */
export async function removeOutput(trialFolder: string, note: (text: string) => void): Promise<void> {
  const path = join(trialFolder, 'output')
  if (!(await removeTree(path))) note(`  ${path} could not be removed: see who owns what is in it`)
}
