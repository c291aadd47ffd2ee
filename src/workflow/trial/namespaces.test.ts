import { expect, it } from 'vitest'
import { catalogsOf } from './namespaces.ts'

const table = (lake: string) => ({ name: lake, key: [], ignore: [], accept: {}, tolerance: {}, lake })

it('a job writes to the catalogs that its tables name, and to all of its stores', () => {
  const tables = {
    orders: table('iceberg:{storage}.{namespace}.orders'),
    rates: table('iceberg:lake.{namespace}.rates'),
    lines: table('delta:{output}/lines'),
  }
  expect([...catalogsOf({ tables, storage: ['local', 's3'] })]).toEqual(['local', 's3', 'lake'])
})
