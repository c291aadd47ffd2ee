import type { TableFinding } from './schema.ts'

/** Columns that hold values on one side, and on the other NULL in every row, of as many rows. */
type Emptied = NonNullable<TableFinding['emptied']>

/** What is named of one side. */
const MOST = 5

/** An alarm, in words: `polars has NULL in every row of name, title`; undefined where there is none. */
export function emptiedText(
  emptied: Emptied | undefined,
  names: { baseline: string; engine: string },
): string | undefined {
  const texts = (['baseline', 'engine'] as const).flatMap((side) => {
    const columns = (emptied ?? []).filter((one) => one.side === side).map(({ column }) => column)
    if (columns.length === 0) return []
    const more = columns.length > MOST ? ` and ${columns.length - MOST} more columns` : ''
    return [`${names[side]} has NULL in every row of ${columns.slice(0, MOST).join(', ')}${more}`]
  })
  return texts.length === 0 ? undefined : texts.join('; ')
}
