import type { Job } from '../../model/config/model.ts'
import { mapEntries } from '../../model/config/values.ts'
import { type Deployment, isCluster } from '../../model/record/deployment.ts'
import { SIDES, type Side } from '../../model/record/sides.ts'
import { withWorkers } from '../../pricing/cluster.ts'
import type { Subject } from '../evidence/subject.ts'

/** A policy whose platforms of engines that ran on a cluster of so many workers have its nodes, where none are declared. */
export function withClusterNodes(
  policy: Job['policy'],
  subject: Subject,
  ran: Record<Side, Pick<Deployment, 'place'>>,
): Job['policy'] {
  const { workers } = subject.limits
  if (workers === undefined) return policy
  const onCluster = SIDES.filter((side) => isCluster(ran[side].place)).map((side) => subject[side])
  const platforms = mapEntries(policy.platforms, (engine, platform) =>
    onCluster.includes(engine) ? withWorkers(platform, workers) : platform,
  )
  return { ...policy, platforms }
}
