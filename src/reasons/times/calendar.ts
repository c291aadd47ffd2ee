import { type Case, guarded } from '../case.ts'
import { plain, type Reason } from '../reason.ts'
import { ofTimes, SECONDS_A_DAY } from './steps.ts'

/** As many days apart as the Julian calendar is from the Gregorian one in that century. */
function shifted(perDay: bigint): Case {
  const shift = (year: string): string => `((${year} // 100) - (${year} // 400) - 2) * ${perDay}`
  const isShift = ['ya', 'yb', '(ya - 1)', '(yb - 1)'].map((year) => `abs(t - u) = abs(${shift(year)})`)
  return { when: guarded('least(ya, yb) < 1583', isShift.join(' OR ')) }
}

export const calendar: Reason = {
  id: 'calendar',
  explain: plain('before 1582-10-15: one side uses the Julian calendar, the other the Gregorian'),
  declare: 'by-hand',
  ...ofTimes((perSecond) => [shifted(perSecond * SECONDS_A_DAY)], [shifted(1n)]),
  refutedBy: () => 'ya < 1582',
}
