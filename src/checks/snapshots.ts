import { spellDuration } from '../model/units/duration.ts'
import { counted } from '../text/text.ts'
import { type Check, notKnown } from './check.ts'
import { isUnknown } from './facts.ts'

/** Old snapshots were expired. The current one, and those that a branch or a tag names, may be of any age. */
export const snapshots: Check = {
  name: 'snapshots',
  judge({ pastSnapshots }, { snapshots: seconds }) {
    if (seconds === undefined) return undefined
    if (isUnknown(pastSnapshots)) return notKnown(pastSnapshots)
    const old = pastSnapshots.filter((age) => age > seconds).length
    const age = `older than ${spellDuration(seconds)}`
    if (old === 0)
      return { passes: true, detail: `none of ${counted(pastSnapshots.length, 'past snapshot')} is ${age}` }
    return { passes: false, detail: `${old} of ${counted(pastSnapshots.length, 'past snapshot')} ${age}` }
  },
}
