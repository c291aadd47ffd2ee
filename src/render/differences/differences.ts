import type { ColumnFinding, RowFinding, TableFinding } from '../../model/record/schema.ts'
import type { Example, SampleRow } from '../../parity/sample.ts'
import { show, WIDEST_VALUE } from '../../text/differing-parts.ts'
import { alignCells, counted, printable } from '../../text/text.ts'
import { leadingFindings } from './followers.ts'
import { sideBySide } from './marks.ts'

/** What the two sides are called: `A` and `B`, or the engines' names. */
export interface SideNames {
  a: string
  b: string
}

/** Why the columns of a table differ, as lines of a small table: column, rows, why, example; below each, the columns that follow it. */
export function columnLines({ columns }: TableFinding, examples: readonly Example[]): string[] {
  if (columns.length === 0) return []
  const leading = leadingFindings(columns)
  const rows = leading.map(({ finding }) => {
    const { column, reason, count, detail } = finding
    const shown = exampleText(finding, examples)
    return [clip(column), count === null ? 'schema' : count.toLocaleString('en'), reason, detail, shown]
  })
  const [head = '', ...lines] = alignCells([['column', 'rows', 'reason', 'why', 'example'], ...rows])
  const below = leading.map(({ followers }) => (followers === '' ? [] : [`  └ ${printable(followers)}`]))
  return [head, ...lines.flatMap((line, index) => [line, ...(below[index] ?? [])])]
}

/** A pair of values that shows a column's reason; empty where there is none. */
export function exampleText(
  { column, reason }: Pick<ColumnFinding, 'column' | 'reason'>,
  examples: readonly Example[],
): string {
  const example = examples.find((one) => one.column === column && one.reason === reason)
  return example ? sideBySide(example.a, example.b).join(' → ') : ''
}

/** Rows without a partner: what is known of them. */
export const unmatchedLines = ({ rows }: TableFinding): string[] =>
  rows.map(({ count, detail }: RowFinding) => `${counted(count, 'row')}: ${printable(detail)}`)

/** Rows side by side, with the part that differs between marks; those of one side alone follow. */
export const sampleLines = (
  { matchedBy }: TableFinding,
  samples: readonly SampleRow[],
  names: SideNames,
): string[] =>
  samples.flatMap((row) =>
    row.in === 'both' ? changedLines(row, matchedBy.columns, names) : [loneLine(row, names)],
  )

function changedLines({ values }: SampleRow, key: readonly string[], names: SideNames): string[] {
  const id = values
    .filter(({ column }) => key.includes(column))
    .map(({ column, a }) => `${clip(column)} ${show(a)}`)
  const width = Math.max(names.a.length, names.b.length)
  const differing = values.filter(({ differs }) => differs)
  const widest = Math.max(0, ...differing.map(({ column }) => clip(column).length))
  return [
    id.length > 0 ? id.join(', ') : 'a row',
    ...differing.flatMap(({ column, a, b }) => {
      const [left = '', right = ''] = sideBySide(a, b)
      return [
        `  ${clip(column).padEnd(widest)}  ${names.a.padEnd(width)}  ${left}`,
        `  ${''.padEnd(widest)}  ${names.b.padEnd(width)}  ${right}`,
      ]
    }),
  ]
}

function loneLine(sample: SampleRow, names: SideNames): string {
  const side = sample.in === 'a' ? 'a' : 'b'
  const text = sample.values.map((value) => `${clip(value.column)}=${show(value[side])}`).join(' ')
  return `only in ${names[side]}: ${text}`
}

const clip = (text: string): string =>
  printable(text.length > WIDEST_VALUE ? `${text.slice(0, WIDEST_VALUE)}…` : text)
