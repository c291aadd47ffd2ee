import { emptiedText } from '../../model/record/emptied.ts'
import type { TableFinding } from '../../model/record/schema.ts'
import type { TableComparison } from '../../parity/compare.ts'
import type { RepeatedKey } from '../../parity/sample.ts'
import type { DiffPage, DiffTable, FoundInTable } from '../../report/model/diff.ts'
import type { TablePair } from '../../tables/pairs.ts'
import type { TableSource } from '../../tables/table.ts'
import { show } from '../../text/differing-parts.ts'
import { counted, optionName, printable } from '../../text/text.ts'
import { columnShares } from './column-shares.ts'
import type { SideNames } from './differences.ts'
import { proposalBlocks } from './proposal-text.ts'

/** A table of both sides with what was found; null where one side has no such table. */
export interface ComparedPair {
  pair: TablePair
  comparison: TableComparison | null
}

/** What is said of a diff, whatever the medium; `notes` hold for all tables. */
export const toDiffPage = (
  compared: readonly ComparedPair[],
  names: SideNames,
  notes: string[] = [],
): DiffPage => ({ names, notes, tables: compared.map((one) => toTable(one, names)) })

/** `orders: different`, or `2 of 3 tables different`. */
export function diffTitle(tables: readonly DiffTable[]): string {
  const [only, ...others] = tables
  if (only && others.length === 0) return `${only.table}: ${only.verdict}`
  const different = tables.filter(({ passes }) => !passes).length
  const all = counted(tables.length, 'table')
  return different === 0 ? `${all} with the same data` : `${different} of ${all} different`
}

/** Which parts of the tables were compared, and how their keys were, by the options that say so. */
export function partsTexts(parts: Record<string, unknown>): string[] {
  const isOfKey = ([name]: [string, unknown]) => name.startsWith('key')
  const given = Object.entries(parts)
  const text = (words: string, options: [string, unknown][]) =>
    options.length === 0
      ? []
      : [
          printable(
            `${words} ${options.map(([name, value]) => (value === true ? optionName(name) : `${optionName(name)} ${String(value)}`)).join(', ')}`,
          ),
        ]
  return [
    ...text(
      'Only a part was compared:',
      given.filter((one) => !isOfKey(one)),
    ),
    ...text('Keys were compared with', given.filter(isOfKey)),
  ]
}

/** Why a diff that found rows which differ passes. */
export const withinText = ({ rows, of, most }: { rows: number; of: number; most: string }): string =>
  `${rows.toLocaleString('en')} of ${of.toLocaleString('en')} rows differ, which --max-changed ${most} allows`

function toTable({ pair, comparison }: ComparedPair, names: SideNames): DiffTable {
  const said = (passes: boolean, verdict: string, found: FoundInTable | null) => ({
    ...{ table: printable(pair.table), passes },
    ...{ verdict: printable(verdict), found },
  })
  if (pair.problem) return said(false, `could not be compared: ${pair.problem.message}`, null)
  if (!comparison) return said(false, `only in ${pair.a ? names.a : names.b}`, null)
  const { finding } = comparison
  return said(
    finding.passes,
    `${verdict(finding, names)}${emptyNote(finding)}`,
    toFound(pair, comparison, names),
  )
}

function toFound(pair: TablePair, comparison: TableComparison, names: SideNames): FoundInTable {
  const { finding, examples, samples, repeatedKey } = comparison
  const side = (name: string, rows: number, source: TableSource | null) => ({
    ...{ name, rows },
    place: `${printable(source?.path ?? '')}${sourceNote(source)}`,
  })
  const entry = `the table's entry under tables: in etl-compare.yml${pair.isShared ? '' : ' (use its name there)'}`
  return {
    sides: [side(names.a, finding.baselineRows, pair.a), side(names.b, finding.engineRows, pair.b)],
    counts: countsText(finding, names),
    notes: [...finding.notes, ...(repeatedKey ? [repeatedText(repeatedKey, names)] : [])].map(printable),
    shares: columnShares(comparison),
    ...{ finding, examples, samples },
    proposals: proposalBlocks(finding, entry),
  }
}

/** `For example id 7: 3 rows in A, 1 in B`. */
function repeatedText({ key, rows }: RepeatedKey, names: SideNames): string {
  const values = key.map(({ column, value }) => `${column} ${show(value)}`).join(', ')
  return `For example ${values}: ${rows.a.toLocaleString('en')} in ${names.a}, ${rows.b.toLocaleString('en')} in ${names.b}`
}

/** Several files that were taken for one table, and an undeclared dialect of a CSV. */
function sourceNote(source: TableSource | null): string {
  const files = source && source.files > 1 ? [`${source.files.toLocaleString('en')} files`] : []
  const notes = [...files, ...(source?.recognised ?? [])].join(', ')
  return notes === '' ? '' : ` (${notes})`
}

/** Counts and reasons of what differs have lines of their own. */
function verdict({ outcome, summary, emptied }: TableFinding, names: SideNames): string {
  if (outcome !== 'different') return summary
  const alarm = emptiedText(emptied, { baseline: names.a, engine: names.b })
  return alarm === undefined ? 'different' : `different: ${alarm}`
}

const emptyNote = ({ baselineRows, engineRows }: TableFinding): string =>
  baselineRows + engineRows === 0 ? ' (both sides are empty: nothing is proven)' : ''

function countsText(
  { changed, onlyBaseline, onlyEngine, matchedBy }: TableFinding,
  names: SideNames,
): string | null {
  const parts = [
    [changed, 'changed'],
    [onlyBaseline, `only in ${names.a}`],
    [onlyEngine, `only in ${names.b}`],
  ] as const
  const counts = parts.flatMap(([count, what]) =>
    count ? [`${count.toLocaleString('en')} ${count === 1 ? 'row' : 'rows'} ${what}`] : [],
  )
  if (counts.length === 0) return null
  const columns = matchedBy.columns.map(printable).join(', ')
  const how = {
    key: `rows are matched by ${columns}`,
    columns: `no --key: rows are matched by ${columns} (the same values on both sides)`,
    rows: `no --key: rows are ${changed ? 'matched in order of their values' : 'compared as a whole'}`,
  }[matchedBy.how]
  return `${counts.join(', ')}; ${how}`
}
