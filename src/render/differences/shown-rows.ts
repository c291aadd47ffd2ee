import type { SampleRow } from '../../parity/sample.ts'
import type { DifferingRow } from '../../report/model/withheld.ts'
import { differingParts, show } from '../../text/differing-parts.ts'

/** The first rows of each kind: changed, and of one side alone. */
export const firstOfEach = (samples: readonly SampleRow[], most: number): SampleRow[] =>
  (['both', 'a', 'b'] as const).flatMap((side) => samples.filter((row) => row.in === side).slice(0, most))

/**
 * A row as the report shows it: of one with a partner, the columns that differ.
 *
 * @param key columns that identify it
 */
export function toDifferingRow({ in: side, values }: SampleRow, key: readonly string[]): DifferingRow {
  const isKey = ({ column }: SampleRow['values'][number]) => key.includes(column)
  const shown = values.filter((value) => (side === 'both' ? value.differs : !isKey(value)))
  return {
    in: side === 'both' ? 'both' : side === 'a' ? 'baseline' : 'engine',
    key: values.filter(isKey).map(({ column, a, b }) => ({ column, value: show(side === 'b' ? b : a) })),
    values: shown.map(({ column, a, b }) => {
      const [left, right] = differingParts(a, b)
      return { column, baseline: side === 'b' ? null : left, engine: side === 'a' ? null : right }
    }),
    more: 0,
  }
}
