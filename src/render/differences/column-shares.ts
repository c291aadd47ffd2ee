import { spellDuration } from '../../model/units/duration.ts'
import type { TableComparison } from '../../parity/compare.ts'
import type { ColumnShare } from '../../report/model/diff.ts'
import { alignCells, counted, printable } from '../../text/text.ts'

/** More are in the JSON. */
const MOST_COLUMNS = 12

/** The columns that differ, those with most rows first. */
export const columnShares = ({ finding, differing }: TableComparison): ColumnShare[] =>
  differing
    .map(({ column, rows }) => {
      const own = finding.columns.filter((each) => each.column === column)
      return {
        column,
        rows,
        of: finding.baselineRows - (finding.onlyBaseline ?? 0),
        greatestAbs: greatest(own.map(({ greatestAbs }) => greatestAbs)),
        greatestSeconds: greatest(own.map(({ greatestSeconds = null }) => greatestSeconds)),
      }
    })
    .toSorted((a, b) => b.rows - a.rows)

function greatest(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : Math.max(...known)
}

/** Of the rows that both sides have, the part in which a column is equal: from 0 to 1. */
export const equalPart = ({ rows, of }: Pick<ColumnShare, 'rows' | 'of'>): number => (of - rows) / of

/** `99.98 %`: never 100 where a row differs, and never 0 where one is equal. */
export function equalText(share: Pick<ColumnShare, 'rows' | 'of'>): string {
  if (share.rows === share.of) return '0 %'
  const hundredths = Math.floor(10_000 * equalPart(share))
  return hundredths === 0 ? 'less than 0.01 %' : `${hundredths / 100} %`
}

/** `0.02`, `3s`; empty where there is no distance. */
export function greatestText({ greatestAbs, greatestSeconds }: ColumnShare): string {
  if (greatestAbs) return numberText(greatestAbs)
  return greatestSeconds ? spellDuration(greatestSeconds) : ''
}

const numberText = (value: number): string =>
  value >= 1e6 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(6)))

/** `12 of 60,000 rows`. */
export const rowsOfText = ({ rows, of }: Pick<ColumnShare, 'rows' | 'of'>): string =>
  `${rows.toLocaleString('en')} of ${counted(of, 'row')}`

/** A line a column: what part of it is equal, and how far it differs. */
export function shareLines(shares: readonly ColumnShare[]): string[] {
  const rows = shares.slice(0, MOST_COLUMNS).map((share) => {
    const far = greatestText(share)
    const differ = `${rowsOfText(share)} ${share.rows === 1 ? 'differs' : 'differ'}`
    return [
      printable(share.column),
      `${equalText(share)} equal,`,
      `${differ}${far && ','}`,
      far && `greatest difference ${far}`,
    ]
  })
  const more = shares.length - rows.length
  return [
    ...alignCells(rows),
    ...(more > 0 ? [`and ${counted(more, 'more column')}: --format json has all`] : []),
  ]
}
