import { spawn } from 'node:child_process'
import { chown, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Ended, endedOf, IMPATIENT } from './etl-compare.ts'

/** A user whom neither this machine nor an image has a name for. */
export const PLAIN_UID = 54321

/** Why tests as another user are left out here: only root can become one. */
export const cannotBecome = process.getuid?.() === 0 ? undefined : 'only root can become another user'

/** Gives a folder with all that is in it to the plain user. */
export async function give(path: string): Promise<void> {
  const names = await readdir(path, { recursive: true })
  for (const each of [path, ...names.map((name) => join(path, name))]) await chown(each, PLAIN_UID, PLAIN_UID)
}

/** Runs the command line as the plain user, without waiting for a quiet machine; in the group of the daemon's socket if asked. */
export async function asPlainUser(args: string[], cwd: string, inGroup: boolean): Promise<Ended> {
  const groups = inGroup ? `--groups=${(await stat('/var/run/docker.sock')).gid}` : '--clear-groups'
  const user = [`--reuid=${PLAIN_UID}`, `--regid=${PLAIN_UID}`, groups]
  const child = spawn('setpriv', [...user, ...IMPATIENT, ...args], {
    cwd,
    env: { PATH: process.env.PATH, HOME: cwd },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return endedOf(child)
}
