/**
 * Runs every suite, TypeScript's and the jobs', or the one file that is named, and ends with one line:
 * `N passed, N failed, N skipped`. On a user's machine a test may be skipped, with its reason; with CI set, a skip is a
 * failure.
 */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '..')
/** Python projects with tests of their own. */
const PYTHONS = ['docker/pythonic', 'docker/spark', 'python']
const LINES_OF_A_FAILURE = 15

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

const pytest = (folder: string, ...files: string[]): Suite => ({
  name: `pytest ${folder}`,
  cwd: join(ROOT, folder),
  command: (report) => ['.venv/bin/pytest', '-q', '-rs', `--junitxml=${report}`, ...files],
})

const vitest = (name: string, ...args: string[]): Suite => ({
  name: `vitest ${name}`,
  cwd: ROOT,
  command: (report) => [
    'node_modules/.bin/vitest',
    'run',
    '--reporter=default',
    '--reporter=junit',
    '--reporter=./tests/faults/table.ts',
    `--outputFile.junit=${report}`,
    ...args,
  ],
})

const project = (...names: string[]): Suite =>
  vitest(names.join(', '), ...names.flatMap((name) => ['--project', name]))

/** Where scripts/kubernetes/build.sh has put a Kubernetes, and what it stands on: only where all is there are its tests run. */
const VERSION = readFileSync(join(ROOT, 'scripts/kubernetes/version'), 'utf8').trim()
const CACHE = process.env.XDG_CACHE_HOME || join(homedir(), '.cache')
const KUBERNETES = [
  join(CACHE, `etl-compare/kubernetes-${VERSION}/kubectl`),
  '/usr/bin/etcd',
  '/usr/lib/cni/bridge',
]
const hasKubernetes = process.getuid?.() === 0 && KUBERNETES.every((path) => existsSync(path))

const kubernetes: Suite = {
  name: 'vitest kubernetes',
  cwd: ROOT,
  command: (report) => [
    'scripts/kubernetes/test.sh',
    '--reporter=default',
    '--reporter=junit',
    `--outputFile.junit=${report}`,
  ],
}

/** One after the other; in each, lanes that run at once; in a lane, suites one after the other. */
const STAGES: Suite[][][] = [
  [[project('unit', 'end-to-end')], [...PYTHONS.map((folder) => pytest(folder)), project('containers')]],
  [[project('alone')]],
  hasKubernetes ? [[kubernetes]] : [],
]

function suiteOf(file: string): Suite {
  const folder = PYTHONS.find((each) => file.startsWith(`${each}/`))
  return folder ? pytest(folder, relative(folder, file)) : vitest(file, file)
}

/** Runs a program, and gives what it printed as a whole: suites that run at once would be mixed up. */
function execute([program = '', ...args]: string[], cwd: string): Promise<{ code: number; printed: string }> {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    const chunks: Buffer[] = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => chunks.push(chunk))
    child.on('error', fail)
    child.on('close', (code) => done({ code: code ?? 1, printed: Buffer.concat(chunks).toString() }))
  })
}

/** Adds up the suites of a JUnit report; a suite that wrote none has failed once. */
function countsOf(xml: string): Counts {
  const suites = [...xml.matchAll(/<testsuite\s[^>]*>/g)].map(([tag]) => tag)
  const sum = (name: string) =>
    suites.reduce((total, tag) => total + Number(new RegExp(`\\s${name}="(\\d+)"`).exec(tag)?.[1] ?? 0), 0)
  const [tests, failed, skipped] = [sum('tests'), sum('failures') + sum('errors'), sum('skipped')]
  return tests === 0
    ? { passed: 0, failed: 1, skipped: 0 }
    : { passed: tests - failed - skipped, failed, skipped }
}

/** The failed tests of a JUnit report, each with the first lines of why; as they are in the file, escapes included. */
function failuresOf(xml: string): string[] {
  const cases = [...xml.matchAll(/<testcase\s([^>]*[^/])>(.*?)<\/testcase>/gs)]
  return cases.flatMap(([, attributes = '', body = '']) => {
    const [, why] = /<(?:failure|error)\b(.*?)<\/(?:failure|error)>/s.exec(body) ?? []
    return why === undefined
      ? []
      : [`${attributes}\n${why.split('\n').slice(0, LINES_OF_A_FAILURE).join('\n')}`]
  })
}

const folder = await mkdtemp(join(tmpdir(), 'etl-compare-suites-'))
const total: Counts = { passed: 0, failed: 0, skipped: 0 }
const failures: string[] = []

async function run({ name, cwd, command }: Suite): Promise<void> {
  const report = join(folder, `${name.replaceAll('/', '-')}.xml`)
  const begun = performance.now()
  const { code, printed } = await execute(command(report), cwd)
  const xml = await readFile(report, 'utf8').catch(() => '')
  const counts = countsOf(xml)
  failures.push(...failuresOf(xml))
  total.passed += counts.passed
  total.failed += counts.failed || (code === 0 ? 0 : 1)
  total.skipped += counts.skipped
  process.stdout.write(`${printed}── ${name}: ${((performance.now() - begun) / 1000).toFixed(0)} s\n`)
}

async function runLane(suites: readonly Suite[]): Promise<void> {
  for (const suite of suites) await run(suite)
}

const [, , file] = process.argv
try {
  if (file) await run(suiteOf(file))
  else for (const lanes of STAGES) await Promise.all(lanes.map(runLane))
} finally {
  await rm(folder, { recursive: true, force: true })
}
const { passed, failed, skipped } = total
// Again at the end: where a log is cut, its end is kept.
for (const failure of failures) process.stdout.write(`── failed: ${failure}\n`)
process.stdout.write(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`)
if (failed > 0 || (process.env.CI && skipped > 0)) process.exitCode = 1
