import { counted } from '../text/text.ts'
import { type Check, notKnown } from './check.ts'
import { isUnknown } from './facts.ts'

/** As many rows were loaded as were staged. */
export const stagedRows: Check = {
  name: 'staged rows',
  judge({ staged, loaded }, asked) {
    if (asked.staged === undefined) return undefined
    if (isUnknown(staged)) return notKnown(staged)
    const passes = staged.rows === loaded.rows
    const rows = counted(staged.rows, 'row')
    return {
      passes,
      detail: passes ? `${rows}, as staged` : `${rows} staged, ${loaded.rows.toLocaleString('en')} loaded`,
    }
  },
}
