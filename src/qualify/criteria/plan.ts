import type { NodeKind } from '../../application/plan/node-kinds.ts'
import { isMeasured, type Measurement } from '../../model/measures/measure.ts'
import type { QualifiedJob } from '../job.ts'
import type { Criterion } from './criterion.ts'

/** Share of the tasks' time that may be outside of queries: schema inference and the like. */
const RDD = { for: 0.1, against: Number.POSITIVE_INFINITY }

/** Names of nodes of a kind, over all runs. */
const nodesIn = ({ runs }: QualifiedJob, kind: NodeKind | 'unknown'): string[] =>
  [...new Set(runs.flatMap(({ nodes }) => nodes[kind]))].toSorted()

/** Whether each node of the plans has a counterpart. */
export const planCriterion: Criterion = {
  name: 'plan',
  judge(job) {
    const [blocking, unknown] = [nodesIn(job, 'blocking'), nodesIn(job, 'unknown')]
    if (blocking.length > 0) return { side: 'against', value: blocking.length, names: blocking }
    if (unknown.length > 0) return { side: 'open', value: unknown.length, names: unknown }
    const work = nodesIn(job, 'work')
    return { side: 'for', value: work.length, names: work }
  },
}

/** Whether the work is in queries: nothing is known of what code on RDDs does. */
export const codeCriterion: Criterion = {
  name: 'code',
  judge({ runs }) {
    const shares = runs.map(({ rddShare }) => rddShare)
    const measured = shares.filter(isMeasured)
    const [other] = shares.filter((share): share is Exclude<Measurement, number> => !isMeasured(share))
    if (measured.length === 0) return { side: 'open', value: other ?? { value: null, reason: 'no-tasks' } }
    const most = Math.max(...measured)
    return { side: most <= RDD.for ? 'for' : 'open', value: most, limits: RDD }
  },
}
