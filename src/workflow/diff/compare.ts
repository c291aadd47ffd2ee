import type { Context } from '../../context.ts'
import type { DuckDB } from '../../duckdb/open.ts'
import { invalidOption, UserError } from '../../errors.ts'
import type { Table } from '../../model/config/model.ts'
import { own } from '../../model/config/own.ts'
import { compareTables, type TableComparison } from '../../parity/compare.ts'
import type { ComparedPair } from '../../render/differences/diff-page.ts'
import type { SideNames } from '../../render/differences/differences.ts'
import { firstOfEach } from '../../render/differences/shown-rows.ts'
import { isUnreadable } from '../../tables/find/output.ts'
import { locate } from '../../tables/location.ts'
import { openPairs, pairByName, type TablePair } from '../../tables/pairs.ts'
import { asReadError } from '../../tables/read-error.ts'
import { showStep } from '../../terminal/progress.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import { optionName, printable } from '../../text/text.ts'
import { lakesFor } from '../plan/lakes.ts'
import { noteUndeclared, openOutput } from '../record/open-output.ts'
import { checkColumns } from './check-columns.ts'
import type { Found, Subject } from './evidence.ts'
import { idleOptions } from './idle.ts'
import { fingerprintOutput } from './known-output.ts'
import { csvOf, type DiffOptions, declaredFor, keysOf } from './options.ts'
import { isOfValue } from './query.ts'
import { keepRows, rowsFiles } from './rows-files.ts'
import { conditionsIn, requireRows, shapePairs } from './shape.ts'

/** What was compared, what the sides are called, and what there is to keep of it. */
export interface Compared {
  compared: ComparedPair[]
  names: SideNames
  found: Found | null
}

/**
 * Compares the tables of two paths.
 *
 * @param scratch folder for what is copied of them
 */
export async function comparePaths(
  db: DuckDB,
  options: DiffOptions,
  declared: Table,
  scratch: string,
  context: Context,
): Promise<Compared> {
  const names = { a: 'A', b: 'B' }
  const csv = csvOf(options, declared)
  const lakes = await lakesFor([options.a, options.b], options.config, scratch, context.env)
  const [a, b] = [await locate(options.a, csv.a, lakes), await locate(options.b, csv.b, lakes)]
  const opened = await openPairs(db, a, b)
  const { general, byTable } = keysOf(options.key)
  const keyOf = (table: string) => own(byTable, table) ?? general
  const pairs = await shapePairs(db, opened, options, keyOf, noteIn(context))
  requireKeyTables(pairs, byTable)
  const declare = (pair: TablePair) => declaredForPair(pair, withKey(declared, own(byTable, pair.table)))
  for (const [table, key] of Object.entries(byTable))
    checkColumns(
      pairs.filter((pair) => pair.table === table),
      keyAlone(key),
    )
  checkColumns(pairs, declared)
  for (const note of idleOptions(pairs, declared)) noteIn(context)(note)
  return { compared: await compareAll(db, { pairs, names, declare, options }, context), names, found: null }
}

const noteIn =
  ({ terminal }: Context) =>
  (text: string) =>
    terminal.note(printable(`etl-compare: ${text}`))

/** The same of a job's outputs, by what the configuration declares of it, else by the options. */
export async function compareOutputs(
  db: DuckDB,
  options: DiffOptions,
  declared: Table,
  { identity, kept }: Subject,
  scratch: string,
  context: Context,
): Promise<Compared> {
  const names = { a: identity.baseline, b: identity.engine }
  const csv = csvOf(options, declared)
  // As `record` opens them, so that they have the names and the fingerprints that it stores.
  const declaredLakes = Object.values(identity.configured?.job.tables ?? {}).map(({ lake = '' }) => lake)
  const paths = [options.a, options.b, ...declaredLakes]
  const lakes = await lakesFor(paths, options.config, scratch, context.env)
  const open = (side: 'a' | 'b') =>
    openOutput(db, options[side], identity, { engine: names[side], csv: csv[side], lakes }).catch(
      asMissing(options[side], identity.job),
    )
  const [left, right] = [await open('a'), await open('b')]
  const tables = identity.configured?.job.tables ?? {}
  const keyOf = (table: string) => own(tables, table)?.key ?? declared.key
  const pairs = await shapePairs(db, await pairByName(db, left, right), options, keyOf, noteIn(context))
  checkColumns(pairs, declared)
  const undeclared = new Map([
    [identity.baseline, left.undeclared ?? []],
    [identity.engine, right.undeclared ?? []],
  ])
  noteUndeclared(undeclared, identity, context)
  const begun = performance.now()
  const declare = (pair: TablePair) => own(tables, pair.table) ?? declaredForPair(pair, declared)
  const compared = await compareAll(db, { pairs, names, declare, options }, context)
  const seconds = (performance.now() - begun) / 1000
  if (!kept) return { compared, names, found: null }
  const of = {
    baseline: await fingerprintOutput(db, left.tables, kept.stored?.baseline ?? []),
    candidate: await fingerprintOutput(db, right.tables, kept.stored?.candidate ?? []),
  }
  return { compared, names, found: { compared, of, seconds } }
}

