import type { Policy } from '../../config/policy.ts'
import type { Gate } from '../verdict.ts'

/** The ratio of the bills against its margin. Without a price book there are no bills yet. */
export const costGate = ({ costMargin }: Policy): Gate => ({
  name: 'cost',
  deciding: costMargin !== null,
  state: 'not yet',
  evidence: 'no bill can be reckoned: this version has no prices',
  missing: 'a version with prices',
})
