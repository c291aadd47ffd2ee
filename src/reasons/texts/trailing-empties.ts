import { flag, guarded } from '../case.ts'
import { bySide, type Reason } from '../reason.ts'

/** SQL that is true where the longer list is the shorter one and then empty texts alone. */
const goesOn = (short: string, long: string): string =>
  guarded(
    `len(${short}) < len(${long})`,
    `${long}[:len(${short})] = ${short} AND len(list_filter(${long}[len(${short}) + 1:], lambda e: e IS DISTINCT FROM '')) = 0`,
  )

export const trailingEmpties: Reason = {
  id: 'trailing-empties',
  explain: bySide('lacks the empty texts at the end of the list, as after a split'),
  kinds: ['list'],
  cases: (type) =>
    type.kind === 'list' && type.element.kind === 'text'
      ? [
          {
            when: `coalesce(${goesOn('a', 'b')}, false) OR coalesce(${goesOn('b', 'a')}, false)`,
            part: flag('len(a) < len(b)'),
          },
        ]
      : [],
}
