import { own } from '../../model/config/own.ts'
import type { RunRecord, TableFinding } from '../../model/record/schema.ts'
import { differingParts, show } from '../../text/differing-parts.ts'
import { htmlBytes } from '../../text/html-bytes.ts'
import type { DifferingRow, DifferingRows } from '../model/withheld.ts'
import type { Beside, StoredRow } from './beside.ts'
import { isRun } from './logs.ts'

/** Of a table, so many rows with a partner, and as many of each side without. */
const MOST_ROWS = 3
const MOST_COLUMNS = 8
/** Of all that a page may have. */
const MOST_BYTES = 40_000

/** A few rows of the tables that differ, as far as they may be shown. */
export function differingRowsOf(
  { parity, toolSeconds }: RunRecord,
  { publish, rows: kept }: Pick<Beside, 'publish' | 'rows'>,
): DifferingRows {
  if (parity.differences === null || !isRun({ toolSeconds })) return { state: 'not-kept' }
  if (publish.rows === 'none') return { state: 'withheld' }
  const rows = kept.get(parity.differences.sha256)
  if (!rows) return { state: 'not-here' }
  const isMasked = publish.rows === 'masked'
  let room = MOST_BYTES
  const tables = parity.findings.flatMap((finding) => {
    const { engine, table } = finding
    const ofTable = rows.filter((row) => row.engine === engine && row.table === table)
    const found = rowsOf(ofTable, finding, isMasked ? masked : undefined).filter((row) => {
      room -= htmlBytes(JSON.stringify(row))
      return room >= 0
    })
    return found.length > 0 ? [{ engine, table, rows: found }] : []
  })
  return { state: 'shown', isMasked, tables }
}

/** Its shape: each letter is x, each digit 9. */
const masked = (character: string): string =>
  /[\p{L}\p{M}]/u.test(character) ? 'x' : /\p{N}/u.test(character) ? '9' : character

function rowsOf(
  rows: readonly StoredRow[],
  finding: TableFinding,
  seen: typeof masked | undefined,
): DifferingRow[] {
  const pairs = [...Map.groupBy(rows, ({ number }) => number).values()].map((sides) => ({
    baseline: sides.find(({ side }) => side === 'baseline')?.values,
    engine: sides.find(({ side }) => side === 'engine')?.values,
  }))
  const of = (isChosen: (pair: Pair) => boolean) => pairs.filter(isChosen).slice(0, MOST_ROWS)
  return [
    ...of(({ baseline, engine }) => baseline !== undefined && engine !== undefined),
    ...of(({ engine }) => engine === undefined),
    ...of(({ baseline }) => baseline === undefined),
  ].map((pair) => rowOf(pair, finding, seen))
}

type Values = StoredRow['values']
interface Pair {
  baseline: Values | undefined
  engine: Values | undefined
}

function rowOf(
  { baseline, engine }: Pair,
  { matchedBy, columns }: TableFinding,
  seen: typeof masked | undefined,
): DifferingRow {
  const some = baseline ?? engine ?? {}
  const key = Object.keys(some).filter((column) => matchedBy.columns.includes(column))
  const found = new Set(columns.map(({ column }) => column))
  const others = Object.keys(some).filter((column) => !key.includes(column))
  const of = (values: Values | undefined, column: string) => (values && own(values, column)) ?? null
  const differing = others.filter((column) => of(baseline, column) !== of(engine, column))
  // Texts that differ may be equal values: the finding knows.
  const named = differing.filter((column) => found.has(column))
  const shown = !baseline || !engine ? others : named.length > 0 ? named : differing
  return {
    in: !engine ? 'baseline' : !baseline ? 'engine' : 'both',
    key: key
      .slice(0, MOST_COLUMNS)
      .map((column) => ({ column, value: show(own(some, column) ?? null, seen) })),
    values: shown.slice(0, MOST_COLUMNS).map((column) => {
      const [a, b] = differingParts(of(baseline, column), of(engine, column), seen)
      return { column, baseline: baseline ? a : null, engine: engine ? b : null }
    }),
    more: Math.max(0, shown.length - MOST_COLUMNS),
  }
}
