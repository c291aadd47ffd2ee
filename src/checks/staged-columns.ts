import { type Check, notKnown } from './check.ts'
import { isUnknown } from './facts.ts'

const MOST_NAMED = 5

/** Nothing was lost, added or turned into another type while the rows were loaded. */
export const stagedColumns: Check = {
  name: 'staged columns',
  judge({ staged, loaded }, asked) {
    if (asked.staged === undefined) return undefined
    if (isUnknown(staged)) return notKnown(staged)
    const types = new Map(loaded.columns.map(({ name, type }) => [name, type]))
    const names = new Set(staged.columns.map(({ name }) => name))
    const problems = [
      ...staged.columns.flatMap(({ name, type }) => {
        const found = types.get(name)
        if (found === undefined) return [`${name} was not loaded`]
        return found === type ? [] : [`${name} is ${type} staged, ${found} loaded`]
      }),
      ...loaded.columns.flatMap(({ name }) => (names.has(name) ? [] : [`${name} was not staged`])),
    ]
    if (problems.length === 0) return { passes: true, detail: `${names.size} columns, as staged` }
    const more = problems.length - MOST_NAMED
    const named = problems.slice(0, MOST_NAMED).join(', ')
    return { passes: false, detail: more > 0 ? `${named} and ${more} more` : named }
  },
}
