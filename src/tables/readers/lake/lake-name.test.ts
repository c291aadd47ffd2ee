import { describe, expect, it } from 'vitest'
import { isLakeName, parseLakeName } from './lake-name.ts'

describe('the name of a table of a lakehouse', () => {
  it.each([
    ['iceberg:lake.sales.orders', { catalog: 'lake', table: ['sales', 'orders'], version: null }],
    ['iceberg:lake.eu.sales.orders@47', { catalog: 'lake', table: ['eu', 'sales', 'orders'], version: '47' }],
    ['iceberg:lake.sales.orders@main', { catalog: 'lake', table: ['sales', 'orders'], version: 'main' }],
    ['delta:out/orders', { place: 'out/orders', version: null }],
    ['delta:/out/a@b/orders@3', { place: '/out/a@b/orders', version: '3' }],
    ['delta:orders@latest', { place: 'orders@latest', version: null }],
    ['delta:s3://lake/orders', { place: 's3://lake/orders', version: null }],
  ])('is read from %s', (path, table) => {
    expect(parseLakeName(path)).toMatchObject(table)
  })

  it.each([
    'iceberg:',
    'iceberg:orders',
    'iceberg:lake.orders.',
    'iceberg:lake.a.b@',
    'iceberg:lake.a.b@1@2',
    'delta:',
  ])('is not %s', (path) => {
    expect(() => parseLakeName(path)).toThrow(expect.objectContaining({ code: 'lakeNameInvalid' }))
  })

  it.each(['./delta:orders', 'out/iceberg:x', 'Delta:orders', 'delta://host/x', 'iceberg'])(
    'is no path such as %s',
    (path) => {
      expect(isLakeName(path)).toBe(false)
      expect(parseLakeName(path)).toBeUndefined()
    },
  )
})
