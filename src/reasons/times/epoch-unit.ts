import { eitherWay, guarded } from '../case.ts'
import { plain, type Reason } from '../reason.ts'
import { ofTimes } from './steps.ts'

const IS_FACTOR = [1000, 1_000_000, 1_000_000_000].map((k) => eitherWay(`{a} // ${k} = {b}`, 't', 'u'))

export const epochUnit: Reason = {
  id: 'epoch-unit',
  entries: ['cast-number-to-timestamp'],
  explain: plain('a different unit of time since 1970, such as milliseconds read as microseconds'),
  declare: 'by-hand',
  ...ofTimes(() => [{ when: guarded('t <> 0 AND u <> 0', IS_FACTOR.join(' OR ')) }]),
  mayBeChance: () => true,
  refutedBy: () => 't <> 0',
}
