import type { Outcome } from '../../differences/outcome.ts'
import { shortened } from '../../text/text.ts'

const MOST_CHARACTERS = 80

/** What a probe came to, in a few words: `returns (1, "a"); (2, NULL)`, `raises DIVIDE_BY_ZERO`. */
function outcomeText(outcome: Outcome | undefined): string {
  if (!outcome) return 'was not run'
  if ('lacks' in outcome) return `lacks ${outcome.lacks}`
  if ('error' in outcome) return `raises ${outcome.error}`
  return `returns ${shortened(rowsText(outcome.rows), MOST_CHARACTERS)}`
}

/** What two probes came to: of rows that are too long to be shown, those that differ, and in these the values that do. */
export function outcomeTexts(a: Outcome | undefined, b: Outcome | undefined): [string, string] {
  const texts = [outcomeText(a), outcomeText(b)] as const
  if (!a || !b || !('rows' in a && 'rows' in b) || a.rows.length !== b.rows.length) return [...texts]
  if ([a, b].every(({ rows }) => rowsText(rows).length <= MOST_CHARACTERS)) return [...texts]
  return [
    outcomeText({ ...a, rows: unlike(a.rows, b.rows) }),
    outcomeText({ ...b, rows: unlike(b.rows, a.rows) }),
  ]
}

type Rows = readonly (readonly string[])[]

/** Rows without those that the other side has at the same place, their equal values as `…`. */
const unlike = (rows: Rows, others: Rows): string[][] =>
  rows.flatMap((row, index) => {
    const other = others[index] ?? []
    const values = row.map((value, column) => (value === other[column] ? '…' : value))
    const short = values.filter((value, column) => value !== '…' || values[column - 1] !== '…')
    return short.every((value) => value === '…') ? [] : [short]
  })

/** Rows in one line: `(1, "a"); (2, NULL)`. */
export const rowsText = (rows: Rows): string =>
  rows.length === 0
    ? 'no rows'
    : rows.map((row) => (row.length === 1 ? row[0] : `(${row.join(', ')})`)).join('; ')
