import type { DuckDB } from '../../adapters/duckdb/open.ts'
import { compareTables } from '../../adapters/duckdb/parity/compare.ts'
import { openPairs } from '../../adapters/duckdb/source/open.ts'
import { asReadError } from '../../adapters/duckdb/source/schema.ts'
import type { TablePair } from '../../adapters/duckdb/source/types.ts'
import type { Context, ExitCode } from '../../context.ts'
import type { Table } from '../../core/config/model.ts'
import { worstOutcome } from '../../core/parity/finding.ts'
import type { TableFinding } from '../../core/record/schema.ts'
import { printable } from '../../core/text.ts'
import { UserError } from '../../errors.ts'
import type { Terminal } from '../../terminal.ts'
import { showStep } from '../progress.ts'
import { withDuckDB } from '../session.ts'
import { type DiffOptions, declaredFor, declaredTable, namedColumns } from './options.ts'
import { type ComparedPair, diffText } from './text.ts'

/** Compares two tables, or two folders of tables, and says why they differ. */
export async function diff(options: DiffOptions, context: Context): Promise<ExitCode> {
  const declared = declaredTable('', options)
  const compared = await withDuckDB(options.memory, context, async (db) => {
    const pairs = await openPairs(db, options.a, options.b)
    checkColumns(pairs, declared)
    const done: ComparedPair[] = []
    for (const pair of pairs) done.push(await comparePair(db, pair, declared, context))
    return done
  })
  const passes = compared.every(({ comparison }) => comparison?.finding.passes === true)
  context.terminal.print(options.json ? diffJson(compared, passes) : diffText(compared))
  return passes ? 0 : 1
}

async function comparePair(
  db: DuckDB,
  pair: TablePair,
  declared: Table,
  { signal, terminal }: Context,
): Promise<ComparedPair> {
  const { a, b, table } = pair
  signal.throwIfAborted()
  if (!a || !b) return { pair, comparison: null }
  const columns = new Set([...a.columns, ...b.columns].map(({ name }) => name))
  const names = { baseline: 'A', engine: 'B', table: declaredFor(table, declared, columns) }
  const compare = () =>
    compareTables(db, names, a, b).catch((error) => {
      throw asReadError(`${a.path} or ${b.path}`, error)
    })
  return { pair, comparison: await showComparing(table, terminal, compare) }
}

/** Tells what is going on, not how it ends: the answer itself follows. */
async function showComparing<T>(table: string, terminal: Terminal, compare: () => Promise<T>): Promise<T> {
  const title = `comparing ${table}`
  if (terminal.isInteractive) return await showStep(terminal, title, undefined, compare)
  terminal.note(printable(`… ${title}`))
  return await compare()
}

function diffJson(compared: readonly ComparedPair[], passes: boolean): string {
  const findings = compared.map(({ comparison }) => comparison?.finding)
  const present = findings.filter((finding): finding is TableFinding => finding !== undefined)
  const isComplete = present.length === findings.length
  const tables = compared.map(({ pair: { table, a, b }, comparison }) => ({
    table,
    a: a && { path: a.path, format: a.format, files: a.files, bytes: a.bytes },
    b: b && { path: b.path, format: b.format, files: b.files, bytes: b.bytes },
    finding: comparison?.finding ?? null,
    examples: comparison?.examples ?? [],
    samples: comparison?.samples ?? [],
  }))
  return JSON.stringify(
    { outcome: isComplete ? worstOutcome(present) : 'different', passes, tables },
    null,
    2,
  )
}

/** A misspelt column would silently do nothing. */
function checkColumns(pairs: readonly TablePair[], declared: Table): void {
  const { key, ignore } = declared
  const sides = pairs.flatMap(({ a, b }) => [a, b].filter((side) => side !== null))
  const known = new Set(sides.flatMap(({ columns }) => columns.map(({ name }) => name)))
  const unknown = namedColumns(declared).filter((name) => !known.has(name))
  if (unknown.length > 0) throw new UserError('columnUnknown', { columns: unknown, found: [...known] })
  for (const side of sides) {
    const missing = key.filter((name) => !side.columns.some((column) => column.name === name))
    if (missing.length > 0)
      throw new UserError('keyMissing', {
        path: side.path,
        columns: missing,
        found: side.columns.map(({ name }) => name),
      })
  }
  for (const { a, b } of pairs) {
    const names = new Set(a?.columns.map(({ name }) => name))
    if (a && b && !b.columns.some(({ name }) => names.has(name) && !ignore.includes(name)))
      throw new UserError('noCommonColumns', {
        a: a.path,
        b: b.path,
        columns: [...names],
        others: b.columns.map(({ name }) => name),
      })
  }
}
