import { isAccepted } from '../model/config/declared.ts'
import type { Table } from '../model/config/model.ts'
import { emptiedText } from '../model/record/emptied.ts'
import type { ColumnFinding, Parity, RowFinding, TableFinding } from '../model/record/schema.ts'
import { spellDuration } from '../model/units/duration.ts'
import { counted } from '../text/text.ts'
import { type Compared, rowsWithEntries, withEntries } from './known-entries.ts'
import { type LayoutFinding, layoutTexts } from './relate/layouts.ts'
import type { SchemaComparison } from './relate/schemas.ts'
import { unusedDeclarations } from './relate/unused.ts'

/** What was found when one engine's table was compared with the baseline's. */
export interface TableFacts extends Compared {
  table: Table
  schema: SchemaComparison
  baselineRows: number
  engineRows: number
  /** Null where no rows could be compared: the sides have no column in common. */
  rows: RowFacts | null
  layout?: readonly LayoutFinding[]
}

/** How the rows of two tables relate; all nought where they are the same multiset. */
export interface RowFacts {
  onlyBaseline: number
  onlyEngine: number
  changed: number
  /** Of those changed, how many differ in no column that was looked at: they are never equal enough. */
  unseen: number
  matchedBy: TableFinding['matchedBy']
  columns: ColumnFinding[]
  unmatched: RowFinding[]
  notes: string[]
  /** None where the sides don't have as many rows. */
  emptied: NonNullable<TableFinding['emptied']>
}

/** The facts of two tables with the same rows. */
export const sameRows = (key: string[]): RowFacts => ({
  onlyBaseline: 0,
  onlyEngine: 0,
  changed: 0,
  unseen: 0,
  matchedBy: { how: key.length > 0 ? 'key' : 'rows', columns: key },
  columns: [],
  unmatched: [],
  notes: [],
  emptied: [],
})

/** Turns facts into a finding. */
export function tableFinding(facts: TableFacts): TableFinding {
  const { schema, rows, table, engine, baselineRows, engineRows, layout = [] } = facts
  const outcome = outcomeOf(facts)
  const findings = [...schema.findings, ...(rows?.columns ?? [])].map((one) => withEntries(one, facts))
  const notes = [...schema.notes, ...unusedDeclarations(table, schema, rows?.columns ?? [])]
  return {
    engine,
    table: table.name,
    outcome,
    passes: passes(table, outcome, schema.findings),
    baselineRows,
    engineRows,
    onlyBaseline: rows?.onlyBaseline ?? null,
    onlyEngine: rows?.onlyEngine ?? null,
    changed: rows?.changed ?? null,
    matchedBy: rows?.matchedBy ?? { how: 'rows', columns: [] },
    ignored: table.ignore,
    columns: findings,
    rows: (rows?.unmatched ?? []).map((one) => rowsWithEntries(one, facts)),
    notes: [...(rows?.notes ?? []), ...notes, ...layoutTexts(layout, facts)],
    ...(rows && rows.emptied.length > 0 && { emptied: rows.emptied }),
    ...(layout.length > 0 && { layout: [...layout] }),
    summary: summarise(facts, outcome),
  }
}

/** Differing types of equal values pass only where they are accepted. */
const passes = (table: Table, outcome: TableFinding['outcome'], schema: readonly ColumnFinding[]): boolean =>
  outcome !== 'different' && schema.every(({ column, reason }) => isAccepted(table, column, reason))

function outcomeOf({ schema, rows, table }: TableFacts): TableFinding['outcome'] {
  if (!rows || !schema.isCompatible || rows.onlyBaseline + rows.onlyEngine > 0) return 'different'
  const isUnderstood = rows.unseen === 0 && (rows.changed === 0 || rows.columns.length > 0)
  const allowed = ({ column, reason, beyond }: ColumnFinding) =>
    beyond === 0 || isAccepted(table, column, reason)
  if (!isUnderstood || !rows.columns.every(allowed)) return 'different'
  if (rows.columns.some(({ beyond }) => beyond === 0)) return 'within-tolerance'
  return rows.columns.length + schema.findings.length > 0 ? 'coerced' : 'exact'
}

