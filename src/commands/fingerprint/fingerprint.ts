import type { Context, ExitCode } from '../../context.ts'
import type { DuckDB } from '../../duckdb/open.ts'
import { withDuckDB } from '../../duckdb/session.ts'
import { UserError } from '../../errors.ts'
import { type FingerprintedTable, fingerprintText } from '../../render/fingerprints.ts'
import { fingerprintStably, fingerprintWithColumns } from '../../tables/fingerprint/stable.ts'
import { locate } from '../../tables/location.ts'
import { open } from '../../tables/open.ts'
import { asReadError } from '../../tables/read-error.ts'
import { allOf, type NamedSource } from '../../tables/table.ts'
import { showStep } from '../../terminal/progress.ts'
import { jsonText } from '../../text/text.ts'
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
  const tables = await withDuckDB(options.memory, context, async (db) => {
    const csv = parseCsvOption('--csv', options.csv)
    requireUse(csv)
    const location = await locate(options.path, { ...csv, known: options.ignore })
    const sources = allOf(await open(db, location))
    checkIgnored(sources, options.ignore)
    const done: FingerprintedTable[] = []
    for (const source of sources) {
      context.signal.throwIfAborted()
      done.push(
        await showStep(context.terminal, source.table, undefined, () =>
          fingerprintSource(db, source, options),
        ),
      )
    }
    return done
  })
  context.terminal.print(options.json ? jsonText({ tables }, 2) : fingerprintText(tables))
  return 0
}

async function fingerprintSource(
  db: DuckDB,
  { table, source: { path, format, relation, columns, files, bytes } }: NamedSource,
  options: FingerprintOptions,
): Promise<FingerprintedTable> {
  const counted = columns.filter(({ name }) => !options.ignore.includes(name))
  const take = options.columns ? fingerprintWithColumns : fingerprintStably
  try {
    return { table, path, format, files, bytes, ...(await take(db, relation, counted)) }
  } catch (error) {
    throw asReadError(path, error)
  }
}

/** A misspelt column would silently be counted. */
function checkIgnored(sources: readonly NamedSource[], ignore: readonly string[]): void {
  const found = new Set(sources.flatMap(({ source }) => source.columns.map(({ name }) => name)))
  const columns = ignore.filter((name) => !found.has(name))
  if (columns.length > 0) throw new UserError('columnUnknown', { columns, found: [...found] })
}
