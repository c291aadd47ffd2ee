import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, it } from 'vitest'
import { freePort, freePorts } from './free-ports.ts'

/** From where on Linux gives ports to connections, by default. */
const EPHEMERAL = 32_768

it('ports that are free are none that somebody listens on, nor any that a connection may be given meanwhile', async () => {
  const ports = await freePorts(20)
  expect(new Set(ports).size).toBe(20)
  expect(Math.max(...ports)).toBeLessThan(EPHEMERAL)
  const [last = 0] = ports.slice(-1)
  const server = createServer().listen(last + 1, '127.0.0.1')
  // Where somebody else was faster, that will do.
  await once(server, 'listening').catch(() => undefined)
  expect(await freePorts(20)).not.toContain(last + 1)
  server.close()
})

it('a port that is wanted is given where nobody listens on it, and another one in its place', async () => {
  const [wanted = 0] = await freePorts(1)
  expect(await freePort(wanted)).toBe(wanted)
  const server = createServer().listen(wanted, '127.0.0.1')
  await once(server, 'listening')
  expect(await freePort(wanted)).not.toBe(wanted)
  server.close()
})
