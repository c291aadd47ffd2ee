import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { Writable } from 'node:stream'
import { heedsNone } from '../src/cli/actions.ts'
import { runProgram } from '../src/cli/program.ts'
import { thisProcess, type World } from '../src/cli/world.ts'
import type { UserError } from '../src/errors.ts'

export const root = resolve(import.meta.dirname, '..')

const QUICK =
  '-XX:TieredStopAtLevel=1 -XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote -XX:MetaspaceSize=256m'
/** Settings with which any Spark program takes the classes that `make setup` archived. */
const CLASSES = join(root, 'docker/spark/.classes')

/**
 * For a Spark that ends soon, and whose speed is not what is tested: neither optimised nor verified, and with room for
 * its classes, for which the whole heap is else collected four times while it starts.
 */
export const QUICK_JVM_IN_IMAGE = { SPARK_SUBMIT_OPTS: QUICK }

/** The same on this machine, where most classes need not be read from jars, and where other addresses come and go. */
export const QUICK_JVM: Record<string, string> = {
  ...QUICK_JVM_IN_IMAGE,
  SPARK_LOCAL_IP: '127.0.0.1',
  ...(existsSync(join(CLASSES, 'spark-defaults.conf')) && { SPARK_CONF_DIR: CLASSES }),
}

/** How a call of the command line ended. */
export interface Ended {
  code: number | null
  stdout: string
  stderr: string
  /** The user's mistake that ended it; absent where none did, or where it was a process of its own. */
  mistake?: Pick<UserError, 'code' | 'data'>
}

/** A process has one working folder: what is called at once runs one after the other. */
let last: Promise<unknown> = Promise.resolve()

/**
 * Runs a command line in this process, in a folder of the test's own, by default without waiting for a quiet machine.
 * Where signals, what a recorded command prints, or the environment of the process itself matter, see `start`.
 */
export function etlCompare(
  args: string[],
  cwd: string,
  env: Record<string, string> = {},
  other: Partial<World> = {},
): Promise<Ended> {
  const ended = last.then(() => runHere(args, cwd, { ...ownEnvironment(), ...env }, other))
  last = ended.catch(() => undefined)
  return ended
}

async function runHere(
  args: string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
  other: Partial<World>,
): Promise<Ended> {
  const { stdin } = process
  const [stdout, stderr] = [new Memory(), new Memory()]
  process.chdir(cwd)
  try {
    const mistakes: UserError[] = []
    const world: World = {
      ...{ stdin, stdout, stderr, env },
      now: () => new Date(),
      quiet: async () => null,
      interruption: heedsNone,
      report(mistake, terminal) {
        mistakes.push(mistake)
        thisProcess().report(mistake, terminal)
      },
    }
    const code = await runProgram(args, { ...world, ...other })
    const [mistake] = mistakes.map(({ code, data }) => ({ code, data }))
    return { code, stdout: stdout.text, stderr: stderr.text, ...(mistake && { mistake }) }
  } finally {
    process.chdir(root)
  }
}

/** Keeps what is written to it. */
class Memory extends Writable {
  text = ''

  override _write(chunk: Buffer, _: string, done: () => void): void {
    this.text += chunk
    done()
  }
}

/** As users start it. */
const PROGRAM = [join(root, 'bin/etl-compare')]
/** The same as a process that waits for no quiet machine. */
export const IMPATIENT = [process.execPath, join(root, 'tests/impatient.ts')]

interface Started {
  child: ChildProcess
  ended: Promise<Ended>
}

/** Starts a process of the program, in a folder of the test's own. */
export const start = (args: string[], cwd: string, env: Record<string, string> = {}): Started =>
  startProcess([...PROGRAM, ...args], cwd, { ...ownEnvironment(), ...env })

/** The same of a run that need not wait for a quiet machine. */
export const startImpatient = (args: string[], cwd: string, env: Record<string, string> = {}): Started =>
  startProcess([...IMPATIENT, ...args], cwd, { ...ownEnvironment(), ...env })

function startProcess([program = '', ...args]: string[], cwd: string, env: NodeJS.ProcessEnv): Started {
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  return { child, ended: endedOf(child) }
}

/** Without what says that GitHub runs the tests: the runs of a pull request never count. */
const ownEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^GITHUB_(EVENT_|REF$)/.test(name)))

/** Waits for a child's end, and keeps what it printed. */
export function endedOf(child: ChildProcess): Promise<Ended> {
  let [stdout, stderr] = ['', '']
  child.stdout?.on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr?.on('data', (chunk) => {
    stderr += chunk
  })
  return new Promise((done, fail) => {
    child.on('error', fail)
    child.on('close', (code) => done({ code, stdout, stderr }))
  })
}

/** A scratch folder, removed with all that is in it when the test's block ends. */
export async function scratch(
  files: Record<string, string | Uint8Array> = {},
  parent = tmpdir(),
): Promise<{ path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(parent, 'etl-compare-test-'))
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(path, name)), { recursive: true })
    await writeFile(join(path, name), content)
  }
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}
