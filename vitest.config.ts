import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** Share a daemon, and look at all that runs leave there: one file at a time. */
const CONTAINERS = ['tests/container*.test.ts', 'tests/images*.test.ts', 'tests/compose.test.ts']
/** Judge how busy the machine is: nothing else may run. */
const ALONE = ['tests/busy-machine.test.ts', 'tests/doctor.test.ts']

export default defineConfig({
  test: {
    // Each file has a process, whose working folder tests may change.
    pool: 'forks',
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'],
          testTimeout: 120_000,
          maxWorkers: availableParallelism(),
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'end-to-end',
          include: ['tests/**/*.test.ts'],
          exclude: [...CONTAINERS, ...ALONE],
          testTimeout: 300_000,
          maxWorkers: availableParallelism(),
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'containers',
          include: CONTAINERS,
          testTimeout: 300_000,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'alone',
          include: ALONE,
          testTimeout: 300_000,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
