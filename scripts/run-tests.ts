/**
 * Runs every suite, TypeScript's and the jobs', and ends with one line: `N passed, N failed, N skipped`.
 * On a user's machine a test may be skipped, with its reason; with CI set, a skip is a failure.
 */
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '..')

interface Counts {
  passed: number
  failed: number
  skipped: number
}

/** A suite: its command, given the file that its report goes to. */
interface Suite {
  name: string
  cwd: string
  command(report: string): string[]
}

const stack = (name: string): Suite => ({
  name: `pytest ${name}`,
  cwd: join(ROOT, name),
  command: (report) => ['.venv/bin/pytest', '-q', '-rs', `--junitxml=${report}`],
})

const SUITES: Suite[] = [
  stack('docker/pythonic'),
  stack('docker/spark'),
  {
    name: 'vitest',
    cwd: ROOT,
    command: (report) => [
      'node_modules/.bin/vitest',
      'run',
      '--reporter=default',
      '--reporter=junit',
      `--outputFile.junit=${report}`,
    ],
  },
]

function execute([program = '', ...args]: string[], cwd: string): Promise<number> {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'] })
    child.on('error', fail)
    child.on('close', (code) => done(code ?? 1))
  })
}

/** Adds up the suites of a JUnit report; a suite that wrote none has failed once. */
async function countsOf(report: string): Promise<Counts> {
  const xml = await readFile(report, 'utf8').catch(() => '')
  const suites = [...xml.matchAll(/<testsuite\s[^>]*>/g)].map(([tag]) => tag)
  const sum = (name: string) =>
    suites.reduce((total, tag) => total + Number(new RegExp(`\\s${name}="(\\d+)"`).exec(tag)?.[1] ?? 0), 0)
  const [tests, failed, skipped] = [sum('tests'), sum('failures') + sum('errors'), sum('skipped')]
  return tests === 0
    ? { passed: 0, failed: 1, skipped: 0 }
    : { passed: tests - failed - skipped, failed, skipped }
}

const folder = await mkdtemp(join(tmpdir(), 'etl-compare-suites-'))
const total: Counts = { passed: 0, failed: 0, skipped: 0 }
try {
  for (const [index, { name, cwd, command }] of SUITES.entries()) {
    const report = join(folder, `${index}.xml`)
    const begun = performance.now()
    const code = await execute(command(report), cwd)
    const counts = await countsOf(report)
    total.passed += counts.passed
    total.failed += counts.failed || (code === 0 ? 0 : 1)
    total.skipped += counts.skipped
    process.stdout.write(`── ${name}: ${((performance.now() - begun) / 1000).toFixed(0)} s\n`)
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}
const { passed, failed, skipped } = total
process.stdout.write(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`)
if (failed > 0 || (process.env.CI && skipped > 0)) process.exitCode = 1
