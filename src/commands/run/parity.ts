import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { DuckDB } from '../../adapters/duckdb/open.ts'
import type { Names } from '../../adapters/duckdb/parity/columns.ts'
import { compareTables } from '../../adapters/duckdb/parity/compare.ts'
import { writeSampleRows } from '../../adapters/duckdb/sample-rows.ts'
import { withAbsentColumns } from '../../adapters/duckdb/source/absent.ts'
import { sha256 } from '../../adapters/files/digest.ts'
import type { Job, Table } from '../../core/config/model.ts'
import { parityOf, parityUnavailable, sameRows, severity, tableFinding } from '../../core/parity/finding.ts'
import type { Example, SampleRow } from '../../core/parity/sample.ts'
import { compareSchemas } from '../../core/parity/schemas.ts'
import type { Parity, TableFinding } from '../../core/record/schema.ts'
import type { ReadTable } from './output.ts'

/** The tables of every trial that ended well, by engine, in the order of its trials. */
export type Outputs = Map<string, Record<string, ReadTable>[]>

/**
 * Compares all trials: the baseline with itself first, then every candidate's with the baseline's first.
 *
 * @param file where sample rows of differing tables go
 */
export async function assessParity(db: DuckDB, job: Job, outputs: Outputs, file: string): Promise<Assessed> {
  const [reference] = outputs.get(job.baseline) ?? []
  if (!reference) return unavailable(`the baseline ${job.baseline} delivered no output to compare with`)
  const compared: ComparedTable[] = []
  for (const [engine, trials] of outputs) {
    const others = engine === job.baseline ? trials.slice(1) : trials
    for (const table of Object.values(job.tables)) {
      compared.push(await compareTable(db, job.baseline, engine, table, reference, others))
    }
  }
  const shown = compared.filter(
    ({ finding }) => finding.engine !== job.baseline || finding.outcome !== 'exact',
  )
  const findings = shown.map(({ finding }) => finding)
  if (!findings.some(({ engine }) => engine !== job.baseline))
    return unavailable('no candidate delivered an output')
  const differing = shown.filter(({ rows }) => rows.length > 0)
  const samples = differing.length === 0 ? null : await keepSamples(db, differing, file)
  return { parity: parityOf(findings, samples), differing }
}

/** Parity, and the tables that differ with sample rows, which stay on this machine. */
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
  differing: ComparedTable[],
  file: string,
): Promise<Parity['differences']> {
  const samples = differing.map(({ finding: { engine, table }, rows }) => ({ engine, table, rows }))
  await writeSampleRows(db, samples, file)
  return { file: basename(file), sha256: sha256(await readFile(file)) }
}

/** Compares one table of one engine's trials, each distinct one of them, and keeps the worst finding. */
async function compareTable(
  db: DuckDB,
  baseline: string,
  engine: string,
  table: Table,
  reference: Record<string, ReadTable>,
  trials: Record<string, ReadTable>[],
): Promise<ComparedTable> {
  const ours = reference[table.name]
  if (!ours) throw new Error(`Table ${table.name} of ${baseline} was read, and is gone.`)
  // Of equal outputs the first is kept on disk.
  const reads = trials.flatMap((trial) => trial[table.name] ?? [])
  const distinct = new Map(reads.toReversed().map((read) => [read.fingerprint, read]))
  const compared: ComparedTable[] = []
  for (const theirs of distinct.size > 0 ? distinct.values() : [ours]) {
    compared.push(await compareRead(db, { engine, baseline, table }, ours, theirs))
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
    finding: tableFinding({ ...names, schema, baselineRows: ours.rows, engineRows: theirs.rows, rows }),
    rows: [],
    examples: [],
  }
}
