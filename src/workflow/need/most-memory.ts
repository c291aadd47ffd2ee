import { totalmem } from 'node:os'
import { UserError } from '../../errors.ts'
import type { Limits } from '../../model/config/model.ts'
import { FLOOR_BYTES } from '../../need/need.ts'
import { binaryBytes, type PlannedComparison } from '../../plan/plan.ts'

/** A comparison whose memory is limited. */
export interface LimitedPlan extends PlannedComparison {
  limits: Limits & { memoryBytes: number }
}

/**
 * Of several limits of a job, those with the most memory: from there a search goes down. Without a limit, it is all that
 * this machine has.
 *
 * @throws UserError `memoryTooLittle`
 */
export function withMostMemory(plans: readonly PlannedComparison[]): LimitedPlan[] {
  const limited = plans.map((plan) => {
    const { memoryBytes = memoryHere(), ...limits } = plan.limits
    return { ...plan, limits: { ...limits, memoryBytes } }
  })
  const most = Math.max(...limited.map(({ limits }) => limits.memoryBytes))
  for (const { job } of limited)
    if (most <= FLOOR_BYTES)
      throw new UserError('memoryTooLittle', {
        job: job.name,
        memory: binaryBytes(most),
        least: binaryBytes(FLOOR_BYTES),
      })
  return limited.filter(({ limits }) => limits.memoryBytes === most)
}

/** In whole MiB; in a container with a limit of its own, that. */
function memoryHere(): number {
  const bytes = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY)
  return Math.floor(bytes / 2 ** 20) * 2 ** 20
}
