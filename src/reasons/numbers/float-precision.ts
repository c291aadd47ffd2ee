import { eitherWay, flag, guarded } from '../case.ts'
import { bySide, countOf, plain, type Reason } from '../reason.ts'
import { ofNumbers } from './steps.ts'

const NOISE = 1e-9
/** More than a 32-bit float is off by, but where it has no room for a number at all. */
const SINGLE = 1e-6
const IS_SINGLE = '(try_cast(x AS FLOAT)::DOUBLE = y OR try_cast(y AS FLOAT)::DOUBLE = x)'

export const IS_ROUNDED = guarded(`f > ${NOISE} * m AND f <= ${SINGLE} * m`, IS_SINGLE)
export const IS_NOISE = `f <= ${NOISE} * m`

export const floatPrecision: Reason = {
  id: 'float-precision',
  explain: bySide('rounds to a 32-bit float'),
  declare: 'rel',
  ...ofNumbers([{ when: IS_ROUNDED, part: flag('try_cast(y AS FLOAT)::DOUBLE = x') }], () => [
    {
      when: guarded('m > 16777216', eitherWay('{a} = try_cast({b}::FLOAT AS HUGEINT)', 'i', 'j')),
      part: flag('i = try_cast(j::FLOAT AS HUGEINT)'),
    },
  ]),
  refutedBy: () => 'try_cast(fx AS FLOAT)::DOUBLE <> fx',
}

/** `part` is 1 where it may be a float's precision too, which it is where that explains as many others. */
export const floatNoise: Reason = {
  id: 'float-noise',
  entries: ['sum-of-doubles'],
  explain: plain('floating-point noise, such as from a different order of summation'),
  declare: 'rel',
  ...ofNumbers([{ when: IS_NOISE, part: flag(`f > 1e-12 * m AND ${IS_SINGLE}`) }], () => []),
  decide: async (groups) =>
    groups.map((group) =>
      group.reason === floatNoise.id && group.part === 1 && countOf(groups, floatPrecision.id) >= group.count
        ? { ...group, reason: floatPrecision.id }
        : group,
    ),
}