function summarise(facts: TableFacts, outcome: TableFinding['outcome']): string {
  const { schema, rows, engine, baseline } = facts
  if (outcome === 'exact')
    return isAllIgnored(schema)
      ? 'the same number of rows; every column is ignored'
      : ['the same data', ...ignoredOf(facts)].join('; ')
  if (!rows && schema.findings.every(({ kind }) => kind !== 'type')) return 'no column in common'
  if (!rows || !schema.isCompatible) return `different schemas: ${schema.findings.map(inWords).join('; ')}`
  if (outcome !== 'different') return summariseEqual(facts, rows)
  const columns = [...new Set(rows.columns.map(({ column }) => column))]
  const alarm = emptiedText(rows.emptied, { baseline, engine })
  const counts = [
    ...(alarm === undefined ? [] : [alarm]),
    ...(rows.onlyBaseline > 0 ? [`${count(rows.onlyBaseline)} only in ${baseline}`] : []),
    ...(rows.onlyEngine > 0 ? [`${count(rows.onlyEngine)} only in ${engine}`] : []),
    ...(rows.changed > 0 ? [`${count(rows.changed)} changed${inColumns(columns)}`] : []),
  ].join(', ')
  return engine === baseline
    ? `${counts}, between two runs of ${engine} itself: it is not deterministic`
    : counts
}

const isAllIgnored = ({ comparable, names }: SchemaComparison): boolean =>
  comparable.length === 0 && names.length > 0

/** What was allowed where rows are equal as far as declared, and which types differ that nobody accepted. */
function summariseEqual({ schema, table }: TableFacts, { columns }: RowFacts): string {
  const near = columns.filter(({ beyond }) => beyond === 0)
  const types = schema.findings.filter(({ column, reason }) => !isAccepted(table, column, reason))
  const accepted = [...schema.findings, ...columns].filter(
    (finding) => !near.includes(finding) && !types.includes(finding),
  )
  const isAll = near.length + types.length === 0
  const parts = [
    ...(near.length > 0 ? [`equal within the declared tolerances (${nearText(near)})`] : []),
    ...(accepted.length > 0
      ? [`${isAll ? 'differs only as accepted' : 'accepted'}: ${accepted.map(inShort).join(', ')}`]
      : []),
    ...(types.length > 0 ? [`equal values of other types: ${types.map(inWords).join('; ')}`] : []),
    ...ignoredOf({ schema, table }),
  ]
  return parts.join('; ')
}

/** Columns of either side that were not read. */
function ignoredOf({ schema, table }: Pick<TableFacts, 'schema' | 'table'>): string[] {
  const ignored = table.ignore.filter((name) => schema.names.includes(name))
  return ignored.length > 0 ? [`not compared: ${ignored.join(', ')} (ignored)`] : []
}

/** `amount: abs 0.01, at: abs 5s`: each column with what was declared for it. */
const nearText = (findings: readonly ColumnFinding[]): string =>
  [...new Set(findings.map(({ column, tolerance }) => `${column}${toleranceText(tolerance)}`))].join(', ')

/** As `tolerance:` has it. */
function toleranceText(tolerance: ColumnFinding['tolerance']): string {
  if (!tolerance) return ''
  const { abs, rel, seconds } = tolerance
  const parts = [
    ...(abs > 0 ? [`abs ${abs}`] : []),
    ...(rel > 0 ? [`rel ${rel}`] : []),
    ...(seconds === undefined ? [] : [`abs ${spellDuration(seconds)}`]),
  ]
  return `: ${parts.join(' and ')}`
}

const inWords = ({ column, reason, detail }: ColumnFinding): string => `${column} (${reason}: ${detail})`

const inShort = ({ column, reason, count: found }: ColumnFinding): string =>
  `${reason} in ${column}${found === null ? '' : ` (${count(found)})`}`

const inColumns = (columns: readonly string[]): string =>
  columns.length > 0 ? ` in ${columns.join(', ')}` : ''

const count = (rows: number) => counted(rows, 'row')

const SEVERITY = ['exact', 'coerced', 'within-tolerance', 'different'] as const

/** Orders findings: the higher, the worse; a finding that passes is never worse than one that fails. */
export const severity = ({ outcome, passes }: TableFinding): number =>
  SEVERITY.indexOf(outcome) + (passes ? 0 : SEVERITY.length)

/** The worst of some findings' outcomes. */
export function worstOutcome(findings: readonly TableFinding[]): TableFinding['outcome'] {
  const worst = Math.max(0, ...findings.map(({ outcome }) => SEVERITY.indexOf(outcome)))
  return SEVERITY[worst] ?? 'different'
}

/** A comparison's parity: as good as its worst table. */
export const parityOf = (findings: TableFinding[], differences: Parity['differences']): Parity => ({
  outcome: worstOutcome(findings),
  passes: findings.every(({ passes }) => passes),
  reason: null,
  findings,
  differences,
})

/** Parity that could not be had: never the same as parity that failed. */
export function parityUnavailable(reason: string): Parity {
  return { outcome: 'unavailable', passes: false, reason, findings: [], differences: null }
}
