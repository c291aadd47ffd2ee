import { readFile, readlink } from 'node:fs/promises'
import { startOf } from '../files/owner.ts'
import type { Measuring } from './measuring.ts'

/** Another process of the tool, and what the kernel tells this user of it: undefined where it tells nothing. */
export interface OtherRun {
  pid: number
  /** Such as `run`. */
  command?: string | undefined
  /** Its working folder; only its own user may know. */
  folder?: string | undefined
  /** When it was started, in ISO 8601. */
  since?: string | undefined
}

/** What `bin/etl-compare` starts, in a clone and in the package. */
const PROGRAM = /\/(?:bin\/start|dist\/cli)\.js$/
const COMMAND = /^[a-z-]{1,20}$/
/** Clock ticks a second in /proc, the same on all machines that Node runs on. */
const TICKS = 100

/** Those that measure on this machine now; none where the kernel does not tell. */
export const otherRuns = async (measuring: Measuring, now: Date): Promise<OtherRun[]> =>
  Promise.all(((await measuring.others()) ?? []).map((pid) => otherRun(pid, now)))

/**
 * Looks at a process that says it measures. Its number may be that of another process here, if it runs in a container: then
 * nothing else is known. Of its arguments only the command is read, since others may be secrets.
 */
async function otherRun(pid: number, now: Date): Promise<OtherRun> {
  const words = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0')
  const program = words.findIndex((word) => PROGRAM.test(word))
  if (program === -1) return { pid }
  const command = words[program + 1] ?? ''
  const [folder, start, uptime] = await Promise.all([
    readlink(`/proc/${pid}/cwd`).catch(() => undefined),
    startOf(pid),
    readFile('/proc/uptime', 'utf8').catch(() => ''),
  ])
  const age = Number.parseFloat(uptime) - Number(start) / TICKS
  return {
    pid,
    ...(COMMAND.test(command) && { command }),
    ...(folder !== undefined && { folder }),
    ...(Number.isFinite(age) && { since: new Date(now.getTime() - 1000 * age).toISOString() }),
  }
}
