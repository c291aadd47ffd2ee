import type { Table } from '../config/model.ts'
import type { ColumnFinding, Parity, TableFinding } from '../record/schema.ts'
import type { SchemaComparison } from './schemas.ts'

/** What was found when one engine's table was compared with the baseline's. */
export interface TableFacts {
  engine: string
  baseline: string
  table: Table
  schema: SchemaComparison
  baselineRows: number
  engineRows: number
  /** Null where all fingerprints are equal. */
  difference: { onlyBaseline: number; onlyEngine: number; columns: string[] } | null
  /** Every row has its match by key, with all differences inside the declared tolerances. */
  isWithinTolerance: boolean
}

/** Turns facts into a finding. Equal means: the same schema, or one whose differences are harmless, and equal rows. */
export function tableFinding(facts: TableFacts): TableFinding {
  const { schema, difference, table } = facts
  const outcome = outcomeOf(facts)
  const accepted = Object.values(schema.coercions).every((reason) => table.accept.includes(reason))
  const columns: ColumnFinding[] = (difference?.columns ?? []).map((column) => ({
    column,
    kind: 'value',
    detail: 'values differ',
  }))
  return {
    engine: facts.engine,
    table: table.name,
    outcome,
    passes: outcome !== 'different' && accepted,
    baselineRows: facts.baselineRows,
    engineRows: facts.engineRows,
    onlyBaseline: schema.isCompatible ? (difference?.onlyBaseline ?? 0) : null,
    onlyEngine: schema.isCompatible ? (difference?.onlyEngine ?? 0) : null,
    columns: [...schema.findings, ...columns],
    summary: summarise(facts, outcome),
  }
}

function outcomeOf({ schema, difference, isWithinTolerance }: TableFacts): TableFinding['outcome'] {
  if (!schema.isCompatible) return 'different'
  if (difference) return isWithinTolerance ? 'within-tolerance' : 'different'
  return Object.keys(schema.coercions).length > 0 ? 'coerced' : 'exact'
}

function summarise(facts: TableFacts, outcome: TableFinding['outcome']): string {
  const { schema, difference, engine, baseline, table } = facts
  if (outcome === 'exact') return 'the same data'
  if (!schema.isCompatible) {
    const columns = schema.findings.map(({ column, kind, detail }) => `${column} (${kind}: ${detail})`)
    return `another schema: ${columns.join('; ')}`
  }
  if (outcome === 'coerced') {
    const reasons = Object.entries(schema.coercions).map(([column, reason]) => `${column}: ${reason}`)
    const declared = [...new Set(Object.values(schema.coercions))]
    return `equal values of other types (${reasons.join(', ')}); to accept: tables.${table.name}.accept: [${declared.join(', ')}]`
  }
  if (outcome === 'within-tolerance') return 'equal within the declared tolerances'
  return describeDifference(difference, engine, baseline)
}

function describeDifference(difference: TableFacts['difference'], engine: string, baseline: string): string {
  const { onlyBaseline = 0, onlyEngine = 0, columns = [] } = difference ?? {}
  const self = engine === baseline
  const sides = self
    ? `${count(Math.max(onlyBaseline, onlyEngine))} differ between two runs of ${engine} itself: it is not deterministic`
    : `${count(onlyBaseline)} only in ${baseline}, ${count(onlyEngine)} only in ${engine}`
  const where =
    columns.length > 0
      ? `values differ in ${columns.join(', ')}`
      : 'the values are the same, but paired otherwise into rows'
  return `${sides}; ${where}`
}

const count = (rows: number) => `${rows.toLocaleString('en')} ${rows === 1 ? 'row' : 'rows'}`

const SEVERITY = ['exact', 'coerced', 'within-tolerance', 'different'] as const

/** Orders findings: the higher, the worse; a finding that passes is never worse than one that fails. */
export const severity = ({ outcome, passes }: TableFinding): number =>
  SEVERITY.indexOf(outcome) + (passes ? 0 : SEVERITY.length)

/** A comparison's parity: as good as its worst table. */
export function parityOf(findings: TableFinding[], differences: Parity['differences']): Parity {
  const worst = Math.max(0, ...findings.map(({ outcome }) => SEVERITY.indexOf(outcome)))
  return {
    outcome: SEVERITY[worst] ?? 'different',
    passes: findings.every(({ passes }) => passes),
    reason: null,
    findings,
    differences,
  }
}

/** Parity that could not be had: never the same as parity that failed. */
export function parityUnavailable(reason: string): Parity {
  return { outcome: 'unavailable', passes: false, reason, findings: [], differences: null }
}
