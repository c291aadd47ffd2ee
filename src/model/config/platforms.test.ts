import { describe, expect, it } from 'vitest'
import { job, orders, problems } from '../../../tests/parsed-config.ts'

const priced = (platforms: string) =>
  `${job(`    policy: { platforms: ${platforms} }`)}
prices:
  m6i.xlarge: { perHour: 0.192, minimum: 60s }
  emr: { perHour: 0.048, increment: 1min }
  runner: { perHour: 0.3, currency: EUR }
`

describe('platforms', () => {
  it('are billed by the prices that they name, by default to the second', () => {
    const text = priced(
      '{ spark: { price: [m6i.xlarge, emr], nodes: 3, startup: 8min }, duckdb: { memory: 8GiB } }',
    )
    expect(orders(text).policy.platforms).toEqual({
      spark: {
        prices: [
          { name: 'm6i.xlarge', perHour: 0.192, currency: 'USD', incrementSeconds: 1, minimumSeconds: 60 },
          { name: 'emr', perHour: 0.048, currency: 'USD', incrementSeconds: 60, minimumSeconds: 0 },
        ],
        nodes: 3,
        startupSeconds: 480,
        isStartupDeclared: true,
        idleSeconds: 0,
      },
      duckdb: {
        ...{ prices: [], nodes: 1, areNodesAssumed: true },
        ...{ memoryBytes: 8 * 2 ** 30, startupSeconds: 0, idleSeconds: 0 },
      },
    })
  })

  it.each([
    [
      'of no engine',
      '{ sprak: { price: emr } }',
      'platforms.sprak',
      /is not an engine of the job \(did you mean 'spark'\?\). It has spark, duckdb/,
    ],
    [
      'with a price that is nowhere',
      '{ spark: { price: m7i } }',
      'platforms.spark.price',
      /unknown price 'm7i'/,
    ],
    [
      'with all nodes, and the driver’s apart',
      '{ spark: { price: emr, nodes: 3, driverNodes: 2 } }',
      'platforms.spark',
      /Keep one: nodes: counts the driver too/,
    ],
    ['of two currencies', '{ spark: { price: emr }, duckdb: { price: runner } }', 'platforms', /USD, EUR/],
  ])('%s are a mistake', (_, platforms, key, message) => {
    expect(problems(priced(platforms))).toMatchObject([
      { key: `jobs.orders.policy.${key}`, message: expect.stringMatching(message) },
    ])
  })
})
