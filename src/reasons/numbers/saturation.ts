import { eitherWay, flag, guarded } from '../case.ts'
import { bySide, type Reason } from '../reason.ts'
import { ofNumbers } from './steps.ts'

const BOUNDS = ['2147483647', '-2147483648', '9223372036854775807', '-9223372036854775808', '4294967295']

const beyond = (bound: string): string =>
  `{a} = ${bound}::DOUBLE AND {b} ${bound.startsWith('-') ? '<' : '>'} ${bound}::DOUBLE`

export const saturation: Reason = {
  id: 'saturation',
  explain: bySide('stops at the limit of an integer type'),
  declare: 'by-hand',
  ...ofNumbers([
    {
      when: guarded(
        'm >= 2147483647',
        BOUNDS.map((bound) => eitherWay(beyond(bound), 'fx', 'fy')).join(' OR '),
      ),
      part: flag(`fx IN (${BOUNDS.map((bound) => `${bound}::DOUBLE`).join(', ')})`),
    },
  ]),
}
