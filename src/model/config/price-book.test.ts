import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseConfig } from './parse.ts'
import { priceGroups, pricesOf } from './price-book.ts'

const text = readFileSync(new URL('price-book.yml', import.meta.url), 'utf8')
const groups = priceGroups(text)
const book = pricesOf(groups)

const config = (platforms: string, own = '') => `version: 1
${own}
jobs:
  orders:
    input: data
    baseline: spark
    engines: { spark: { run: [a] }, duckdb: { run: [b] } }
    tables: { orders: { key: [id] } }
    policy:
      platforms: ${platforms}
`
const problemsOf = (platforms: string, own?: string) => {
  const parsed = parseConfig(config(platforms, own), book)
  return 'problems' in parsed ? parsed.problems : []
}
const pricesOfSpark = (platforms: string, own?: string) => {
  const parsed = parseConfig(config(platforms, own), book)
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems))
  return parsed.config.jobs.orders?.policy.platforms.spark?.prices
}

describe('the price book', () => {
  it('has each price once, with its unit, region, currency, source and date', () => {
    expect(Object.keys(book)).toHaveLength(groups.flatMap(({ amounts }) => Object.keys(amounts)).length)
    for (const price of Object.values(book))
      expect(price).toMatchObject({
        unit: expect.stringMatching(/./),
        region: expect.stringMatching(/./),
        currency: expect.stringMatching(/^[A-Z]{3}$/),
        source: expect.stringMatching(/./),
      })
    for (const { asOf, readOn } of Object.values(book))
      expect([asOf, readOn].filter((day) => day !== undefined)).toEqual([
        expect.stringMatching(/^20\d\d-\d\d-\d\d$/),
      ])
  })

  it('says of a source without a date when it was read', () => {
    expect(book['dataproc-vcpu']).toMatchObject({ readOn: '2026-11-21' })
    expect(book['dataproc-vcpu']).not.toHaveProperty('asOf')
  })

  it('counts whatever the source counts in as hours', () => {
    expect(book['github-linux-2-core']?.perHour).toBeCloseTo(0.006 * 60, 12)
    expect(book['cloud-run-vcpu']?.perHour).toBeCloseTo(0.000018 * 3600, 12)
  })

  it('is known to a configuration that declares nothing', () => {
    expect(
      pricesOfSpark('{ spark: { price: [gce-n2-standard-4, { name: dataproc-vcpu, units: 4 }] } }'),
    ).toMatchObject([
      { name: 'gce-n2-standard-4', perHour: 0.194236, minimumSeconds: 60, asOf: '2025-03-02' },
      { name: 'dataproc-vcpu', perHour: 0.01, units: 4, unverified: true },
    ])
  })

  it('has prices that are the same in every region', () => {
    expect(problemsOf('{ spark: { price: github-linux-2-core, region: eu-west-1 } }')).toEqual([])
  })

  it('gives way to a price that is declared, in all that it says', () => {
    const own = 'prices: { ec2-m6i.xlarge: { perHour: 0.15, currency: EUR } }'
    expect(pricesOfSpark('{ spark: { price: ec2-m6i.xlarge } }', own)).toEqual([
      { name: 'ec2-m6i.xlarge', perHour: 0.15, currency: 'EUR', incrementSeconds: 1, minimumSeconds: 0 },
    ])
  })

  it.each([
    [
      'an unknown price, with the nearest ones',
      '{ price: m6i.xlarge }',
      /unknown price 'm6i.xlarge'. Nearest: ec2-m6i.xlarge, emr-m6i.xlarge, /,
    ],
    [
      'a region that the price is not for',
      '{ price: ec2-m6i.xlarge, region: eu-west-1 }',
      /a price of region us-east-1, for region eu-west-1. Declare the price of eu-west-1 in prices:/,
    ],
    [
      'a price by units that nobody counts',
      '{ price: [fargate-x86-vcpu, { name: fargate-x86-memory, units: 8 }] }',
      /billed by vCPU. Say how many/,
    ],
    [
      'a surcharge without its machine',
      '{ price: emr-m6i.xlarge }',
      /'emr-m6i.xlarge', a surcharge on a machine, without the machine's price, such as 'ec2-m6i.xlarge'. Add it/,
    ],
    [
      'DBU without the machine that they are billed for',
      '{ price: { name: databricks-aws-jobs-premium, units: 0.76 } }',
      /'databricks-aws-jobs-premium', a surcharge on a machine, without the machine's price/,
    ],
    [
      'vCPUs without memory',
      '{ price: { name: emr-serverless-vcpu, units: 4 } }',
      /'emr-serverless-vcpu', which is never billed alone, without 'emr-serverless-memory'. Add it/,
    ],
    ['fewer units than are sold', '{ price: { name: glue-dpu, units: 1 } }', /sells at least 2/],
    ['a price twice', '{ price: [ec2-m6i.xlarge, ec2-m6i.xlarge] }', /'ec2-m6i.xlarge' twice. Name it once/],
    [
      'prices of several regions in one node',
      '{ price: [ec2-m6i.xlarge, gce-n2-standard-4] }',
      /several regions \(us-east-1, us-central1\), but a node is in one/,
    ],
    ['units below 0', '{ price: { name: glue-dpu, units: -4 } }', /above 0/],
    [
      'fewer units than are sold on all nodes together',
      '{ price: { name: glue-dpu, units: 0.5 }, nodes: 3 }',
      /has 1.5 DPU of 'glue-dpu'/,
    ],
  ])('does not hide %s', (_, platform, message) => {
    expect(problemsOf(`{ spark: ${platform} }`)).toMatchObject([
      {
        line: 10,
        key: expect.stringMatching(/^jobs.orders.policy.platforms.spark.price/),
        message: expect.stringMatching(message),
      },
    ])
  })
  it('counts the units of all nodes towards the fewest that are sold', () =>
    expect(problemsOf('{ spark: { price: { name: glue-dpu, units: 1 }, nodes: 10 } }')).toEqual([]))

  it('knows a surcharge with its machine, and one that is declared with all that is billed', () => {
    expect(problemsOf('{ spark: { price: [ec2-m6i.xlarge, emr-m6i.xlarge] } }')).toEqual([])
    const whole = 'prices: { emr-m6i.xlarge: { perHour: 0.24 }, m5: { perHour: 0.192 } }'
    expect(problemsOf('{ spark: { price: emr-m6i.xlarge } }', whole)).toEqual([])
    expect(problemsOf('{ spark: { price: [m5, emr-m5.xlarge] } }', whole)).toEqual([])
  })

  it('names only prices that are there', () => {
    for (const { with: beside } of Object.values(book))
      expect([undefined, 'node', ...Object.keys(book)]).toContain(beside)
  })

  it('is never converted to the currency of a migration', () => {
    const text = config(
      '{ spark: { price: glue-dpu } }\n      migration: { days: 3, perDay: 700, currency: EUR }',
    ).replace('price: glue-dpu', 'price: { name: glue-dpu, units: 2 }')
    expect(parseConfig(text, book)).toMatchObject({
      problems: [
        {
          key: 'jobs.orders.policy.migration',
          message: expect.stringMatching(/is in EUR, but prices are in USD/),
        },
      ],
    })
  })

  it('never pays for a migration to an engine that there is not', () => {
    const text = config('{}\n      migration: { days: 3, perDay: 700, daysTo: { sparc: 1, duckdb: 0 } }')
    expect(parseConfig(text, book)).toMatchObject({
      problems: [
        { key: 'jobs.orders.policy.migration.daysTo.duckdb', message: 'must be above 0' },
        {
          key: 'jobs.orders.policy.migration.daysTo.sparc',
          message: "is not an engine of the job (did you mean 'spark'?). It has spark, duckdb",
        },
      ],
    })
  })

  it.each([
    ['was found later than tomorrow', '2026-11-23', [{ line: 2, key: 'prices.mine.asOf' }]],
    ['was found where tomorrow has begun', '2026-11-22', []],
  ])('a declared price that %s: %s', (_, asOf, problems) => {
    const parsed = parseConfig(
      config('{}', `prices: { mine: { perHour: 1, asOf: ${asOf} } }`),
      book,
      '2026-11-21',
    )
    expect('problems' in parsed ? parsed.problems : []).toMatchObject(problems)
  })

  it.each([
    ['no amount', '{ minimum: 60s }'],
    ['two amounts', '{ perHour: 1, perMinute: 2 }'],
    ['an amount below 0', '{ perMinute: -1 }'],
    ['an absurd amount', '{ perSecond: 1e9 }'],
    ['two dates', '{ perHour: 1, asOf: 2026-11-20, readOn: 2026-11-20 }'],
  ])('a declared price with %s is a mistake', (_, price) => {
    expect(problemsOf('{}', `prices: { mine: ${price} }`)).toMatchObject([
      { line: 2, key: expect.stringMatching(/^prices.mine/) },
    ])
  })
})
