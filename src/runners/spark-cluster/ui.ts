import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { pipeline } from 'node:stream'
import { LOOPBACK } from '../job-contract.ts'

/** Where Spark's masters have their UI. */
export const UI_PORT = 8080

/** A way from this machine to a master's UI. */
interface UiWay extends AsyncDisposable {
  /** Who comes before is turned away. */
  leadTo(host: string, port?: number): void
}

/**
 * Hands on what connects to a port of this machine's loopback, until its block ends. No port is published, so that a network
 * without a way out keeps none. Where somebody else listens by now, there is no way, and no error.
 */
export async function openUi(port: number): Promise<UiWay> {
  const visitors = new Set<Socket>()
  let target: { host: string; port: number } | undefined
  const server = createServer((visitor) => {
    visitors.add(visitor)
    visitor.on('close', () => visitors.delete(visitor))
    if (target) handOn(visitor, connect(target))
    else visitor.destroy()
  })
  server.on('error', () => {})
  await once(server.listen(port, LOOPBACK), 'listening').catch(() => {})
  return {
    leadTo: (host, port = UI_PORT) => {
      target = { host, port }
    },
    [Symbol.asyncDispose]: async () => {
      const closed = new Promise((done) => server.close(done))
      for (const visitor of visitors) visitor.destroy()
      await closed
    },
  }
}

/** Both ways, until either ends or fails. */
function handOn(visitor: Socket, ui: Socket): void {
  pipeline(visitor, ui, () => {})
  pipeline(ui, visitor, () => {})
}
