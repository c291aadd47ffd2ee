import type { Outcome } from '../../differences/outcome.ts'

const MOST_CHARACTERS = 80

/** What a probe came to, in a few words: `returns (1, "a"); (2, NULL)`, `raises DIVIDE_BY_ZERO`. */
export function outcomeText(outcome: Outcome | undefined): string {
  if (!outcome) return 'was not run'
  if ('lacks' in outcome) return `lacks ${outcome.lacks}`
  if ('error' in outcome) return `raises ${outcome.error}`
  const rows = rowsText(outcome.rows)
  return `returns ${rows.length > MOST_CHARACTERS ? `${rows.slice(0, MOST_CHARACTERS - 1)}…` : rows}`
}

/** Rows in one line: `(1, "a"); (2, NULL)`. */
export const rowsText = (rows: readonly (readonly string[])[]): string =>
  rows.length === 0
    ? 'no rows'
    : rows.map((row) => (row.length === 1 ? row[0] : `(${row.join(', ')})`)).join('; ')
