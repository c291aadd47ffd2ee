import { plain, type Reason } from '../reason.ts'
import { ofTimes, SECONDS_A_DAY } from './steps.ts'

const shifted = (day: bigint) => ({ when: `abs(t - u) = ${day}`, part: '(t < u)::INTEGER' })

export const dayShift: Reason = {
  id: 'day-shift',
  entries: ['from-utc-with-zone'],
  explain: plain('one day apart, often because of a time zone'),
  declare: 'by-hand',
  ...ofTimes((perSecond) => [shifted(perSecond * SECONDS_A_DAY)], [shifted(1n)]),
  mayBeChance: () => true,
}
