import type { Runner } from '../runner.ts'

/** Processes of this machine, each measured from around it. */
export const process: Runner = {
  name: 'process',
  plural: 'processes',
  unfit: 'as a process: it only has an image. Use --runner docker, or give it run: or a stack with project:.',
  isHere: true,
  canRun: ({ run, project, cluster }) => (run ?? project) !== undefined && cluster === undefined,
  pulls: () => false,
  prepare: async (_, around) => (await import('./prepare.ts')).prepare(around),
  check: async (...asked) => (await import('./check.ts')).check(...asked),
  confines: async () => (await import('./confines.ts')).confines(),
  examine: async (...asked) => (await import('./examine.ts')).examine(...asked),
  // A trial's process ends with the tool.
  sweep: async () => {
    await (await import('./orphans.ts')).endOrphans()
    return []
  },
}
