import { once } from 'node:events'
import { Agent } from 'node:http'
import { createServer } from 'node:net'
import { expect, it } from 'vitest'
import { type Answer, exchange } from './exchange.ts'

it('A request that met a connection which was being closed is sent again, but only where that changes nothing', async () => {
  // Answers the first request of each connection, and closes it when a second one comes.
  const server = createServer((socket) => {
    let asked = 0
    socket.on('error', () => undefined)
    socket.on('data', () => {
      asked += 1
      if (asked > 1) socket.destroy()
      else socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const agent = new Agent({ keepAlive: true })
  const target = { host: '127.0.0.1', port: Object(server.address()).port, agent, timeoutMs: 5000 }
  const ask = (method: string) =>
    new Promise<Answer>((done) =>
      exchange(target, { method, path: '/', headers: {}, body: null }, true, done),
    )
  const ok = { status: 200, text: 'ok' }
  expect(await ask('GET')).toEqual(ok)
  expect(await ask('GET')).toEqual(ok)
  expect(await ask('POST')).toEqual({ error: 'reset' })
  expect(await ask('POST')).toEqual(ok)
  agent.destroy()
  server.close()
})

it('An answer that is not HTTP is named so', async () => {
  const server = createServer((socket) => socket.on('error', () => undefined).end('hello\r\n\r\n'))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const agent = new Agent()
  const target = { host: '127.0.0.1', port: Object(server.address()).port, agent, timeoutMs: 5000 }
  const answer = await new Promise((done) =>
    exchange(target, { method: 'GET', path: '/', headers: {}, body: null }, true, done),
  )
  expect(answer).toEqual({ error: 'invalid' })
  server.close()
})
