import { readFile, readlink } from 'node:fs/promises'
import { hostname } from 'node:os'

/**
 * A process of some machine, told from every other one, past ones included. What the tool makes carries it, so that
 * a later start can tell what nobody needs any more.
 */
export interface Owner {
  host: string
  /** Which boot of the machine; empty where the kernel doesn't say. */
  boot: string
  pid: number
  /** Start of the process in ticks since the boot; empty where the kernel doesn't say. */
  start: string
  /** Which PID namespace numbers the process; empty where the kernel doesn't say. */
  namespace: string
}

/** This process. */
export async function thisOwner(): Promise<Owner> {
  const { pid } = process
  const [boot, start, namespace] = await Promise.all([bootId(), startOf(pid), pidNamespace()])
  return { host: hostname(), boot, pid, start: start ?? '', namespace }
}

/** Whether an owner surely runs no more; one of another machine, or of another container on this one, may. */
export async function isGone(owner: Owner): Promise<boolean> {
  if (owner.host !== hostname()) return false
  if (owner.boot !== (await bootId())) return true
  if (owner.namespace !== (await pidNamespace())) return false
  if (owner.start === '') return !answers(owner.pid)
  return (await startOf(owner.pid)) !== owner.start
}

/** An owner as one word of letters, digits, `.` and `-`; its host is stored next to it. */
export const ownerWord = ({ boot, pid, start, namespace }: Owner): string =>
  `${boot}.${pid}.${start}.${namespace}`

/** The owner that a word means; undefined where it is none. */
export function parseOwner(host: string, word: string): Owner | undefined {
  const [, boot = '', pid = '', start = '', namespace = ''] =
    /^([0-9a-f]*)\.([1-9]\d{0,9})\.(\d*)\.(\d*)$/.exec(word) ?? []
  return pid ? { host, boot, pid: Number(pid), start, namespace } : undefined
}

const bootId = async (): Promise<string> =>
  (await readText('/proc/sys/kernel/random/boot_id')).replace(/\W/g, '').slice(0, 12)

const pidNamespace = async (): Promise<string> =>
  (await readlink('/proc/self/ns/pid').catch(() => '')).replace(/\D/g, '')

/** Start of a process in ticks since the boot; undefined where the kernel doesn't say. */
export async function startOf(pid: number): Promise<string | undefined> {
  const stat = await readText(`/proc/${pid}/stat`)
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
}

const readText = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '')

function answers(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
