import { once } from 'node:events'
import { Agent, createServer, type RequestListener } from 'node:http'
import type { Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { generateLoad, type Load, type Repeated } from './load.ts'

const get = (path: string, status: number | null = 200): Repeated => ({
  outgoing: { method: 'GET', path, headers: {}, body: null },
  status,
})
const every = (milliseconds: number, count: number) =>
  Float64Array.from({ length: count }, (_, index) => milliseconds * index)

/** What a load on a real server comes to, and how many connections it took. */
async function loadOn(
  answer: RequestListener,
  dueMs: Float64Array,
  requests = [get('/')],
  timeoutMs = 5000,
): Promise<Load & { connections: number }> {
  const server = createServer(answer)
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => sockets.add(socket))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = Object(server.address())
  const agent = new Agent({ keepAlive: true })
  const target = { host: '127.0.0.1', port, agent, timeoutMs }
  try {
    const load = await generateLoad(target, requests, dueMs, new AbortController().signal)
    return { ...load, connections: sockets.size }
  } finally {
    agent.destroy()
    server.closeAllConnections()
    server.close()
  }
}

describe('a load', () => {
  it('is sent over few connections, and every request is answered', async () => {
    const { latenciesMs, errors, connections } = await loadOn(
      (_, response) => response.end('ok'),
      every(20, 100),
    )
    expect(latenciesMs).toHaveLength(100)
    expect(errors).toEqual({})
    // What is due while a busy machine lets nobody answer takes one each.
    expect(connections).toBeLessThan(latenciesMs.length)
    expect(latenciesMs).toEqual(latenciesMs.toSorted())
  })

  it('counts the wait of each request that was due while the service stood still', async () => {
    let until = 0
    const stall: RequestListener = (request, response) => {
      // From the first request on nothing is answered for 400 ms.
      until ||= performance.now() + 400
      setTimeout(() => response.end('ok'), Math.max(0, until - performance.now()))
      request.resume()
    }
    const { latenciesMs } = await loadOn(stall, every(10, 60))
    // A generator that waited for each answer would have one long wait; here 20 requests wait for more than 200 ms.
    expect(latenciesMs.filter((each) => each > 190).length).toBeGreaterThanOrEqual(20)
  })

  it('names what went wrong by kind, and by request with its status', async () => {
    const answer: RequestListener = (request, response) => {
      if (request.url === '/late') return
      if (request.url === '/cut') return void request.socket.destroy()
      response.writeHead(request.url === '/broken' ? 500 : 404).end()
    }
    const requests = [
      get('/late'),
      get('/cut'),
      get('/broken', null),
      get('/changed', 200),
      get('/same', 404),
    ]
    const { errors, failures, latenciesMs } = await loadOn(answer, every(5, 10), requests, 3000)
    expect(errors).toEqual({ timeout: 2, reset: 2, status: 4 })
    expect(Object.fromEntries(failures)).toEqual({
      0: { timeout: 2 },
      1: { reset: 2 },
      2: { 500: 2 },
      3: { 404: 2 },
    })
    expect(latenciesMs).toHaveLength(2)
  })

  it('does not pile up without end before a service that answers nothing', async () => {
    const { errors } = await loadOn(() => undefined, every(0, 1100), [get('/')], 1000)
    expect(errors).toEqual({ timeout: 1000, overload: 100 })
  })

  it('ends early when it is asked to', async () => {
    const end = new AbortController()
    const target = { host: '127.0.0.1', port: 1, agent: new Agent(), timeoutMs: 1000 }
    const load = generateLoad(target, [get('/')], every(1000, 60), end.signal)
    end.abort()
    expect(await load).toMatchObject({ latenciesMs: new Float64Array() })
  })
})
