import { readdir, readFile, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

/** What is left where a meter and its keeper were both killed. */
export interface Unwatched {
  /** The command; null where none was started. */
  pid: number | null
  /** Of the keeper, which began it: what the command started is in it, unless it left; null where there was no keeper. */
  session: number | null
  /** Folder of the cgroup that was made for it; null where none could be made. What is in there can't leave. */
  cgroup: string | null
}

const LOOK_MS = 100

/** Waits until a command has ended by itself. */
export async function outwait({ pid, session }: Unwatched): Promise<void> {
  while (pid !== null && (await isOf(session, pid))) await setTimeout(LOOK_MS)
}

/** Ends a command with all that it started: asks first, and kills after the grace what is still there. */
export async function endUnwatched(command: Unwatched, graceSeconds: number): Promise<void> {
  const killAt = performance.now() + graceSeconds * 1000
  for (let pids = await membersOf(command); pids.length > 0; pids = await membersOf(command)) {
    for (const pid of pids) send(pid, performance.now() < killAt ? 'SIGTERM' : 'SIGKILL')
    await setTimeout(LOOK_MS)
  }
  if (command.cgroup !== null) await rmdir(command.cgroup).catch(() => undefined)
}

async function membersOf({ session, cgroup }: Unwatched): Promise<number[]> {
  const processes = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const isMember = await Promise.all(processes.map((pid) => isOf(session, pid)))
  const confined = cgroup === null ? '' : await readText(join(cgroup, 'cgroup.procs'))
  // Those of another PID namespace have number 0 here, which would mean this process's own group.
  const inCgroup = confined
    .split('\n')
    .map(Number)
    .filter((pid) => pid > 0)
  return [...new Set([...processes.filter((_, index) => isMember[index]), ...inCgroup])]
}

/** Whether a process is in a session, and has not ended: nobody may be there to reap it. */
async function isOf(session: number | null, pid: number): Promise<boolean> {
  const stat = await readText(`/proc/${pid}/stat`)
  const [state = 'Z', , , itsSession] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return !['Z', 'X'].includes(state) && Number(itsSession) === session
}

const readText = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '')

function send(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It has ended meanwhile.
  }
}
