import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { defineConfig } from 'vitest/config'

/** Share a daemon, and look at all that runs leave there: one file at a time. */
const CONTAINERS = [
  'tests/container*.test.ts',
  'tests/images*.test.ts',
  'tests/compose.test.ts',
  'tests/faults/container-walls.test.ts',
]
/** Judge how busy the machine is, or what a meter sees and leaves on it: nothing else may run. */
const ALONE = ['tests/busy-machine.test.ts', 'tests/doctor.test.ts', 'src/runners/meter/*.test.ts']

/** Take a cluster: `make test-kubernetes`. */
const KUBERNETES = 'tests/kubernetes/*.test.ts'

/** With Python itself before the shim that stands for it: pyenv's starts 30 shells first, each time. */
function pathToPython(): string {
  const find = 'command -v python3 && python3 -c "import sys; print(sys.executable)"'
  const lines = execFileSync('sh', ['-c', find], { encoding: 'utf8' }).trim().split('\n')
  const [shim, python] = lines.map(dirname)
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.flatMap((folder) => (folder === shim ? [python, folder] : [folder])).join(delimiter)
}

/** For tests that count what is left there: others run and kill processes meanwhile. Any user may write. */
const APART = join(tmpdir(), `containers-apart-${process.getuid?.()}`)
mkdirSync(APART, { recursive: true })
chmodSync(APART, 0o1777)

/** Milliseconds that only what hangs takes, on a busy machine too. */
const PATIENT = { testTimeout: 300_000, hookTimeout: 300_000 }

export default defineConfig({
  test: {
    // With the cache before its first file, a program of TypeScript that a test starts needs 40 ms less.
    env: { PATH: pathToPython(), NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache') },
    // Tests may change their process's working folder.
    pool: 'forks',
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'bench/**/*.test.ts'],
          exclude: ALONE,
          // All files of a worker share what they import, the third of their CPU: they change nothing in it.
          isolate: false,
          setupFiles: ['tests/same-cases.ts'],
          ...PATIENT,
          maxWorkers: availableParallelism(),
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'end-to-end',
          include: ['tests/**/*.test.ts'],
          exclude: [...CONTAINERS, ...ALONE, KUBERNETES],
          ...PATIENT,
          maxWorkers: availableParallelism(),
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'containers',
          include: CONTAINERS,
          env: { TMPDIR: APART },
          ...PATIENT,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'kubernetes',
          include: [KUBERNETES],
          ...PATIENT,
          fileParallelism: false,
          sequence: { groupOrder: 3 },
        },
      },
      {
        test: {
          name: 'alone',
          include: ALONE,
          ...PATIENT,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
