import { guarded } from '../case.ts'
import { plain, type Reason } from '../reason.ts'
import { ofNumbers } from './steps.ts'

export const OPPOSITE = guarded('(x < 0) <> (y < 0)', 'x + y = 0')

export const sign: Reason = {
  id: 'sign',
  explain: plain('the same number with the opposite sign'),
  declare: 'by-hand',
  ...ofNumbers([{ when: OPPOSITE }]),
}
