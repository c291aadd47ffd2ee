import type { Context } from '../../context.ts'
import type { DuckDB } from '../../duckdb/open.ts'
import { UserError } from '../../errors.ts'
import type { Table } from '../../model/config/model.ts'
import { own } from '../../model/config/own.ts'
import { compareTables } from '../../parity/compare.ts'
import type { ComparedPair } from '../../render/differences/diff-text.ts'
import type { SideNames } from '../../render/differences/differences.ts'
import { isUnreadable } from '../../tables/find/output.ts'
import { locate } from '../../tables/location.ts'
import { openPairs, pairByName, type TablePair } from '../../tables/pairs.ts'
import { asReadError } from '../../tables/read-error.ts'
import { showStep } from '../../terminal/progress.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import { printable } from '../../text/text.ts'
import { noteUndeclared, openOutput } from '../record/open-output.ts'
import { checkColumns } from './check-columns.ts'
import type { Evidence, Found } from './evidence.ts'
import { idleOptions } from './idle.ts'
import { fingerprintOutput } from './known-output.ts'
import { csvOf, type DiffOptions, declaredFor } from './options.ts'

/** What was compared, what the sides are called, and what there is to keep of it. */
export interface Compared {
  compared: ComparedPair[]
  names: SideNames
  found: Found | null
}

/** Compares the tables of two paths. */
export async function comparePaths(
  db: DuckDB,
  options: DiffOptions,
  declared: Table,
  context: Context,
): Promise<Compared> {
  const names = { a: 'A', b: 'B' }
  const csv = csvOf(options, declared)
  const pairs = await openPairs(db, await locate(options.a, csv.a), await locate(options.b, csv.b))
  checkColumns(pairs, declared)
  for (const note of idleOptions(pairs, declared)) context.terminal.note(`etl-compare: ${note}`)
  const compare = (pair: TablePair) => comparePair(db, pair, names, declaredForPair(pair, declared), context)
  const compared = await Array.fromAsync(pairs, compare)
  return { compared, names, found: null }
}

/** The same of a job's outputs, by what the configuration declares of it, else by the options. */
export async function compareOutputs(
  db: DuckDB,
  options: DiffOptions,
  declared: Table,
  { identity, stored }: Evidence,
  context: Context,
): Promise<Compared> {
  const names = { a: identity.baseline, b: identity.engine }
  const csv = csvOf(options, declared)
  // As `record` opens them, so that they have the names and the fingerprints that it stores.
  const open = (side: 'a' | 'b') =>
    openOutput(db, options[side], identity, { engine: names[side], csv: csv[side] }).catch(
      asMissing(options[side], identity.job),
    )
  const [left, right] = [await open('a'), await open('b')]
  const pairs = await pairByName(db, left, right)
  checkColumns(pairs, declared)
  const undeclared = new Map([
    [identity.baseline, left.undeclared ?? []],
    [identity.engine, right.undeclared ?? []],
  ])
  noteUndeclared(undeclared, identity, context)
  const begun = performance.now()
  const compared = await Array.fromAsync(pairs, (pair) => {
    const configured = own(identity.configured?.job.tables ?? {}, pair.table)
    return comparePair(db, pair, names, configured ?? declaredForPair(pair, declared), context)
  })
  const seconds = (performance.now() - begun) / 1000
  const of = {
    baseline: await fingerprintOutput(db, left.tables, stored?.baseline ?? []),
    candidate: await fingerprintOutput(db, right.tables, stored?.candidate ?? []),
  }
  return { compared, names, found: { compared, of, seconds } }
}

const asMissing =
  (path: string, job: string) =>
  (error: unknown): never => {
    if (!isUnreadable(error)) throw error
    throw new UserError('diffTableMissing', { path, detail: error.message, job })
  }

function declaredForPair({ table, a, b }: TablePair, declared: Table): Table {
  const columns = [...(a?.columns ?? []), ...(b?.columns ?? [])]
  return declaredFor(table, declared, new Set(columns.map(({ name }) => name)))
}

async function comparePair(
  db: DuckDB,
  pair: TablePair,
  { a: baseline, b: engine }: SideNames,
  declared: Table,
  { signal, terminal }: Context,
): Promise<ComparedPair> {
  const { a, b, table } = pair
  signal.throwIfAborted()
  if (!a || !b) return { pair, comparison: null }
  const compare = () => compareTables(db, { baseline, engine, table: declared }, a, b)
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
