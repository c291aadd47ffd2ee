import { describe, expect, it } from 'vitest'
import { job, orders, problems, read } from '../../../tests/parsed-config.ts'
import { csvHints } from '../../tables/readers/csv-hints.ts'

describe('a configuration', () => {
  it('spells out the short form of a command as one step', () => {
    const { engines } = orders(job(''))
    expect(engines.duckdb?.steps).toEqual([
      {
        name: 'main',
        place: { name: 'orders-duckdb', run: ['python', 'job.py', '{input}'] },
        command: ['python', 'job.py', '{input}'],
        env: {},
      },
    ])
  })

  it('gives each engine the environment of the job, then its own', () => {
    const text = job('    env: { GOLD: 5000, MODE: fast }')
    const { engines } = orders(text.replace('[spark-submit, job.py] }', '[x], env: { MODE: safe } }'))
    expect(engines.spark?.steps[0]?.env).toEqual({ GOLD: '5000', MODE: 'safe' })
  })

  it('reads one limit or several', () => {
    const limits = read(job('limits: [{ cpus: 2, memory: 4GiB }, { cpus: 4 }]')).limits
    expect(limits).toEqual([{ cpus: 2, memoryBytes: 4 * 2 ** 30 }, { cpus: 4 }])
  })

  it('takes a table without options', () => {
    const { tables } = orders(job('').replace('{ orders: { key: [id] } }', '{ orders: }'))
    expect(tables.orders).toMatchObject({ key: [], ignore: [], accept: {} })
  })

  it.each(['{}', '{ __proto__: { input: x } }'])('has no jobs to run in %s', (jobs) =>
    expect(problems(`version: 1\njobs: ${jobs}\n`)).toMatchObject([{ line: 2 }]),
  )

  it('knows how a table’s CSV files are written, and what one engine does otherwise', () => {
    const csv = `csv: { columns: [id, v], delimiter: ";", engines: { spark: { header: false, escape: '\\' } } }`
    const { tables } = orders(job('').replace('{ key: [id] }', `{ key: [id], ${csv} }`))
    const table = tables.orders
    if (!table) throw new Error('no table orders')
    const common = { columns: ['id', 'v'], delimiter: ';', known: ['id'] }
    expect(csvHints(table, 'spark')).toEqual({ ...common, header: false, escape: '\\' })
    expect(csvHints(table, 'duckdb')).toEqual(common)
  })

  it('says what an engine is where records do not: Spark on a cluster or not, its API, or neither', () => {
    const written = (what: string) => job('').replace(/(spark: \{)/, `$1 spark: ${what},`)
    expect(orders(written('cluster')).engines.spark?.spark).toBe('cluster')
    expect(problems(written('yes'))).toMatchObject([
      { key: 'jobs.orders.engines.spark.spark', message: 'must be cluster, local, api or none' },
    ])
  })

  it('takes null for the reason of that name', () => {
    const { tables } = orders(job('').replace('key: [id]', 'accept: { v: [null, trimming] }'))
    expect(tables.orders?.accept).toEqual({ v: ['null', 'trimming'] })
  })

  it('takes a tolerance of numbers, or of times', () => {
    const written =
      '{ orders: { tolerance: { v: { abs: 0.01, rel: 1e-9 }, at: { abs: 5s }, day: { abs: 1d } } } }'
    const { tables } = orders(job('').replace('{ orders: { key: [id] } }', written))
    expect(tables.orders?.tolerance).toEqual({
      v: { abs: 0.01, rel: 1e-9 },
      at: { abs: 0, rel: 0, seconds: 5 },
      day: { abs: 0, rel: 0, seconds: 86_400 },
    })
    const wrong = (limits: string) => problems(job('').replace('key: [id]', `tolerance: { v: ${limits} }`))
    expect(wrong('{ abs: much }')).toMatchObject([
      { message: 'must be a number, or a time such as 5s or 100ms' },
    ])
    expect(wrong('{ abs: 5s, rel: 0.1 }')).toMatchObject([{ message: expect.stringContaining('rel:') }])
  })

  it('lets a job override the policy', () => {
    expect(
      read(job('    policy: { judged: work }\npolicy: { judged: total, alpha: 0.01 }')).jobs.orders,
    ).toMatchObject({ policy: { judged: 'work', alpha: 0.01, margins: {}, window: { days: 14 } } })
  })
})
