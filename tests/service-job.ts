import { scratch } from './etl-compare.ts'

/** A service of orders that does its work in the way that its argument names. */
const SERVICE = `import { createServer } from 'node:http'
import { readFileSync, writeFileSync } from 'node:fs'

const [, , way, port] = process.argv
const orders = readFileSync(process.env.ETL_INPUT, 'utf8').trim().split('\\n').slice(1)
let asked = 0
const server = createServer((request, response) => {
  const answer = (status, body) => {
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body))
  }
  if (request.url === '/health') return answer(way === 'sick' ? 503 : 200, {})
  asked += 1
  if (way === 'faints' && asked > 1) process.exit(3)
  if (way === 'is silent' || (way === 'is mute to the last' && request.method === 'POST')) return
  if (way === 'dies' && asked > 6) process.exit(3)
  if (way === 'fails' && asked > 6 && asked % 2 === 0) return answer(500, {})
  const [, id] = /^\\/orders\\/(\\d+)$/.exec(request.url) ?? []
  if (id === undefined) return answer(404, { detail: 'no such page' })
  const amount = Number(orders[id - 1]) + (way === 'wrong' && id === '2' ? 0.25 : 0)
  answer(200, way === 'right' ? { id: Number(id), amount } : { amount, id: Number(id) })
})
server.listen(way === 'elsewhere' ? 0 : Number(port), '127.0.0.1')
process.on('SIGTERM', () => {
  if (way === 'stubborn') return
  server.close(() => process.exit(0))
  server.closeAllConnections()
})
`
const REQUESTS = `{"method": "GET", "path": "/orders/1"}
{"method": "GET", "path": "/orders/2"}
{"method": "POST", "path": "/elsewhere", "body": {"a": 1}}
`

/** A folder with such a job; its baseline does all as it should, and its candidate in this way. */
export const serviceFolder = (
  way: string,
  { requests = REQUESTS, more = {}, tables = {}, policy = {} } = {},
) => {
  const engine = (name: string) => ({ run: [process.execPath, 'service.mjs', name, '{port}'] })
  const service = { ready: 'GET /health', requests: 'requests.ndjson', rate: '30/s', for: '2s', ...more }
  const engines = { base: engine('right'), next: engine(way) }
  const config = {
    version: 1,
    jobs: { orders: { input: 'input.csv', baseline: 'base', engines, service, tables, policy } },
  }
  return scratch({
    'service.mjs': SERVICE,
    'requests.ndjson': requests,
    'input.csv': 'amount\n2.5\n7\n',
    'etl-compare.yml': JSON.stringify(config),
  })
}
