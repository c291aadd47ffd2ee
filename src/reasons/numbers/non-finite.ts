import { flag, ofKind } from '../case.ts'
import { bySide, type Reason } from '../reason.ts'

export const nan: Reason = {
  id: 'nan',
  entries: ['division-by-zero', 'sqrt-of-negative'],
  explain: bySide('has NaN where the other has a number'),
  ...ofKind('float', { when: 'isnan(x) OR isnan(y)', part: flag('isnan(x)') }),
}

export const infinity: Reason = {
  id: 'infinity',
  entries: ['division-by-zero', 'log-of-zero'],
  explain: bySide('has infinity where the other does not'),
  kinds: ['float', 'timestamp', 'date'],
  cases: ({ kind }) => {
    if (kind === 'float') return [{ when: 'isinf(x) OR isinf(y)', part: flag('isinf(x)') }]
    return ['timestamp', 'date'].includes(kind) ? [{ when: 'NOT isfinite(a) OR NOT isfinite(b)' }] : []
  },
}
