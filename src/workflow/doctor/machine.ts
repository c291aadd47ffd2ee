import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { availableParallelism, totalmem } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { absent, disk, type Finding, fine, wrong } from '../../machine/finding.ts'
import { formatBytes } from '../../model/units/bytes.ts'

/** What the engines of small inputs take at least. */
const LEAST_MEMORY = 1e9

/** Cores, memory, the results' disk, and the programs that some runs need. */
export async function lookAtMachine(out: string, env: NodeJS.ProcessEnv): Promise<Finding[]> {
  return Promise.all([memory(), disk('disk for results', out), java(env), uv(), git()])
}

async function memory(): Promise<Finding> {
  const meminfo = await readFile('/proc/meminfo', 'utf8').catch(() => '')
  const available = 1024 * Number(/^MemAvailable:\s*(\d+)/m.exec(meminfo)?.[1] ?? Number.NaN)
  const text = `${formatBytes(totalmem())}, ${Number.isNaN(available) ? 'free memory is not known' : `${formatBytes(available)} available`}; ${availableParallelism()} cores`
  return available < LEAST_MEMORY
    ? wrong('memory', `${text}. Close other programs: engines need more than ${formatBytes(LEAST_MEMORY)}.`)
    : fine('memory', text)
}

async function java(env: NodeJS.ProcessEnv): Promise<Finding> {
  const program = env.JAVA_HOME ? join(env.JAVA_HOME, 'bin/java') : 'java'
  const version = /version "(\d+)[^"]*"/.exec((await outputOf(program, '-version')) ?? '')
  const fix =
    'Spark as a process of this machine needs 17 or 21 (Debian: apt-get install openjdk-21-jre-headless)'
  if (!version) return absent('Java', `not found; ${fix}; the built-in jobs bring their own`)
  const isFit = version[1] === '17' || version[1] === '21'
  return isFit
    ? fine('Java', `${version[1]} (${program})`)
    : absent('Java', `${version[1]} (${program}); ${fix}`)
}

async function uv(): Promise<Finding> {
  const version = (await outputOf('uv', '--version'))?.trim()
  return version
    ? fine('uv', version.replace(/^uv /, ''))
    : absent('uv', 'not found; stacks with project: need it to run as processes (pip install uv)')
}

async function git(): Promise<Finding> {
  const version = (await outputOf('git', '--version'))?.trim()
  return version
    ? fine('git', version.replace(/^git version /, ''))
    : absent('git', 'not found; records will have no commit (Debian: apt-get install git)')
}

/** All that a program prints; undefined where there is none of that name. */
async function outputOf(program: string, argument: string): Promise<string | undefined> {
  try {
    const { stdout, stderr } = await promisify(execFile)(program, [argument])
    return stdout + stderr
  } catch {
    return undefined
  }
}
