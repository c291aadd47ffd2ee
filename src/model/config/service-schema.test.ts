import { describe, expect, it } from 'vitest'
import { parseConfig } from './parse.ts'

const SERVICE = 'ready: GET /health, requests: requests.ndjson, rate: 20/s, for: 60s'

const parse = (service: string | null, more = '') =>
  parseConfig(`version: 1
jobs:
  orders:
    input: data/orders
    baseline: spark
    engines:
      spark: { run: [uvicorn, app, --port, "{port}"] }
      polars: { run: [uvicorn, app, --port, "{port}"] }
${service === null ? '' : `    service: { ${service} }`}
${more}`)

function jobOf(service: string, more = '') {
  const parsed = parse(service, more)
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems))
  return parsed.config.jobs.orders
}

function problemsOf(service: string | null, more = '') {
  const parsed = parse(service, more)
  return 'problems' in parsed ? parsed.problems.map(({ key, message }) => `${key} ${message}`) : []
}

describe('a job that is a service', () => {
  it('has a load, and its answers as a table', () => {
    const job = jobOf(SERVICE)
    expect(job?.service).toEqual({
      ready: { method: 'GET', path: '/health' },
      requests: 'requests.ndjson',
      perSecond: 20,
      seconds: 60,
      startupSeconds: 120,
      timeoutSeconds: 30,
    })
    expect(job?.tables.answers).toMatchObject({ name: 'answers', key: ['request', 'at'], tolerance: {} })
    expect(job?.engines.polars?.steps[0]?.env).toEqual({ ETL_LOAD: '20/s for 60s of requests.ndjson' })
  })

  it('may declare how far numbers of its answers may be apart', () => {
    const job = jobOf(SERVICE, '    tables: { answers: { tolerance: { number: { rel: 1e-9 } } }, log: null }')
    expect(job?.tables.answers).toMatchObject({
      key: ['request', 'at'],
      tolerance: { number: { abs: 0, rel: 1e-9 } },
    })
    expect(Object.keys(job?.tables ?? {})).toEqual(['answers', 'log'])
  })

  it('may be asked less than once a second', () => {
    expect(jobOf(SERVICE.replace('20/s', '90/min'))?.service?.perSecond).toBe(1.5)
  })

  it.each([
    [SERVICE.replace('GET /health', '/health'), '', 'service.ready must be a method and a path'],
    [SERVICE.replace('20/s', '20'), '', 'service.rate must be a number of requests a second'],
    [SERVICE.replace('20/s', '0/s'), '', 'service.rate must be a number of requests a second'],
    [
      SERVICE.replace('20/s', '1/min').replace('60s', '5s'),
      '',
      'service.for is shorter than the time between',
    ],
    [
      SERVICE.replace('20/s', '2000/s').replace('60s', '1h'),
      '',
      'service.for makes more than 1,000,000 requests',
    ],
    [`${SERVICE}, startups: x`, '', "service.startups is unknown here. Did you mean 'startup'?"],
    ['ready: GET /health, rate: 20/s, for: 60s', '', 'service.requests is missing'],
    [SERVICE, '    operations: { create: null }', 'operations cannot be had beside service:'],
  ])('is refused with the key and the fix: %s', (service, more, problem) => {
    expect(problemsOf(service, more).join('\n')).toContain(problem)
  })

  it.each([
    SERVICE.replace('20/s', '20'),
    SERVICE.replace('20/s', 'often'),
    SERVICE.replace('60s', '60'),
    SERVICE.replace('60s', 'long'),
  ])('has one problem where one key is wrong: %s', (service) => {
    expect(problemsOf(service)).toHaveLength(1)
  })

  it('is judged by its p95 latency, whatever clock the general policy names for other jobs', () => {
    const parsed = parseConfig(`version: 1
policy: { judged: work, margins: { work: 0.5, p95: 0.8 }, limitMinutes: 30, limitP95: 200ms }
jobs:
  served:
    { input: data, baseline: a, engines: { a: { run: [x] }, b: { run: [x] } }, service: { ${SERVICE} } }
  run:
    { input: data, baseline: a, engines: { a: { run: [x] }, b: { run: [x] } }, tables: { t: null } }
`)
    const jobs = 'config' in parsed ? parsed.config.jobs : {}
    expect(jobs.served?.policy).toMatchObject({ judged: 'p95', margins: { p95: 0.8 }, limitSeconds: 0.2 })
    expect(jobs.run?.policy).toMatchObject({ judged: 'work', margins: { work: 0.5 }, limitSeconds: 1800 })
  })

  it.each([
    [SERVICE as string | null, 'policy: { limitMinutes: 5 }', 'policy.limitMinutes is not for a service'],
    [SERVICE, 'policy: { margins: { total: 1 } }', 'policy.margins.total is not for a service'],
    [SERVICE, 'policy: { limitP95: 200 }', 'policy.limitP95 must be a time such as 200ms or 1.5s'],
    [SERVICE, 'policy: { limitP95: 0s }', 'policy.limitP95 must be above 0'],
    [null, 'tables: { t: null }\n    policy: { limitP95: 1s }', 'policy.limitP95 is for a job with service:'],
  ])('has its own keys of a policy: %s %s', (service, more, problem) => {
    expect(problemsOf(service, `    ${more}`).join('\n')).toContain(problem)
  })

  it('has one command an engine', () => {
    const parsed = parseConfig(`version: 1
jobs:
  orders:
    input: data
    baseline: a
    engines:
      a: { steps: [{ name: one, run: [x] }] }
      b: { run: [x] }
    service: { ${SERVICE} }
`)
    expect(parsed).toMatchObject({ problems: [{ key: 'jobs.orders.engines.a.steps' }] })
  })
})
