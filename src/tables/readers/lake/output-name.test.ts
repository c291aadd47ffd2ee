import { describe, expect, it } from 'vitest'
import { nameInOutput } from './output-name.ts'

const plain = { name: 'orders' }
const iceberg = { name: 'orders', lake: 'iceberg:lake.{namespace}.orders_v2' }
const delta = { name: 'lines', lake: 'delta:{output}/sub/lines' }

describe('the name of a declared table in an output', () => {
  it.each([
    ['/out', iceberg, 'etl_1', 'iceberg:lake.etl_1.orders_v2'],
    ['/out', iceberg, undefined, undefined],
    ['/out', delta, undefined, 'delta:/out/sub/lines'],
    ['/out', plain, 'etl_1', undefined],
    ['iceberg:prod.eu.sales.*', iceberg, undefined, 'iceberg:prod.eu.sales.orders_v2'],
    ['iceberg:prod.sales.*', plain, undefined, 'iceberg:prod.sales.orders'],
    ['delta:/data/*', delta, undefined, 'delta:/data/sub/lines'],
    ['delta:s3://lake/*', plain, undefined, 'delta:s3://lake/orders'],
    ['iceberg:prod.sales.orders_v2', iceberg, undefined, 'iceberg:prod.sales.orders_v2'],
    ['delta:/data/orders', plain, undefined, 'delta:/data/orders'],
    ['delta:/data/sales', plain, undefined, undefined],
    [
      's3://lake/prod',
      { name: 'rates', lake: 's3://lake/trials/{namespace}/rates.csv' },
      undefined,
      's3://lake/prod/rates.csv',
    ],
    ['s3://lake/prod/', { name: 'orders', at: 'sub/orders' }, undefined, 's3://lake/prod/sub/orders'],
    ['s3://lake/prod/', delta, undefined, 'delta:s3://lake/prod/sub/lines'],
    ['s3://lake/prod/', iceberg, undefined, undefined],
    ['s3://lake/prod/', plain, undefined, undefined],
  ])('at %s, of %o, with the namespace %s, is %s', (output, table, namespace, name) => {
    expect(nameInOutput(output, table, [plain, delta], namespace)).toBe(name)
  })

  it('is the output itself where the job has no other table', () => {
    expect(nameInOutput('iceberg:prod.sales.nightly', plain, [plain])).toBe('iceberg:prod.sales.nightly')
  })
})
