import type { Side } from '../../../qualify/criteria/criterion.ts'
import type { Outlook } from '../../../qualify/qualify.ts'

/** The icon of an outlook, and of what a criterion says. */
export const OUTLOOK_STATES = {
  likely: 'pass',
  measure: 'not yet',
  unlikely: 'fail',
} as const satisfies Record<Outlook, string>

export const SIDE_STATES = { for: 'pass', open: 'not yet', against: 'fail' } as const satisfies Record<
  Side,
  string
>
