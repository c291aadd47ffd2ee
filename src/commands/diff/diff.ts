import type { Context, ExitCode } from '../../context.ts'
import type { DuckDB } from '../../duckdb/open.ts'
import { withDuckDB } from '../../duckdb/session.ts'
import { UserError } from '../../errors.ts'
import type { Table } from '../../model/config/model.ts'
import type { TableFinding } from '../../model/record/schema.ts'
import { compareTables } from '../../parity/compare.ts'
import { worstOutcome } from '../../parity/finding.ts'
import type { SideNames } from '../../render/differences/differences.ts'
import { openPairs, pairByName } from '../../tables/open.ts'
import { namedColumns } from '../../tables/readers/csv-hints.ts'
import { asReadError } from '../../tables/schema.ts'
import type { TablePair } from '../../tables/types.ts'
import { showStep } from '../../terminal/progress.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import { jsonText, printable } from '../../text/text.ts'
import { own } from '../../verdict/evidence/declarations.ts'
import { noteUndeclared, undeclaredBelow } from '../../workflow/record/output.ts'
import type { Subject } from '../../workflow/record/subject.ts'
import { type Evidence, evidenceOf, type Found, keepFound } from './evidence.ts'
import { idleOptions } from './idle.ts'
import { csvOf, type DiffOptions, declaredFor, declaredTable, refuseDeclarations } from './options.ts'
import { fingerprintOutput, openOutput } from './outputs.ts'
import { type ComparedPair, diffText } from './text.ts'

/** Compares two tables, or two folders of tables, and says why they differ; keeps that as evidence where it is asked to. */
export async function diff(options: DiffOptions, context: Context): Promise<ExitCode> {
  const declared = declaredTable('', options)
  const evidence = await evidenceOf(options, context)
  if (evidence?.subject.configured) refuseDeclarations(options, evidence.subject.job)
  const work = (db: DuckDB) =>
    evidence
      ? compareOutputs(db, options, declared, evidence, context)
      : comparePaths(db, options, declared, context)
  const { compared, found, names } = await withDuckDB(options.memory, context, work)
  const [only, ...others] = compared
  if (only?.pair.problem && others.length === 0) throw only.pair.problem
  const passes = compared.every(({ comparison }) => comparison?.finding.passes === true)
  context.terminal.print(options.json ? diffJson(compared, passes) : diffText(compared, names))
  const broken = compared.filter(({ pair }) => pair.problem)
  if (evidence && found && broken.length === 0) await keepFound(evidence, found, context)
  if (evidence && broken.length > 0)
    context.terminal.note('etl-compare: nothing was kept, since a table could not be compared')
  if (passes) return 0
  return broken.length > 0 && compared.every(isEqualOrBroken) ? 2 : 1
}

const isEqualOrBroken = ({ pair, comparison }: ComparedPair): boolean =>
  comparison ? comparison.finding.passes : pair.problem !== undefined

/** What was compared, what the sides are called, and what there is to keep of it. */
interface Done {
  compared: ComparedPair[]
  names: SideNames
  found: Found | null
}

async function comparePaths(
  db: DuckDB,
  options: DiffOptions,
  declared: Table,
  context: Context,
): Promise<Done> {
  const names = { a: 'A', b: 'B' }
  const pairs = await openPairs(db, options.a, options.b, csvOf(options, declared))
  checkColumns(pairs, declared)
  const compared: ComparedPair[] = []
  for (const note of idleOptions(pairs, declared)) context.terminal.note(`etl-compare: ${note}`)
  for (const pair of pairs)
    compared.push(await comparePair(db, pair, names, declaredForPair(pair, declared), context))
  return { compared, names, found: null }
}

/** The same of a job's outputs, by what the configuration declares of it, else by the options. */
async function compareOutputs(
  db: DuckDB,
  options: DiffOptions,
  declared: Table,
  { subject, stored }: Evidence,
  context: Context,
): Promise<Done> {
  const names = { a: subject.baseline, b: subject.engine }
  const { a, b } = options
  const csv = csvOf(options, declared)
  const left = await openOutput(db, a, subject, { engine: subject.baseline, csv: csv.a })
  const right = await openOutput(db, b, subject, { engine: subject.engine, csv: csv.b })
  const pairs = await pairByName(db, left, right)
  checkColumns(pairs, declared)
  await noteUncompared({ [subject.baseline]: a, [subject.engine]: b }, subject, context)
  const begun = performance.now()
  const compared: ComparedPair[] = []
  for (const pair of pairs) {
    const configured = own(subject.configured?.job.tables ?? {}, pair.table)
    const table = configured ?? declaredForPair(pair, declared)
    compared.push(await comparePair(db, pair, names, table, context))
  }
  const seconds = (performance.now() - begun) / 1000
  const of = {
    baseline: await fingerprintOutput(db, left, stored?.baseline ?? []),
    candidate: await fingerprintOutput(db, right, stored?.candidate ?? []),
  }
  return { compared, names, found: { compared, of, seconds } }
}

/** Tables that only the outputs know, by the engine that wrote them. */
async function noteUncompared(
  outputs: Readonly<Record<string, string>>,
  subject: Subject,
  context: Context,
): Promise<void> {
  const tables = new Map<string, string[]>()
  for (const [engine, path] of Object.entries(outputs))
    tables.set(engine, (await undeclaredBelow(path, subject)) ?? [])
  noteUndeclared(tables, subject, context)
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

function diffJson(compared: readonly ComparedPair[], passes: boolean): string {
  const findings = compared.map(({ comparison }) => comparison?.finding)
  const present = findings.filter((finding): finding is TableFinding => finding !== undefined)
  const isComplete = present.length === findings.length
  const tables = compared.map(({ pair: { table, a, b, problem }, comparison }) => ({
    table,
    ...(problem && { problem: problem.message }),
    a: a && { path: a.path, format: a.format, files: a.files, bytes: a.bytes },
    b: b && { path: b.path, format: b.format, files: b.files, bytes: b.bytes },
    finding: comparison?.finding ?? null,
    examples: comparison?.examples ?? [],
    samples: comparison?.samples ?? [],
  }))
  return jsonText({ outcome: isComplete ? worstOutcome(present) : 'different', passes, tables }, 2)
}

/** A misspelt column would silently do nothing. Of several tables, some may lack what the others have. */
function checkColumns(pairs: readonly TablePair[], declared: Table): void {
  // JSON without a record has no columns, and is no other table for that.
  const sides = pairs.flatMap(({ a, b }) => [a, b].flatMap((side) => (side?.columns.length ? [side] : [])))
  if (sides.length === 0) return
  const known = new Set(sides.flatMap(({ columns }) => columns.map(({ name }) => name)))
  const unknown = namedColumns(declared).filter((name) => !known.has(name))
  if (unknown.length > 0 && !pairs.some(({ problem }) => problem))
    throw new UserError('columnUnknown', { columns: unknown, found: [...known] })
  const [only, ...others] = pairs
  if (only && others.length === 0) requireComparable(only, declared)
}

function requireComparable({ a, b }: TablePair, { key }: Table): void {
  if (!a?.columns.length || !b?.columns.length) return
  const [left, right] = [a.columns.map(({ name }) => name), b.columns.map(({ name }) => name)]
  for (const [{ path }, found] of [
    [a, left],
    [b, right],
  ] as const) {
    const columns = key.filter((name) => !found.includes(name))
    if (columns.length > 0) throw new UserError('keyMissing', { path, columns, found })
  }
  if (!right.some((name) => left.includes(name)))
    throw new UserError('noCommonColumns', { a: a.path, b: b.path, columns: left, others: right })
}
