import { plain, type Reason } from './reason.ts'

export const unexplained: Reason = {
  id: 'unexplained',
  explain: plain('no known explanation'),
  declare: null,
}
