import { sortedTexts } from '../canonical/text.ts'
import { guarded } from './case.ts'
import { plain, type Reason } from './reason.ts'

/** Elements are compared as they are hashed. */
export const elementOrder: Reason = {
  id: 'element-order',
  entries: ['collect-set', 'collect-list'],
  explain: plain('the same elements in another order'),
  kinds: ['list'],
  cases: (type) => {
    if (type.kind !== 'list') return []
    const [a, b] = ['a', 'b'].map((list) => sortedTexts(list, type.element))
    return [{ when: guarded('len(a) = len(b)', `${a} = ${b}`) }]
  },
}
