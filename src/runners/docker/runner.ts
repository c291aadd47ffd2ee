import type { Runner } from '../runner.ts'
import { containerAt } from './container-place.ts'

/** Containers of a Docker daemon. */
export const docker: Runner = {
  name: 'docker',
  plural: 'containers',
  unfit: 'in a container: it has no image. Use --runner process, or give it image: or build:.',
  isHere: true,
  canRun: (place) => containerAt(place) !== undefined && place.cluster === undefined,
  pulls: (place) => containerAt(place) !== undefined && place.build === undefined,
  prepare: async (...asked) => (await import('./prepare.ts')).prepare(...asked),
  check: async (...asked) => (await import('./check.ts')).check(...asked),
  confines: async () => (await import('./confines.ts')).confines(),
  examine: async (...asked) => (await import('./examine.ts')).examine(...asked),
  sweep: async (...asked) => (await import('./sweep.ts')).sweep(...asked),
}