/** What is compared, by which declarations. */
interface Comparing {
  pairs: readonly TablePair[]
  names: SideNames
  declare(pair: TablePair): Table
  options: DiffOptions
}

async function compareAll(
  db: DuckDB,
  { pairs, names, declare, options }: Comparing,
  context: Context,
): Promise<ComparedPair[]> {
  const { rows } = options
  const fileOf = rows === undefined ? undefined : await rowsFiles(rows, pairs)
  const compared = await Array.fromAsync(pairs, async (pair) => {
    const one = await comparePair(db, pair, names, declare(pair), options.samples, context).catch(
      asCondition(options),
    )
    if (!one.comparison) return one
    if (fileOf) await keepRows(db, one.comparison, fileOf(pair), context)
    const comparison = options.strictSchema ? strictly(one.comparison) : one.comparison
    return { ...one, comparison: shown(comparison, options) }
  })
  requireRows(compared, options)
  return compared
}

/** Other required columns, field ids, partitions or orders fail too. */
function strictly(comparison: TableComparison): TableComparison {
  const { finding } = comparison
  if (!finding.layout) return comparison
  const summary = `${finding.summary}; declared or laid out differently`
  return { ...comparison, finding: { ...finding, passes: false, summary } }
}

/** What may be seen of a comparison. */
function shown(comparison: TableComparison, { values, samples }: DiffOptions): TableComparison {
  if (!values) return { ...comparison, examples: [], samples: [], repeatedKey: null }
  return { ...comparison, samples: firstOfEach(comparison.samples, samples) }
}

/** A condition may fail for one value alone, which is not shown. */
const asCondition =
  (options: DiffOptions) =>
  (error: unknown): never => {
    const [name] = conditionsIn(options)
    if (error instanceof UserError || name === undefined || !isOfValue(error as Error)) throw error
    throw invalidOption(
      optionName(name),
      options[name] ?? '',
      'a condition that can be evaluated for every row: use try_cast',
    )
  }

const asMissing =
  (path: string, job: string) =>
  (error: unknown): never => {
    if (!isUnreadable(error)) throw error
    throw new UserError('diffTableMissing', { path, detail: error.message, job })
  }

function requireKeyTables(pairs: readonly TablePair[], byTable: Record<string, string[]>): void {
  const tables = pairs.map(({ table }) => table)
  const table = Object.keys(byTable).find((name) => !tables.includes(name))
  if (table !== undefined) throw new UserError('keyTableUnknown', { table, tables })
}

const keyAlone = (key: string[]): Table => ({ name: '', key, ignore: [], accept: {}, tolerance: {} })

const withKey = (declared: Table, key: string[] | undefined): Table =>
  key === undefined ? declared : { ...declared, key }

function declaredForPair({ table, a, b }: TablePair, declared: Table): Table {
  const columns = [...(a?.columns ?? []), ...(b?.columns ?? [])]
  return declaredFor(table, declared, new Set(columns.map(({ name }) => name)))
}

async function comparePair(
  db: DuckDB,
  pair: TablePair,
  { a: baseline, b: engine }: SideNames,
  declared: Table,
  samples: number,
  { signal, terminal }: Context,
): Promise<ComparedPair> {
  const { a, b, table } = pair
  signal.throwIfAborted()
  if (!a || !b) return { pair, comparison: null }
  const compare = () => compareTables(db, { baseline, engine, table: declared }, a, b, samples)
  try {
    return { pair, comparison: await showComparing(table, terminal, compare) }
  } catch (cause) {
    const error = asReadError(`${a.path} or ${b.path}`, cause)
    if (!(error instanceof UserError)) throw error
    return { pair: { ...pair, problem: error }, comparison: null }
  }
}

/** Tells what is going on, not how it ends: the answer itself follows. */
async function showComparing<T>(table: string, terminal: Terminal, compare: () => Promise<T>): Promise<T> {
  const title = `comparing ${table}`
  if (terminal.isInteractive) return await showStep(terminal, title, undefined, compare)
  terminal.note(printable(`… ${title}`))
  return await compare()
}
