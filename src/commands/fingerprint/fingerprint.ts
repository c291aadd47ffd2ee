import type { Context, ExitCode } from '../../context.ts'
import type { DuckDB } from '../../duckdb/open.ts'
import { type FingerprintedTable, fingerprintText } from '../../render/fingerprints.ts'
import { requireColumns } from '../../tables/columns/schema.ts'
import { fingerprintStably, fingerprintWithColumns } from '../../tables/fingerprint/stable.ts'
import { locate } from '../../tables/location.ts'
import { open } from '../../tables/open.ts'
import { asReadError } from '../../tables/read-error.ts'
import { allOf, type NamedSource } from '../../tables/table.ts'
import { showStep } from '../../terminal/progress.ts'
import { jsonText } from '../../text/text.ts'
import { withDuckDB } from '../../workflow/duckdb-session.ts'
import { parseCsvOption, requireUse } from '../../workflow/input/csv-option.ts'

export interface FingerprintOptions {
  path: string
  /** Columns that are left out. */
  ignore: string[]
  /** Each column's fingerprint too. */
  columns: boolean
  /** How its CSV files are written. */
  csv?: string[]
  memory: string
  json: boolean
}

/** `fingerprint`: the stable fingerprints of the tables of a path, as docs/fingerprint.md specifies them. */
export async function fingerprint(options: FingerprintOptions, context: Context): Promise<ExitCode> {
  const { path, ignore } = options
  const csv = parseCsvOption('--csv', options.csv)
  requireUse(csv)
  const tables: FingerprintedTable[] = []
  await withDuckDB(options.memory, context, async (db) => {
    const opened = allOf(await open(db, await locate(path, { ...csv, known: ignore })))
    requireColumns(
      opened.map(({ source }) => source),
      ignore,
    )
    for (const one of opened) {
      context.signal.throwIfAborted()
      const take = () => fingerprintOne(db, one, options)
      tables.push(await showStep(context.terminal, one.table, undefined, take))
    }
  })
  context.terminal.print(options.json ? jsonText({ tables }, 2) : fingerprintText(tables))
  return 0
}

async function fingerprintOne(
  db: DuckDB,
  { table, source: { path, format, relation, columns, files, bytes } }: NamedSource,
  { ignore, columns: isEach }: FingerprintOptions,
): Promise<FingerprintedTable> {
  const counted = columns.filter(({ name }) => !ignore.includes(name))
  const take = isEach ? fingerprintWithColumns : fingerprintStably
  const done = await take(db, relation, counted).catch((error: unknown) => {
    throw asReadError(path, error)
  })
  return { table, path, format, files, bytes, ...done }
}
