import { digitsThatCount } from '../../canonical/digits.ts'
import { isExact } from '../../types/data-type.ts'
import { eitherWay, flag, guarded } from '../case.ts'
import { bySide, NUMBERS, type Reason } from '../reason.ts'

export const doublePrecision: Reason = {
  id: 'double-precision',
  explain: bySide('rounds to a 64-bit float, which is exact only up to 2^53'),
  kinds: NUMBERS,
  cases: (type) => {
    if (type.kind === 'text')
      return [{ when: 'x = y', part: flag(`${digitsThatCount('a')} = ${digitsThatCount('x::VARCHAR')}`) }]
    if (!isExact(type)) return []
    const isRounded = eitherWay('fx = fy AND {a} = try_cast({a}::DOUBLE AS HUGEINT)', 'i', 'j')
    return [{ when: guarded('m > 1e15', isRounded), part: flag('i = try_cast(i::DOUBLE AS HUGEINT)') }]
  },
  refutedBy: () => 'i <> try_cast(fx AS HUGEINT)',
}
