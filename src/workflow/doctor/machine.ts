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
  return Promise.all([
    memory(),
    disk('disk for results', out),
    java(env),
    program('uv', 'stacks with project: need it to run as processes (pip install uv)'),
    program('git', 'records will have no commit (Debian: apt-get install git)'),
  ])
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

/** @param fix what lacks without it, and how to install it */
async function program(name: string, fix: string): Promise<Finding> {
  const version = (await outputOf(name, '--version'))?.trim()
  return version
    ? fine(name, version.replace(`${name} `, '').replace('version ', ''))
    : absent(name, `not found; ${fix}`)
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
