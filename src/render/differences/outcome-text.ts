import type { Outcome } from '../../differences/outcome.ts'
import { shortened } from '../../text/text.ts'

const MOST_CHARACTERS = 80

/** What a probe came to, in a few words: `returns (1, "a"); (2, NULL)`, `raises DIVIDE_BY_ZERO`. */
export function outcomeText(outcome: Outcome | undefined): string {
  if (!outcome) return 'was not run'
  if ('lacks' in outcome) return `lacks ${outcome.lacks}`
  if ('error' in outcome) return `raises ${outcome.error}`
  return `returns ${shortened(rowsText(outcome.rows), MOST_CHARACTERS)}`
}

/** Rows in one line: `(1, "a"); (2, NULL)`. */
export const rowsText = (rows: readonly (readonly string[])[]): string =>
  rows.length === 0
    ? 'no rows'
    : rows.map((row) => (row.length === 1 ? row[0] : `(${row.join(', ')})`)).join('; ')
