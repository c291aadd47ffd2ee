import { advisedEntries } from '../differences/advice.ts'
import type { ColumnFinding, RowFinding } from '../model/record/schema.ts'
import { REASONS } from '../reasons/catalogue.ts'
import type { EngineNames } from '../reasons/known-engines.ts'

/** What is compared: by which engines, and whether a side is a table of a lakehouse. */
export interface Compared extends EngineNames {
  isLakehouse?: boolean
}

/** Rows that one side has more often: what a writer of a lakehouse does that knows only the past. */
const OF_REPEATS = ['iceberg-stale-upsert']

/** Names the entries of the catalogue of differences that may have brought a finding about. */
export function withEntries(finding: ColumnFinding, compared: Compared): ColumnFinding {
  const { lakehouseEntries = [], entries = [] } = REASONS[finding.reason] ?? {}
  return named(finding, compared.isLakehouse ? [...lakehouseEntries, ...entries] : entries, compared)
}

export const rowsWithEntries = (finding: RowFinding, compared: Compared): RowFinding =>
  named(finding, compared.isLakehouse && finding.reason === 'repeats' ? OF_REPEATS : [], compared)

function named<T extends ColumnFinding | RowFinding>(finding: T, ids: readonly string[], sides: Compared): T {
  const entries = advisedEntries(ids, sides).map(({ entry }) => entry.id)
  return entries.length === 0 ? finding : { ...finding, entries }
}
