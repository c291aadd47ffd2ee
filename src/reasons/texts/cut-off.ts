import { eitherWay, flag, guarded, ofKind } from '../case.ts'
import { bySide, type Reason } from '../reason.ts'

export const cutOff: Reason = {
  id: 'cut-off',
  explain: bySide('ends early: its text is the start of the other'),
  declare: 'by-hand',
  ...ofKind('text', {
    when: guarded(
      "a > '' AND b > '' AND (x IS NULL OR y IS NULL)",
      eitherWay('starts_with({a}, {b})', 'a', 'b'),
    ),
    part: flag('strlen(a) < strlen(b)'),
  }),
}
