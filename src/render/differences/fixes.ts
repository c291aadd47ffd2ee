import { advisedEntries } from '../../differences/advice.ts'
import { type Destination, isDropIn } from '../../differences/entry.ts'
import type { ColumnFinding, TableFinding } from '../../model/record/schema.ts'
import { printable } from '../../text/text.ts'
import { sentencesAbout } from './sentences.ts'

export const TARGET_NAMES: Record<Destination, string> = {
  duckdb: 'DuckDB',
  polars: 'Polars',
  sail: 'Sail',
  sqlframe: 'SQLFrame',
  duckdb_spark: 'DuckDB’s Spark API',
}

/** A known difference of engines that may be the cause of what was found, and how to write it. */
export interface Fix {
  /** Which columns it may concern, or that it is about repeated rows. */
  columns: string
  what: string
  /** How to write it in each engine that the candidate may be. */
  write: string
  /** Where the page of the catalogue has it. */
  page: string
}

/** Causes that are shown, and columns that each names. */
const [MOST_FIXES, MOST_COLUMNS] = [8, 5]

/** What a table's open differences may come from: values before types, in the order of its columns. */
export function fixesOf(finding: TableFinding, baseline: string): Fix[] {
  if (finding.passes) return []
  const open = finding.columns.filter(({ beyond }) => beyond !== 0)
  const sorted = open.toSorted((a, b) => Number(b.kind === 'value') - Number(a.kind === 'value'))
  const places = [
    ...finding.rows.map(({ entries }) => ({ entries, column: 'repeated rows' })),
    ...sorted.map(({ entries, column }) => ({ entries, column })),
  ]
  const columns = Map.groupBy(
    places.flatMap(({ entries = [], column }) => entries.map((id) => ({ id, column }))),
    ({ id }) => id,
  )
  const found = advisedEntries([...columns.keys()], { baseline, engine: finding.engine })
  return found.slice(0, MOST_FIXES).map(({ entry: { id, title, what }, advice }) => ({
    columns: inShort((columns.get(id) ?? []).map(({ column }) => column)),
    what: whatText(title, what, advice),
    write: advice.map(({ target, text }) => `${TARGET_NAMES[target]}: ${text}`).join(' · '),
    page: `docs/differences.md#${id}`,
  }))
}

/** Of a candidate that is a drop-in, without what is said of ports. */
function whatText(title: string, what: string, advice: readonly { target: Destination }[]): string {
  const [only, ...others] = advice
  if (!only || others.length > 0 || !isDropIn(only.target)) return what
  return sentencesAbout(only.target, what).join(' ') || `${title}.`
}

function inShort(columns: readonly ColumnFinding['column'][]): string {
  const names = [...new Set(columns)]
  const more = names.length - MOST_COLUMNS
  return `${names.slice(0, MOST_COLUMNS).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

/** The title of a list of fixes. */
export const FIXES_TITLE =
  'To fix these differences, look for these known causes and write them as shown. The pages have the code that was run:'

/** The fixes of a table as lines for a terminal; none where nothing is known. */
export function fixLines(finding: TableFinding, baseline: string): string[] {
  const fixes = fixesOf(finding, baseline)
  if (fixes.length === 0) return []
  const lines = fixes.flatMap(({ columns, what, write, page }) => [
    `  ${columns}: ${what} (${page})`,
    `    → ${write}`,
  ])
  return [FIXES_TITLE, ...lines].map(printable)
}
