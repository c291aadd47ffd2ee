import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'

/** This process as one that measures, for other processes of the tool to see, until its block ends. */
export interface Measuring extends Disposable {
  /**
   * Numbers of the others, of any user, that measure on this machine now; null where the kernel does not tell. One in a container
   * with a network of its own is not seen.
   */
  others(): Promise<number[] | null>
}

const NAME = /@(etl-compare-measuring-(\d+)-[0-9a-f]{8})$/gm

/**
 * Says that this process measures, by a socket that the kernel keeps in no folder: every user sees it, whatever their
 * temporary folder, and it is gone with its process, however that ends. Nothing is thrown: where it is forbidden, nobody
 * knows.
 */
export async function announceMeasuring(): Promise<Measuring> {
  const name = `etl-compare-measuring-${process.pid}-${randomBytes(4).toString('hex')}`
  const server = createServer((socket) => socket.destroy())
  server.unref()
  const answer = once(server, 'listening').catch(() => {})
  server.on('error', () => {})
  server.listen(`\0${name}`)
  await answer
  return {
    others: async () => {
      const sockets = await readFile('/proc/net/unix', 'utf8').catch(() => null)
      if (sockets === null) return null
      const found = new Map([...sockets.matchAll(NAME)].map(([, other, pid]) => [other, Number(pid)]))
      found.delete(name)
      return [...found.values()]
    },
    [Symbol.dispose]: () => void server.close(),
  }
}

/**
 * Does some work, and counts the others that measured when it began or ended, whichever were more; no number where the kernel
 * does not tell.
 */
export async function besideOthers<T>(
  measuring: Measuring,
  work: () => Promise<T>,
): Promise<{ done: T; beside: { otherRuns?: number } }> {
  const before = await measuring.others()
  const done = await work()
  const after = await measuring.others()
  return { done, beside: before && after ? { otherRuns: Math.max(before.length, after.length) } : {} }
}
