import { containerAt } from '../docker/container-place.ts'
import type { Runner } from '../runner.ts'

/** Drivers of Spark clusters: of one that runs already, or of one of containers that lives as long as a trial. */
export const sparkCluster: Runner = {
  name: 'spark-cluster',
  plural: 'drivers of a cluster',
  unfit: 'on a cluster: it has no cluster:. Use --runner auto, or give it one.',
  isHere: true,
  isNamed: true,
  canRun: (place) =>
    place.cluster !== undefined && (place.cluster.master ?? containerAt(place)) !== undefined,
  pulls: (place) => containerAt(place) !== undefined && place.build === undefined,
  prepare: async (...asked) => (await import('./prepare.ts')).prepare(...asked),
  check: async (...asked) => (await import('./check.ts')).check(...asked),
  confines: async () => (await import('../docker/confines.ts')).confines(),
  // What measures a driver or a worker is that of processes or containers.
  examine: async () => [],
  // Its containers, networks and volumes are swept with those of the runner of containers.
  sweep: async () => [],
}
