import { join } from 'node:path'
import { type Contents, type TableFacts, type Unknown, unknown } from '../../checks/facts.ts'
import { type CheckResult, judgeChecks } from '../../checks/registry.ts'
import type { DuckDB } from '../../duckdb/open.ts'
import { UserError } from '../../errors.ts'
import type { Table } from '../../model/config/model.ts'
import { findInOutput, isUnreadable } from '../../tables/find/output.ts'
import { csvHints } from '../../tables/readers/csv-hints.ts'
import { readFiles } from '../../tables/readers/files.ts'
import { allUnknown, inspectTable } from '../../tables/readers/lake/inspect-table.ts'
import type { LakeAccess } from '../../tables/readers/lake/lakes.ts'

/** Where a trial wrote what is checked. */
interface Written {
  engine: string
  /** The trial's own folder: its output lies below. */
  folder: string
  lakes: LakeAccess
}

const NOT_ASKED = allUnknown('not asked for')

/** Judges a table that a trial wrote by what is asked of it in `checks:`. */
export async function checkTable(
  db: DuckDB,
  table: Table,
  loaded: Contents & { path: string },
  written: Written,
): Promise<CheckResult[]> {
  const { checks } = table
  if (!checks) return []
  const { staged: _, ...ofUpkeep } = checks
  const upkeep =
    Object.keys(ofUpkeep).length > 0
      ? await inspectTable(loaded.path, checks.orphans, written.lakes, db.signal)
      : NOT_ASKED
  const facts: TableFacts = { loaded, staged: await readStaged(db, table, written), ...upkeep }
  return judgeChecks(checks, facts)
}

async function readStaged(
  db: DuckDB,
  table: Table,
  { engine, folder }: Written,
): Promise<Contents | Unknown> {
  const at = table.checks?.staged
  if (at === undefined) return unknown('not asked for')
  try {
    const files = await findInOutput(join(folder, 'output'), folder, { name: table.name, at })
    const { columns, relation } = await readFiles(db, files, csvHints(table, engine))
    const [row] = await db.rows(`SELECT count(*) AS rows FROM ${relation}`)
    return { columns, rows: Number(row?.rows) }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const isMissing = isUnreadable(error) && error.data.isMisfit
    return unknown(isMissing ? `nothing was staged at {output}/${at}` : error.message)
  }
}
