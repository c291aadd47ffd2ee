import { describe, expect, it } from 'vitest'
import type { RunRecord } from '../src/model/record/schema.ts'
import { confines } from '../src/runners/process/confines.ts'
import { type Ended, etlCompare } from './etl-compare.ts'
import { recordOf } from './record-of.ts'
import { trialOf } from './run-job.ts'
import { serviceFolder } from './service-job.ts'

const unlimited = (await confines()) !== true

interface Outcome extends Ended {
  record: RunRecord
}

/** What comes of a job whose baseline does all as it should, and whose candidate does it in this way. */
async function run(way: string, given: Parameters<typeof serviceFolder>[1] = {}): Promise<Outcome> {
  await using folder = await serviceFolder(way, given)
  const ended = await etlCompare(['run', '--trials', '2'], folder.path, { CI: '' })
  return { ...ended, record: await recordOf(folder.path) }
}

describe('a job whose engines are services', { timeout: 300_000 }, () => {
  it('is started, asked and stopped, and has its latencies, memory and CPU recorded', async () => {
    const { code, stdout, stderr, record } = await run('as well')
    expect(code, stderr).toBe(0)
    expect(stderr).toContain('Plan: 1 comparison, 4 trials one at a time, at least 8 s')
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
    for (const name of ['coldStartMs', 'p50Ms', 'p95Ms', 'p99Ms', 'maxMs'] as const)
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
    [
      'sick',
      /^was not healthy after 8 s: GET \/health last had status 503\. Correct ready:, or raise startup: /,
      '8s',
    ],
    ['elsewhere', /last had its connection refused\. Let it listen on HOST and PORT, or raise/, '8s'],
    ['dies', /^died under load after \d+ of 60 requests: exited with 3$/, '2min'],
    ['faints', /^died while it answered request 2, GET \/orders\/2: exited with 3$/, '2min'],
    [
      'is silent',
      /^3 of 3 requests failed when asked alone: request 1, GET \/orders\/1, had no answer in time, and others$/,
      '2min',
    ],
    [
      'is mute to the last',
      /^1 of 3 requests failed when asked alone: request 3, POST \/elsewhere, had no answer in time$/,
      '2min',
    ],
  ])('fails where its service %s', async (way, reason, startup) => {
    // The load is too short for the last request.
    const load = way.startsWith('is ') ? { timeout: '1s', rate: '2/s', for: '1s' } : {}
    const { code, record } = await run(way, { more: { startup, ...load } })
    expect(code).toBe(1)
    expect(trialOf(record, 'next')).toMatchObject({
      outcome: 'failed',
      reason: expect.stringMatching(reason),
    })
    expect(trialOf(record, 'base').outcome).toBe('ok')
  })

  it('names the requests that failed under load, with the status of each engine', async () => {
    const { code, stdout, record } = await run('fails')
    expect(code).toBe(1)
    const { outcome, reason, service: { failed = [], errors } = {} } = trialOf(record, 'next')
    expect(outcome).toBe('failed')
    expect(reason).toMatch(/^\d+ of 60 requests failed: \d+ status$/)
    const calls = ['GET /orders/1', 'GET /orders/2', 'POST /elsewhere']
    const alone = ['200', '200', '404']
    expect(failed.length).toBeGreaterThan(0)
    for (const { request, call, had, alone: each } of failed) {
      expect(call).toBe(calls[request - 1])
      expect(Object.keys(had)).toEqual(['500'])
      expect(each).toEqual({ base: alone[request - 1], next: alone[request - 1] })
    }
    expect(failed.reduce((sum, { had }) => sum + (had['500'] ?? 0), 0)).toBe(errors?.status)
    expect(stdout).toMatch(
      /^! next 1: request \d, \w+ \/\w+[\d/]*, failed: \d+ with 500; alone: base (200|404), next \1\.$/m,
    )
  })

  it('is killed where it does not end when it is asked to, and that is recorded', async () => {
    const { code, stdout, record } = await run('stubborn', { more: { for: '1s' } })
    expect(code).toBe(0)
    expect(trialOf(record, 'next').service?.isEndedInTime).toBe(false)
    expect(stdout).toContain('! next 1: it did not end in time after SIGTERM, and was killed.')
  })

  it('is not recorded by a command that somebody else runs, which runs all the same', async () => {
    await using folder = await serviceFolder('as well')
    const command = ['record', '--job', 'orders', '--engine', 'next', '--', process.execPath, '-e', '']
    const { code, stderr } = await etlCompare(command, folder.path)
    expect(code).toBe(0)
    expect(stderr).toContain("The engines of job 'orders' are services, which record does not ask.")
  })

  it.skipIf(unlimited)('is searched for the least memory with which it gives the same answers', async () => {
    await using folder = await serviceFolder('as well', { more: { for: '1s', startup: '10s' } })
    const options = ['--engines', 'next', '--tolerance', '50%', '--json']
    const { code, stdout, stderr } = await etlCompare(['need', 'orders', ...options], folder.path)
    expect(code, stderr).toBe(0)
    const [{ engines, parity }] = JSON.parse(stdout).needs
    expect(parity).toMatchObject({ outcome: 'exact' })
    expect(engines).toMatchObject([{ engine: 'next', clock: 'p95Ms', leastMs: expect.any(Number) }])
    expect(engines[0].leastBytes).toBeGreaterThan(16 * 2 ** 20)
    expect(engines[0].mostFailed).not.toBeNull()
  })

  it('does not begin with requests that are none', async () => {
    await using folder = await serviceFolder('right', { requests: '{"method": "GET", "path": "orders"}\n' })
    const { code, mistake } = await etlCompare(['run'], folder.path)
    expect(code).toBe(2)
    expect(mistake).toMatchObject({
      code: 'requestsInvalid',
      data: { problems: [{ line: 1, key: 'path', message: expect.stringContaining('must begin with /') }] },
    })
  })

  it('has its requests read by check, which names the line that is none', async () => {
    await using right = await serviceFolder('right')
    const ready = (await etlCompare(['check'], right.path)).stdout
    expect(ready).toMatch(/^✓ orders · requests: 3 requests$/m)
    expect(ready).not.toContain('names its output')
    await using short = await serviceFolder('right', { more: { rate: '2/s', for: '1s' } })
    expect((await etlCompare(['check'], short.path)).stdout).toMatch(
      /^✓ orders · requests: 3 requests, of which only the first 2 are sent under load: raise for: or rate:$/m,
    )
    await using wrong = await serviceFolder('right', { requests: 'GET /orders\n' })
    const { code, stdout } = await etlCompare(['check'], wrong.path)
    expect(code).toBe(2)
    expect(stdout).toMatch(/^✕ orders · requests: .*requests\.ndjson:1: is not valid JSON/m)
  })
})
