import type { Runner } from '../runner.ts'

/** Processes of this machine, each measured from around it. */
export const process: Runner = {
  name: 'process',
  plural: 'processes',
  unfit:
    'as a process: it names an image only. Take --runner docker, or give it a stack with project:, or run:.',
  canRun: (place) => place.process !== undefined,
  pulls: () => false,
  prepare: async (_, around) => (await import('./prepare.ts')).prepare(around),
  check: async (...asked) => (await import('./check.ts')).check(...asked),
  examine: async (...asked) => (await import('./examine.ts')).examine(...asked),
  // A process ends with the tool.
  sweep: async () => [],
}
