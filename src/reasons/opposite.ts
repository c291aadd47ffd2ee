import { ofKind } from './case.ts'
import { plain, type Reason } from './reason.ts'

export const opposite: Reason = {
  id: 'opposite',
  explain: plain('true on one side, false on the other'),
  ...ofKind('boolean', { when: 'a <> b' }),
}
