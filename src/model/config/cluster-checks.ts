import type { z } from 'zod'
import type { stack } from './engine-schema.ts'
import type { job } from './job-schema.ts'
import type { Problem } from './platform-checks.ts'

type Job = z.output<typeof job>
type Cluster = NonNullable<Job['engines'][string]['cluster']>

/** Numbers of workers without a cluster, or a cluster without one. */
export function clusterProblems(
  at: string[],
  { engines, workers }: Pick<Job, 'engines' | 'workers'>,
  stacks: Record<string, z.output<typeof stack>>,
): Problem[] {
  const clusters = Object.entries(engines).flatMap(([engine, { cluster, run, stack = '', steps = [] }]) =>
    [cluster, ...[stack, ...steps.map((step) => step.stack ?? '')].map((name) => stacks[name]?.cluster)]
      .filter((each) => each !== undefined)
      .map((each) => ({ engine, cluster: each, run })),
  )
  if (workers && clusters.length === 0)
    return [{ path: [...at, 'workers'], message: 'has no effect, because no engine of the job has cluster:' }]
  return clusters.flatMap(({ engine, cluster, run }) => {
    const message =
      run && cluster.master === undefined
        ? 'has run: and cluster: without master:. Its workers need an image: use stack:, image: or build:'
        : problemOf(cluster, workers)
    return message === undefined ? [] : [{ path: [...at, 'engines', engine], message }]
  })
}

function problemOf({ master, cpus, memory }: Cluster, workers: Job['workers']): string | undefined {
  if (master === undefined && !workers)
    return 'starts a cluster of its own: add workers: to the job, such as workers: [1, 2, 4]'
  if (master !== undefined && workers && (cpus === undefined || memory === undefined))
    return 'runs on a master with workers:, so cluster: needs cpus: and memory: of each executor'
  return undefined
}
