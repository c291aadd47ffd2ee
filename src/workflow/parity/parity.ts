import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { DuckDB } from '../../duckdb/open.ts'
import { sha256 } from '../../files/digest.ts'
import type { Job, Table } from '../../model/config/model.ts'
import { own } from '../../model/config/own.ts'
import type { Parity, TableFinding } from '../../model/record/schema.ts'
import { compareTables } from '../../parity/compare.ts'
import type { Names } from '../../parity/explain/columns.ts'
import { parityOf, parityUnavailable, sameRows, severity, tableFinding } from '../../parity/finding.ts'
import { compareLayouts } from '../../parity/relate/layouts.ts'
import { compareSchemas } from '../../parity/relate/schemas.ts'
import type { Example, SampleRow } from '../../parity/sample.ts'
import { writeSampleRows } from '../../parity/sample-rows.ts'
import { withAbsentColumns } from '../../tables/columns/absent.ts'
import { printable } from '../../text/text.ts'
import type { ReadTable } from '../trial/output.ts'

/** The tables that can be read of every trial that ended, by engine, in the order of its trials. */
export type Outputs = Map<string, Record<string, ReadTable>[]>

/** Operations of the job that engines said they lack: these left no table. */
export type Lacks = ReadonlyMap<string, ReadonlySet<string>>

/** What is compared. */
interface Compared {
  job: Job
  outputs: Outputs
  lacks: Lacks
}

/**
 * Compares all trials: the baseline with itself first, then every candidate's with the baseline's first. A table that
 * can't be compared is named, and hides none of the others.
 *
 * @param file where sample rows of differing tables go
 */
export async function assessParity(
  db: DuckDB,
  { job, outputs, lacks }: Compared,
  file: string,
): Promise<Assessed> {
  if (!outputs.has(job.baseline))
    return unavailable(`the baseline ${job.baseline} delivered no output to compare with`)
  const compared: ComparedTable[] = []
  const lacking: Lacking[] = []
  for (const [engine, trials] of outputs) {
    for (const table of comparedTables(job, engine, lacks)) {
      const found = await compareTable(db, job, engine, table, outputs, trials)
      if (typeof found === 'string') lacking.push({ engine, table: table.name, reason: found })
      else compared.push(found)
    }
  }
  const shown = compared.filter(
    ({ finding }) => finding.engine !== job.baseline || finding.outcome !== 'exact',
  )
  const findings = shown.map(({ finding }) => finding)
  if (!findings.some(({ engine }) => engine !== job.baseline))
    return unavailable(
      isDelivered(job, outputs)
        ? lackingText(lacking.filter(({ engine }) => engine !== job.baseline))
        : 'no candidate delivered an output',
    )
  const differing = shown.filter(({ finding, rows }) => !finding.passes || rows.length > 0)
  const sampled = differing.filter(({ rows }) => rows.length > 0)
  const samples = sampled.length === 0 ? null : await keepSamples(db, sampled, file)
  const judged = judgedEngines({ job, outputs, lacks })
  const parity = withLacking(
    parityOf(
      findings.filter(({ engine }) => judged.has(engine)),
      samples,
    ),
    lacking.filter(({ engine }) => judged.has(engine)),
  )
  return { parity: { ...parity, findings }, differing }
}

/** What both the baseline and an engine have. */
const comparedTables = ({ tables, baseline }: Job, engine: string, lacks: Lacks): Table[] =>
  Object.values(tables).filter(({ name }) => ![baseline, engine].some((each) => lacks.get(each)?.has(name)))

/** A table that could not be compared. */
interface Lacking {
  engine: string
  table: string
  reason: string
}

/** Engines that delivered every table; all of them where no candidate did. One that failed doesn't decide about others. */
function judgedEngines({ job, outputs, lacks }: Compared): Set<string> {
  const isWhole = ([engine, trials]: [string, readonly Record<string, ReadTable>[]]) =>
    trials.every((trial) =>
      comparedTables(job, engine, lacks).every(({ name }) => Object.hasOwn(trial, name)),
    )
  const whole = [...outputs].filter((each) => each[0] === job.baseline || isWhole(each))
  return new Set((whole.length > 1 ? whole : [...outputs]).map(([engine]) => engine))
}

