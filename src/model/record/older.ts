import { counted } from '../../text/text.ts'
import type { StoredTable } from './schema.ts'

/** A table as far as it matters who wrote it. */
type Written = Pick<StoredTable, 'older'>

/** Whether a run wrote nothing of a table: what lies there may be any earlier run's. */
export const isUnwritten = ({ older }: Written): boolean => older !== undefined && older.files === older.of

/** What is to be said, at the end of a run, of tables that it did not write as a whole. */
export function olderTexts(tables: Readonly<Record<string, Written>>): string[] {
  return Object.entries(tables).flatMap(([table, { older }]) => {
    if (!older) return []
    const { files, of } = older
    if (files < of)
      return [
        `${files} of ${counted(of, 'file')} of table '${table}' are older than this run; all are compared`,
      ]
    const untouched = of === 1 ? 'its file did not change' : `none of its ${of} files changed`
    return [
      `table '${table}' was not written: ${untouched} while the command ran, so its parity is unknown. If the command writes elsewhere, set --output to that place`,
    ]
  })
}
