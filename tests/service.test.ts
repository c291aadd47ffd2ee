import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { RunRecord } from '../src/model/record/schema.ts'
import { runRecordSchema } from '../src/model/record/validate.ts'
import { type Ended, etlCompare, scratch } from './etl-compare.ts'
import { trialOf } from './run-job.ts'

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

interface Outcome extends Ended {
  record: RunRecord
}

const folderFor = (way: string, { requests = REQUESTS, more = {}, tables = {} } = {}) => {
  const engine = (name: string) => ({ run: [process.execPath, 'service.mjs', name, '{port}'] })
  const service = { ready: 'GET /health', requests: 'requests.ndjson', rate: '30/s', for: '2s', ...more }
  const engines = { base: engine('right'), next: engine(way) }
  const config = {
    version: 1,
    jobs: { orders: { input: 'input.csv', baseline: 'base', engines, service, tables } },
  }
  return scratch({
    'service.mjs': SERVICE,
    'requests.ndjson': requests,
    'input.csv': 'amount\n2.5\n7\n',
    'etl-compare.yml': JSON.stringify(config),
  })
}

/** What comes of a job whose baseline does all as it should, and whose candidate does it in this way. */
async function run(way: string, given: Parameters<typeof folderFor>[1] = {}): Promise<Outcome> {
  await using folder = await folderFor(way, given)
  const ended = await etlCompare(['run', '--trials', '2'], folder.path, { CI: '' })
  const text = await readFile(join(folder.path, 'results/orders/own/run.json'), 'utf8')
  return { ...ended, record: runRecordSchema.parse(JSON.parse(text)) }
}

describe('a job whose engines are services', { timeout: 300_000 }, () => {
  it('is started, asked and stopped, and has its latencies, memory and CPU recorded', async () => {
    const { code, stdout, stderr, record } = await run('as well')
    expect(code, stderr).toBe(0)
    expect(record.parity).toMatchObject({ outcome: 'exact', passes: true })
    const { outcome, measures, service, tables } = trialOf(record, 'next')
    expect(outcome).toBe('ok')
    expect(service).toMatchObject({
      perSecond: 30,
      seconds: 2,
      due: 60,
      answered: 60,
      errors: {},
      isEndedInTime: true,
    })
    // A status and what is in the body, of three requests.
    expect(tables.answers?.rows).toBe(8)
    for (const name of ['coldStartMs', 'p50Ms', 'p95Ms', 'p99Ms', 'maxMs', 'cpuPerRequestMs'] as const)
      expect(measures[name], name).toBeGreaterThan(0)
    for (const name of ['idleBytes', 'loadBytes'] as const) expect(measures[name]).toBeGreaterThan(2 ** 20)
    expect(measures.totalMs).toBeUndefined()
    expect(stdout).toMatch(/^next 2 +60 of 60 +\d/m)
    expect(stdout).not.toMatch(/^Total/m)
  })

  it('is not the same where an answer differs, and names the first request that does', async () => {
    const { code, stderr, record } = await run('wrong')
    expect(code).toBe(1)
    expect(record.parity.findings).toMatchObject([{ engine: 'next', table: 'answers', outcome: 'different' }])
    expect(stderr).toContain('base and next first differ in request 2, GET /orders/2, at $.amount:')
    expect(stderr).toContain('200 {"amount":7.25,"id":2}')
  })

  it('is the same within a tolerance of its numbers', async () => {
    const tables = { answers: { tolerance: { number: { abs: 0.5 } } } }
    const { code, record } = await run('wrong', { tables })
    expect(code).toBe(0)
    expect(record.parity.outcome).toBe('within-tolerance')
  })

  it.each([
    ['sick', /^was not healthy after 8 s: GET \/health last had status 503$/, '8s'],
    ['elsewhere', /^was not healthy after 8 s: GET \/health last had its connection refused$/, '8s'],
    ['dies', /^died under load after \d+ of 60 requests: exited with 3$/, '2min'],
    ['fails', /^\d+ of 60 requests failed: \d+ status$/, '2min'],
  ])('fails where its service %s', async (way, reason, startup) => {
    const { code, record } = await run(way, { more: { startup } })
    expect(code).toBe(1)
    expect(trialOf(record, 'next')).toMatchObject({
      outcome: 'failed',
      reason: expect.stringMatching(reason),
    })
    expect(trialOf(record, 'base').outcome).toBe('ok')
  })

  it('is killed where it does not end when it is asked to, and that is recorded', async () => {
    const { code, stdout, record } = await run('stubborn', { more: { for: '1s' } })
    expect(code).toBe(0)
    expect(trialOf(record, 'next').service?.isEndedInTime).toBe(false)
    expect(stdout).toContain('! next 1: it did not end in time after SIGTERM, and was killed.')
  })

  it('does not begin with requests that are none', async () => {
    await using folder = await folderFor('right', { requests: '{"method": "GET", "path": "orders"}\n' })
    const { code, mistake } = await etlCompare(['run'], folder.path)
    expect(code).toBe(2)
    expect(mistake).toMatchObject({
      code: 'requestsInvalid',
      data: { problems: [{ line: 1, key: 'path', message: expect.stringContaining('must begin with /') }] },
    })
  })
})
