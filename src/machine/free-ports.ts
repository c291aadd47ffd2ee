import { once } from 'node:events'
import { createServer, type Server } from 'node:net'

/**
 * Below those that Linux gives to connections by default: until a server has begun to listen, which may take seconds, no
 * connection takes its port away.
 */
const [LOWEST, BELOW] = [10_000, 30_000]
/** For each process others, since several may look at once. */
let next = 100 * process.pid

/** Ports of this machine that nobody listens on, all different. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = new Map<number, Server>()
  while (servers.size < count) {
    const port = LOWEST + (next++ % (BELOW - LOWEST))
    const server = await listening(port)
    if (server) servers.set(port, server)
  }
  await Promise.all([...servers.values()].map(closed))
  return [...servers.keys()]
}

/** That port of this machine if nobody listens on it, else another one. */
export async function freePort(wanted: number): Promise<number> {
  const server = await listening(wanted)
  if (!server) {
    const [other = wanted] = await freePorts(1)
    return other
  }
  await closed(server)
  return wanted
}

const closed = (server: Server): Promise<unknown> => new Promise((done) => server.close(done))

/** Undefined where somebody else listens there. */
async function listening(port: number): Promise<Server | undefined> {
  const server = createServer().listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
    return server
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    return undefined
  }
}
