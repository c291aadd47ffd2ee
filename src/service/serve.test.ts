import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect, it } from 'vitest'
import { ranStep } from '../trial/step-run.ts'
import { serve } from './serve.ts'

const asked = {
  service: {
    ready: { method: 'GET', path: '/health' },
    requests: 'requests.ndjson',
    perSecond: 1,
    seconds: 1,
    startupSeconds: 3,
    timeoutSeconds: 5,
  },
  requests: [],
  seed: 'a test',
}
const untilStopped = (signal: AbortSignal) =>
  new Promise<ReturnType<typeof ranStep>>((resolve) =>
    signal.addEventListener('abort', () => resolve(ranStep({ stopped: true }))),
  )

it('A service that is never healthy is named by its last answer, not by a question that came too late for one', async () => {
  let count = 0
  const server = createServer((_, response) => {
    count += 1
    if (count === 1) response.writeHead(503).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const run = (signal: AbortSignal, onHost: (host: string) => void) => {
    onHost('127.0.0.1')
    return untilStopped(signal)
  }
  const { served } = await serve(asked, Object(server.address()).port, run, new AbortController().signal)
  expect(served?.problem).toBe(
    'was not healthy after 3 s: GET /health last had status 503. Correct ready:, or raise startup: if it needs longer',
  )
  server.closeAllConnections()
  server.close()
})

it('A service that ends before anybody knows where it is was not asked', async () => {
  const gone = ranStep({ exitCode: 1 })
  const ran = await serve(asked, 1, async () => gone, new AbortController().signal)
  expect(ran).toMatchObject({ exitCode: 1, served: { stage: 'starting', problem: null, load: null } })
})
