import { spellDuration } from '../model/units/duration.ts'
import { counted } from '../text/text.ts'
import { type Check, notKnown } from './check.ts'
import { isUnknown } from './facts.ts'

/** Nothing lies in the table's folders that no snapshot uses, such as what a load that was killed left behind. */
export const orphans: Check = {
  name: 'orphan files',
  judge({ orphans: found }, { orphans: seconds }) {
    if (seconds === undefined) return undefined
    if (isUnknown(found)) return notKnown(found)
    const age = `older than ${spellDuration(seconds)}`
    if (found.files === 0) return { passes: true, detail: `no unused file is ${age}` }
    const example = found.example === null ? '' : `, such as ${found.example}`
    return {
      passes: false,
      detail: `${counted(found.files, 'unused file')} ${age}${example}`,
    }
  },
}