/** Nobody knows whether tables are equal that could not be compared. */
function withLacking(parity: Parity, lacking: readonly Lacking[]): Parity {
  if (lacking.length === 0) return parity
  const outcome = parity.passes ? 'unavailable' : parity.outcome
  return { ...parity, outcome, passes: false, reason: lackingText(lacking) }
}

/** What several tables of an engine share is said once. */
const lackingText = (lacking: readonly Lacking[]): string =>
  [...Map.groupBy(lacking, ({ engine, reason }) => `${engine} could not be compared: ${reason}`)]
    .map(([words, shared]) => `${shared.map(({ table }) => table).join(', ')} of ${words}`)
    .join('; ')

/** Whether a candidate wrote any table, even if it can't be compared. */
const isDelivered = ({ baseline }: Job, outputs: Outputs): boolean =>
  [...outputs].some(
    ([engine, trials]) => engine !== baseline && trials.some((tables) => Object.keys(tables).length > 0),
  )

/** Parity, and the tables that differ, if only in types. Their sample rows stay on this machine. */
export interface Assessed {
  parity: Parity
  differing: ComparedTable[]
}

export const unavailable = (reason: string): Assessed => ({
  parity: parityUnavailable(reason),
  differing: [],
})

/** A table's finding, and sample rows where it differs. */
export interface ComparedTable {
  finding: TableFinding
  rows: SampleRow[]
  examples: Example[]
}

async function keepSamples(
  db: DuckDB,
  sampled: ComparedTable[],
  file: string,
): Promise<Parity['differences']> {
  const samples = sampled.map(({ finding: { engine, table }, rows }) => ({ engine, table, rows }))
  await writeSampleRows(db, samples, file)
  return { file: basename(file), sha256: sha256(await readFile(file)) }
}

/**
 * Compares one table of one engine's trials, each distinct one of them, and keeps the worst finding.
 *
 * @returns a text where it can't be compared: why
 */
async function compareTable(
  db: DuckDB,
  { baseline, engines }: Job,
  engine: string,
  table: Table,
  outputs: Outputs,
  trials: Record<string, ReadTable>[],
): Promise<ComparedTable | string> {
  const [ours] = (outputs.get(baseline) ?? []).flatMap((trial) => own(trial, table.name) ?? [])
  if (!ours) return `missing in every trial of ${baseline}`
  const reads = trials.flatMap((trial) => own(trial, table.name) ?? [])
  if (reads.length < trials.length) return 'missing in at least one trial'
  // Of equal outputs the first is kept on disk.
  const distinct = new Map(reads.toReversed().map((read) => [read.fingerprint, read]))
  const isOfSpark = engines[baseline]?.spark !== 'none'
  const compared: ComparedTable[] = []
  try {
    for (const theirs of distinct.values())
      compared.push(await compareRead(db, { engine, baseline, isOfSpark, table }, ours, theirs))
  } catch (error) {
    return printable((error as Error).message.split('\n')[0] ?? '').replace(/\.$/, '')
  }
  const [worst] = compared.toSorted((a, b) => severity(b.finding) - severity(a.finding))
  if (!worst) throw new Error(`Nothing of ${engine} was compared.`)
  return worst
}

async function compareRead(
  db: DuckDB,
  names: Names,
  ours: ReadTable,
  theirs: ReadTable,
): Promise<ComparedTable> {
  if (theirs.fingerprint !== ours.fingerprint) {
    const { a, b } = await withAbsentColumns(db, ours, theirs)
    const { finding, samples, examples } = await compareTables(db, names, a, b)
    return { finding, rows: samples, examples }
  }
  const schema = compareSchemas(ours.columns, theirs.columns, names.table.ignore)
  const rows = sameRows(names.table.key)
  return {
    finding: tableFinding({
      ...{ ...names, schema, rows },
      ...{ baselineRows: ours.rows, engineRows: theirs.rows },
      layout: compareLayouts(ours.layout, theirs.layout),
    }),
    rows: [],
    examples: [],
  }
}
