import { isMeasured, unmeasured } from '../measures/measure.ts'
import type { RunRecord, StoredTable, TableFinding, Trial } from './schema.ts'

/** A ledger takes no larger record. */
export const MOST_BYTES = 1024 * 1024

/** Of one engine's own run: more do not fit with their fingerprints. */
export const MOST_TABLES = 1000

/** What a record with nothing but what no record lacks may take, and each thing that it can have many of, in bytes. */
const LEAST = { record: 6000, trial: 7000, step: 2000, finding: 1500 }
/** What is kept of a text that others wrote, in bytes: names of columns, messages, versions. */
const MOST_TEXT = 200
const MOST_NAMES = 3

/** How many things a comparison is made of. */
export interface RecordCounts {
  trials: number
  /** Steps of all its trials. */
  steps: number
  /** Tables, once for each engine. */
  findings: number
}

/** Whether a record of so many things can be kept, whatever is found. */
export const canBeKept = ({ trials, steps, findings }: RecordCounts): boolean =>
  LEAST.record + trials * LEAST.trial + steps * LEAST.step + findings * LEAST.finding <= MOST_BYTES

type Reduction = (record: RunRecord) => RunRecord

const ofTrials =
  (change: (trial: Trial) => Trial): Reduction =>
  (record) => ({ ...record, trials: record.trials.map(change) })

const ofFindings =
  (change: (finding: TableFinding) => TableFinding): Reduction =>
  (record) => ({ ...record, parity: { ...record.parity, findings: record.parity.findings.map(change) } })

/** Fingerprints of tables are needed, those of columns help. */
const withoutColumnFingerprints = ofTrials((trial) => ({
  ...trial,
  tables: Object.fromEntries(
    Object.entries(trial.tables).map(([name, { columns: _, ...table }]) => [name, table]),
  ),
}))

const withShortFindings = (columns: number): Reduction => ofFindings((finding) => shortened(finding, columns))

/** A finding of the columns that differ in most rows. */
function shortened(finding: TableFinding, columns: number): TableFinding {
  const kept = finding.columns
    .toSorted((a, b) => (b.count ?? Infinity) - (a.count ?? Infinity))
    .slice(0, columns)
  const more = (finding.more ?? 0) + finding.columns.length - kept.length
  return {
    ...finding,
    columns: finding.columns
      .filter((column) => kept.includes(column))
      .map((column) => ({
        ...column,
        ...{ column: cut(column.column), detail: cut(column.detail) },
        ...(column.follows !== undefined && { follows: cut(column.follows) }),
      })),
    ...(more > 0 && { more }),
    matchedBy: { ...finding.matchedBy, columns: first(finding.matchedBy.columns, columns) },
    ignored: first(finding.ignored, columns),
    rows: finding.rows.slice(0, columns).map((row) => ({ ...row, detail: cut(row.detail) })),
    notes: first(finding.notes, columns),
    ...(finding.emptied && {
      emptied: finding.emptied.slice(0, columns).map((one) => ({ ...one, column: cut(one.column) })),
    }),
    ...(finding.layout && { layout: finding.layout.slice(0, columns).map(shortLayout) }),
    summary: cut(finding.summary),
  }
}

const shortLayout = (found: NonNullable<TableFinding['layout']>[number]) => ({
  ...found,
  column: found.column && cut(found.column),
  baseline: cut(found.baseline),
  engine: cut(found.engine),
})

/** What engines and machines told, in short; a trial's own measures say what those of its parts come to. */
const withShortTrials = ofTrials((trial) => ({
  ...trial,
  reason: trial.reason && cut(trial.reason),
  host: shortHost(trial.host),
  limitsEnforced: trial.limitsEnforced === true || { value: null, reason: cut(trial.limitsEnforced.reason) },
  tables: Object.fromEntries(
    Object.entries(trial.tables).map(([name, table]) => [name, withShortChecks(table)]),
  ),
  ...(trial.undeclared && { undeclared: first(trial.undeclared, MOST_NAMES) }),
  measures: Object.fromEntries(
    Object.entries(trial.measures).map(([name, measure]) => [
      name,
      isMeasured(measure) ? measure : unmeasured(cut(measure.reason)),
    ]),
  ),
  steps: trial.steps.map((step) => ({
    ...step,
    name: cut(step.name),
    imageDigest: step.imageDigest && cut(step.imageDigest),
    versions: Object.fromEntries(
      Object.entries(step.versions)
        .slice(0, MOST_NAMES)
        .map(([name, version]) => [cut(name), cut(version)]),
    ),
    parts: [],
    stages: [],
    ...(step.settings && { settings: {} }),
  })),
}))

const withShortChecks = ({ checks, ...table }: StoredTable): StoredTable => ({
  ...table,
  ...(checks && { checks: checks.map((each) => ({ ...each, detail: cut(each.detail) })) }),
})

const shortHost = (host: Trial['host']): Trial['host'] => ({
  ...host,
  cpuModel: cut(host.cpuModel),
  kernel: cut(host.kernel),
  class: cut(host.class),
})

const withShortReason: Reduction = (record) => ({
  ...record,
  parity: { ...record.parity, reason: record.parity.reason && cut(record.parity.reason) },
})

const withoutTables = ofTrials((trial) => ({ ...trial, tables: {} }))

/** Each gives up something that is needed less than what the next one gives up. */
const REDUCTIONS: readonly Reduction[] = [
  withoutColumnFingerprints,
  withShortFindings(50),
  withShortFindings(10),
  withShortTrials,
  withShortFindings(0),
  withShortReason,
  withoutTables,
]

/**
 * A record as a ledger takes it, and its text: where it is too large, without some of its details, of which it says how
 * many are left out. Parity, times and outcomes stay.
 */
export function fitRecord(record: RunRecord): { record: RunRecord; text: string } {
  let [fitting, text] = [record, textOf(record)]
  for (const reduce of REDUCTIONS) {
    if (Buffer.byteLength(text) <= MOST_BYTES) break
    fitting = reduce(fitting)
    text = textOf(fitting)
  }
  return { record: fitting, text }
}

const textOf = (record: RunRecord): string => `${JSON.stringify(record, null, 1)}\n`

function cut(text: string): string {
  if (bytesOf(text) <= MOST_TEXT) return text
  let length = MOST_TEXT
  while (bytesOf(text.slice(0, length)) > MOST_TEXT) length = Math.floor(length * 0.9)
  return `${text.slice(0, length).toWellFormed()}…`
}

const bytesOf = (text: string): number => Buffer.byteLength(JSON.stringify(text))

const first = (texts: readonly string[], most: number): string[] =>
  texts.length > most ? [...texts.slice(0, most).map(cut), `and ${texts.length - most} more`] : texts.map(cut)
