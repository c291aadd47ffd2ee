import type { Context, ExitCode } from '../../context.ts'
import { type FingerprintedTable, fingerprintText } from '../../render/fingerprints.ts'
import { requireColumns } from '../../tables/columns/schema.ts'
import { locate } from '../../tables/location.ts'
import { open } from '../../tables/open.ts'
import { allOf } from '../../tables/table.ts'
import { showStep } from '../../terminal/progress.ts'
import { jsonText } from '../../text/text.ts'
import { withDuckDB } from '../../workflow/duckdb-session.ts'
import { fingerprintSource } from '../../workflow/fingerprint.ts'
import { parseCsvOption, requireUse } from '../../workflow/input/csv-option.ts'
import { lakesFor } from '../../workflow/plan/lakes.ts'

export interface FingerprintOptions {
  path: string
  /** Columns that are left out. */
  ignore: string[]
  /** Each column's fingerprint too. */
  columns: boolean
  /** How its CSV files are written. */
  csv?: string[]
  memory: string
  /** Configuration with the catalogs. */
  config?: string
  json: boolean
}

/** `fingerprint`: the stable fingerprints of the tables of a path, as docs/fingerprint.md specifies them. */
export async function fingerprint(options: FingerprintOptions, context: Context): Promise<ExitCode> {
  const { path, ignore } = options
  const csv = parseCsvOption('--csv', options.csv)
  requireUse(csv)
  const tables: FingerprintedTable[] = []
  await withDuckDB(options.memory, context, async (db, scratch) => {
    const lakes = await lakesFor([path], options.config, scratch, context.env)
    const opened = allOf(await open(db, await locate(path, { ...csv, known: ignore }, lakes)))
    requireColumns(
      opened.map(({ source }) => source),
      ignore,
    )
    for (const one of opened) {
      context.signal.throwIfAborted()
      const take = () => fingerprintSource(db, one, options)
      tables.push(await showStep(context.terminal, one.table, undefined, take))
    }
  })
  context.terminal.print(options.json ? jsonText({ tables }, 2) : fingerprintText(tables))
  return 0
}
