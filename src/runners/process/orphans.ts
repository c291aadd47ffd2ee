import { readdir, readFile } from 'node:fs/promises'
import { INHERITED } from './inherited.ts'

/** A process that `record` started, or that is one. */
interface Marked {
  pid: number
  parent: number
  isRecord: boolean
}

/**
 * Ends what killed calls of `record` left before their meters had come up, such as a Python that hangs: nobody else knows of
 * it. A meter that still sees its command to the end gets the signal too, and goes on.
 */
export async function endOrphans(): Promise<void> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name)).map(Number)
  const marked = (await Promise.all(pids.map(lookAt))).filter((found) => found !== undefined)
  const known = new Set(marked.map(({ pid }) => pid))
  for (const { pid, parent, isRecord } of marked) if (!isRecord && !known.has(parent)) end(pid)
}

/** Undefined where a process is none of them, or another user's. */
async function lookAt(pid: number): Promise<Marked | undefined> {
  try {
    const environment = await readFile(`/proc/${pid}/environ`, 'latin1')
    if (!`\0${environment}`.includes(`\0${INHERITED}=`)) return undefined
    const words = (await readFile(`/proc/${pid}/cmdline`, 'latin1')).split('\0')
    const stat = await readFile(`/proc/${pid}/stat`, 'latin1')
    const [, parent = ''] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { pid, parent: Number(parent), isRecord: words.includes('record') }
  } catch {
    return undefined
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGTERM')
  } catch {
    // It has ended meanwhile.
  }
}
