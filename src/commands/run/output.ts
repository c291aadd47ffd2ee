import { join } from 'node:path'
import { fingerprintTable } from '../../adapters/duckdb/fingerprint.ts'
import type { DuckDB } from '../../adapters/duckdb/open.ts'
import {
  type OutputTable,
  openOutputTable,
  refuseLink,
  TableUnreadable,
} from '../../adapters/duckdb/output-table.ts'
import { undeclaredTables } from '../../adapters/duckdb/undeclared-tables.ts'
import { sha256 } from '../../adapters/files/digest.ts'
import { removeTree } from '../../adapters/files/disk.ts'
import type { Job } from '../../core/config/model.ts'
import { csvHints } from '../../core/csv/hints.ts'

/** A table of one trial's output, with what parity needs of it. */
export interface ReadTable extends OutputTable {
  rows: number
  fingerprint: string
}

/** All of a job's tables as one trial wrote them, or why they can't be had. */
export type ReadOutput =
  | { tables: Record<string, ReadTable>; undeclared: string[]; problem: null }
  | { tables: null; undeclared?: undefined; problem: string | null }

/** Reads every table of an output once: schema, rows, fingerprint. */
export async function readOutput(db: DuckDB, job: Job, engine: string, output: string): Promise<ReadOutput> {
  const tables: Record<string, ReadTable> = {}
  try {
    for (const declared of Object.values(job.tables)) {
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
      tables[name] = {
        ...table,
        rows,
        fingerprint: `${fingerprint}-${sha256(schema.join('\n')).slice(0, 16)}`,
      }
    }
  } catch (error) {
    if (error instanceof TableUnreadable) return { tables: null, problem: error.message }
    throw error
  }
  return { tables, undeclared: await undeclaredTables(output, Object.values(job.tables)), problem: null }
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
